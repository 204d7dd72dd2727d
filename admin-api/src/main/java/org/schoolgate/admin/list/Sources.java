package org.schoolgate.admin.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.schoolgate.admin.publish.Publisher;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes which lists there are. Each change compiles all sources anew, on a thread of its own so that the manager's
 * entries are published meanwhile, and publishes the result; where anything fails, nothing has changed.
 */
public final class Sources implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sources.class);
    private static final int CLOSE_SECONDS = 2;

    private final SourceStore store;
    private final Uploads uploads;
    private final ListGuards guards;
    private final Publisher publisher;
    private final InstantSource clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread compiler = new Thread(work, "admin-list-compiler");
        compiler.setDaemon(true); // an unfinished compilation is worth nothing, and must not hold up a stop
        return compiler;
    });

    public Sources(SourceStore store, Uploads uploads, ListGuards guards, Publisher publisher, InstantSource clock) {
        this.store = store;
        this.uploads = uploads;
        this.guards = guards;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Publishes the sources of the store and {@code initial} ones: at the first start, or where the last bundle is
     * lost.
     *
     * @param change what else is to change with them
     */
    public void publishAll(List<ListSource> initial, Runnable change) throws IOException {
        List<Source> sources = new ArrayList<>(store.all());
        for (ListSource one : initial) {
            Path file = uploads.copy(one.name(), one.path());
            uploads.force(file);
            sources.add(source(one, file));
        }
        try (Compilation compilation = compile(sources)) {
            publisher
                    .publishWith(compilation.index(), () -> {
                        change.run();
                        compilation.sources().forEach(store::put);
                        return sources.size();
                    })
                    .join();
        }
        uploads.deleteAllBut(sources);
    }

    /** Deletes what a crash left in the folder of uploads. */
    public void cleanUp() throws IOException {
        uploads.deleteAllBut(store.all());
    }

    /**
     * Adds the source, or takes the place of the one with this name.
     *
     * @param upload its file is in the folder of uploads; deleted when it is refused
     * @param force accepts a source that has shrunk to less than half
     */
    CompletableFuture<Replaced> replace(ListSource upload, boolean force) {
        Path file = upload.path();
        return inTurn(() -> {
                    uploads.force(file);
                    return replaceNow(source(upload, file), force);
                })
                .whenComplete((replaced, failure) -> {
                    if (failure != null) {
                        deleteUnlessKept(uploads.nameOf(file));
                    }
                });
    }

    private Replaced replaceNow(Source upload, boolean force) throws IOException {
        List<Source> sources = new ArrayList<>(store.all());
        Optional<Source> old = take(sources, upload.name());
        sources.add(upload);
        try (Compilation compilation = compile(sources)) {
            Source source = compilation.source(upload.name());
            requireKnownCategory(source);
            ShrinkGuard.check(old, source, force);
            Generation position = publish(compilation, () -> store.put(source));
            log.info("Lists of source {} replaced in generation {}", source.name(), position.generation());
            old.ifPresent(replaced -> deleteUnlessKept(replaced.file()));
            return new Replaced(source, compilation.summaries(upload.name()), position);
        }
    }

    /** A folder of a set may have another; its other lists act all the same. */
    private static void requireKnownCategory(Source source) {
        if (source.lists().size() == 1) {
            KnownCategory.of(source.lists().get(0).category());
        }
    }

    /** @return the first bundle without it; empty where there is no source of this name */
    CompletableFuture<Optional<Generation>> remove(String name) {
        return inTurn(() -> {
            List<Source> sources = new ArrayList<>(store.all());
            Optional<Source> old = take(sources, name);
            if (old.isEmpty()) {
                return Optional.empty();
            }
            try (Compilation compilation = compile(sources)) {
                Generation position = publish(compilation, () -> store.remove(name));
                log.info("Source {} removed in generation {}", name, position.generation());
                deleteUnlessKept(old.get().file());
                return Optional.of(position);
            }
        });
    }

    private Generation publish(Compilation compilation, Runnable change) {
        return publisher
                .publishWith(compilation.index(), () -> {
                    change.run();
                    return compilation;
                })
                .join()
                .position();
    }

    private static Optional<Source> take(List<Source> sources, String name) {
        Optional<Source> found =
                sources.stream().filter(source -> source.name().equals(name)).findFirst();
        found.ifPresent(sources::remove);
        return found;
    }

    private Source source(ListSource from, Path file) throws IOException {
        Instant now = Instant.ofEpochMilli(clock.millis());
        return new Source(
                from.name(),
                from.format(),
                from.category(),
                from.options(),
                from.provenance().licence(),
                uploads.nameOf(file),
                Files.size(file),
                now,
                List.of());
    }

    private Compilation compile(List<Source> sources) throws IOException {
        return Compilation.of(sources, uploads.folder(), guards, clock.instant());
    }

    private void deleteUnlessKept(String file) {
        if (store.all().stream().noneMatch(source -> source.file().equals(file))) {
            uploads.delete(file);
        }
    }

    private <T> CompletableFuture<T> inTurn(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                thread);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("Lists were still being compiled; the upload is lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A source that is published.
     *
     * @param position the first bundle that has it
     */
    record Replaced(Source source, List<ListSummary> summaries, Generation position) {}
}
