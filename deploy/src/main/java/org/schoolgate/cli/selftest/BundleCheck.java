package org.schoolgate.cli.selftest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.BundleException;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.ManifestVerifier;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.index.ListFacts;

/** What the gateway decides by: how old its lists are, and what time it is by its policy. */
final class BundleCheck implements Check {
    private static final String BUNDLE = "bundle";
    private static final String LISTS = "lists";
    private static final String TIME_ZONE = "time zone";
    /** A security check is due as often. */
    private static final Duration OLD = Duration.ofDays(14);

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    private final Path gateway;
    private final InstantSource clock;

    /** @param gateway the folder that it keeps everything in */
    BundleCheck(Path gateway, InstantSource clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        try {
            Optional<Path> newest = newest();
            if (newest.isEmpty()) {
                return List.of(Finding.warning(
                        BUNDLE,
                        "none in " + gateway + ": everything is closed",
                        "one that the admin process published",
                        "Start the admin process; a new installation gets its first one then"));
            }
            Bundle bundle = Bundle.openAtStart(newest.get(), verifier());
            return List.of(
                    Finding.ok(BUNDLE, "generation " + bundle.manifest().position() + " is whole"),
                    lists(bundle.index()),
                    timeZone(bundle.policy().school().timeZone()));
        } catch (BundleException | IllegalArgumentException e) {
            return List.of(Finding.failed(
                    BUNDLE,
                    "the newest is refused: " + e.getMessage(),
                    "one that is whole",
                    "Restart the gateway, which falls back and fetches it again; look at the disk"));
        } catch (IOException e) {
            return List.of(Finding.failed(
                    BUNDLE,
                    "cannot be read: " + e.getMessage(),
                    "one that this user may read",
                    "Run this as the user that runs the gateway"));
        }
    }

    private Optional<Path> newest() throws IOException {
        Path folder = gateway.resolve("bundles");
        if (Files.notExists(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> bundles = Files.list(folder)) {
            return bundles.filter(path -> generation(path).isPresent())
                    .max(Comparator.comparing(path -> generation(path).orElseThrow()));
        }
    }

    private static Optional<Generation> generation(Path bundle) {
        try {
            return Optional.of(Generation.parse(bundle.getFileName().toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a draft
        }
    }

    private ManifestVerifier verifier() throws IOException {
        String enrolment = Files.readString(gateway.resolve("enrolment.json"));
        return ManifestVerifier.ofPem(
                JsonMapper.builder().build().readTree(enrolment).path("signer").asText());
    }

    private Finding lists(Index index) {
        Map<String, Instant> fetched = new TreeMap<>();
        for (ListFacts list : index.lists()) {
            fetched.put(list.name(), list.provenance().fetchedAt().orElse(index.createdAt()));
        }
        Optional<Entry<String, Instant>> oldest = fetched.entrySet().stream().min(Entry.comparingByValue());
        if (oldest.isEmpty()) {
            return Finding.warning(
                    LISTS, "none is loaded", "a list of each required category", "Publish one: lists publish");
        }
        Duration age = Duration.between(oldest.get().getValue(), clock.instant());
        String found = "%d loaded, the oldest is %s, of %s, %d days old"
                .formatted(fetched.size(), oldest.get().getKey(), oldest.get().getValue(), age.toDays());
        return age.compareTo(OLD) <= 0
                ? Finding.ok(LISTS, found)
                : Finding.warning(LISTS, found, "14 days at most", "Fetch it anew, and publish it: lists publish");
    }

    private Finding timeZone(ZoneId zone) {
        String now = HOUR.format(clock.instant().atZone(zone));
        return Finding.ok(TIME_ZONE, "the policy says " + zone + ", where it is " + now);
    }
}
