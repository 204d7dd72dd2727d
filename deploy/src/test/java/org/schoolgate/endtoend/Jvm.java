package org.schoolgate.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java process of this machine, seen from outside: by {@code /proc} and {@code jcmd}. */
record Jvm(ProcessHandle process) {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)$");
    private static final Pattern KIND_OF_RESIDENT = Pattern.compile("(?m)^(Rss\\w+):\\s+(\\d+) kB$");
    private static final Pattern KIND_OF_NATIVE =
            Pattern.compile("(?m)^- +([\\w ]+) \\(reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)$");

    /** A whole collection; what it found dead is told to those who watch it. */
    void collectGarbage() {
        ask("GC.run");
    }

    /** Bytes of the heap that are in use after a whole collection. */
    long liveBytes() {
        return number(TOTAL, ask("GC.class_histogram"));
    }

    /** Bytes of memory that the process has, heap and all else. */
    long residentBytes() {
        return 1024 * number(RESIDENT, status());
    }

    /**
     * Memory by what it is for: {@code RssAnon}, {@code RssFile} and {@code RssShmem} are what the process has, by the system's
     * count; the others what the JVM has taken for its own purposes, if it was told to count them
     * ({@code -XX:NativeMemoryTracking=summary}).
     */
    Map<String, Long> memoryKibibytes() {
        Map<String, Long> kinds = new TreeMap<>();
        put(KIND_OF_RESIDENT.matcher(status()), kinds);
        put(KIND_OF_NATIVE.matcher(ask("VM.native_memory")), kinds);
        return kinds;
    }

    private static void put(Matcher found, Map<String, Long> kinds) {
        while (found.find()) {
            kinds.put(found.group(1), Long.valueOf(found.group(2)));
        }
    }

    long threads() {
        return number(THREADS, status());
    }

    /** Files, sockets and whatever else it has open. */
    long descriptors() {
        try (Stream<Path> open = Files.list(proc("fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String status() {
        try {
            return Files.readString(proc("status"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", String.valueOf(process.pid()), file);
    }

    private String ask(String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asking = new ProcessBuilder(List.of(jcmd, String.valueOf(process.pid()), command))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            asking.onExit().join();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in: " + text);
        }
        return Long.parseLong(matcher.group(1));
    }
}
