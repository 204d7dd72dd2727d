package org.schoolgate.admin.people;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.roster.InvalidRosterException;
import org.schoolgate.admin.roster.Mistake;
import org.schoolgate.admin.roster.Roster;
import org.schoolgate.admin.roster.RosterReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is done about people each night, at three by the school's clock: promotes pupils when it is time, and imports the
 * roster as one that is full, so that leavers are gone in the morning. A roster with mistakes changes nothing, and is tried
 * again the next night.
 */
public final class NightlyPeople implements AutoCloseable {
    private static final String AUTHOR = "schoolgate";

    private static final Logger log = LoggerFactory.getLogger(NightlyPeople.class);
    private static final LocalTime AT = LocalTime.of(3, 0);
    private static final String SOURCE = "nightly";

    private final Registrar registrar;
    private final PeopleImporter importer;
    private final @Nullable Path path;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "admin-nightly-people"));
    private volatile State state = new State(true, "not read yet: it is at three each night");

    /** @param path a OneRoster folder, or a CSV, that has all people of the school; null for none */
    public NightlyPeople(Registrar registrar, @Nullable Path path) {
        this.registrar = registrar;
        this.importer = new PeopleImporter(registrar);
        this.path = path;
    }

    /** Waits for the night. Call it when something is published. */
    public void begin() {
        Instant now = registrar.now();
        ZonedDateTime today = now.atZone(SchoolPolicy.of(registrar).clock());
        ZonedDateTime tonight = today.with(AT);
        ZonedDateTime next = tonight.isAfter(today) ? tonight : tonight.plusDays(1);
        thread.schedule(this::night, Duration.between(now, next.toInstant()).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void night() {
        try {
            run();
        } catch (RuntimeException e) {
            log.error("The nightly work on people failed, and is done the next night", e);
            state = new State(false, "failed; the log says why");
        } finally {
            begin();
        }
    }

    /** Does it now. */
    public void run() {
        promote();
        if (path != null) {
            state = read(path);
        }
    }

    private void promote() {
        Promotion promotion = new Promotion(SchoolPolicy.of(registrar));
        RegisterEdit done = registrar
                .make(AUTHOR, before -> promotion.edit(before, registrar.now()))
                .join()
                .edit();
        if (!done.isEmpty()) {
            log.info("Promoted {} pupils", done.people().size());
        }
    }

    private State read(Path from) {
        try {
            Roster roster = RosterReader.read(from, importer.rules(null));
            ImportReport report = importer.take(roster, new ImportOptions(SOURCE, true, false), AUTHOR)
                    .join();
            log.info("Imported people from {}: {}", from, report.counts());
            return new State(
                    true, "read at " + registrar.now() + ", " + roster.people().size() + " people");
        } catch (InvalidRosterException e) {
            return refused(from, e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof InvalidRosterException mistakes) {
                return refused(from, mistakes);
            }
            throw e;
        } catch (IOException e) {
            log.error("The people of {} cannot be read; those of before stay", from, e);
            return new State(false, "cannot be read; the log says why");
        }
    }

    /** Says where, and not what: there may be names in it. */
    private static State refused(Path from, InvalidRosterException e) {
        Mistake first = e.mistakes().get(0);
        log.error(
                "The people of {} are refused, and those of before stay: {} mistakes, the first in {}, line {}, column {}",
                from,
                e.count(),
                first.file(),
                first.line(),
                first.column());
        return new State(
                false,
                "refused for %d mistakes; schoolgate people import PATH --full --source %s --dry-run shows them"
                        .formatted(e.count(), SOURCE));
    }

    /** Whether there is a roster that is to be read. */
    public boolean reads() {
        return path != null;
    }

    /** How the last reading went. */
    public State state() {
        return state;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** @param text without names */
    public record State(boolean isWell, String text) {}
}
