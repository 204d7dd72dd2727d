package org.schoolgate.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.schoolgate.cli.console.Distribution;
import org.schoolgate.cli.console.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schoolgate class-archive}: makes each {@link ClassArchive} for this Java. */
@Command(
        name = "class-archive",
        description = "Halves the time of each start: archives the classes of both planes for this Java.",
        footer = {
            "",
            "Starts a demonstration on loopback, notes the classes that its processes load, stops it, and writes them into",
            "files beside the program. Those of another Java go. To be repeated after an update of Java; without them",
            "everything runs as well, only the start takes longer."
        })
public final class ClassArchiveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        if (!Files.isWritable(Distribution.home())) {
            throw new RefusedException("no permission to write into " + Distribution.home());
        }
        Path scratch = Files.createTempDirectory("schoolgate-");
        try {
            rehearse(scratch);
            for (ClassArchive archive : ClassArchive.values()) {
                dump(classes(scratch, archive), scratch.resolve("said"), archive.file());
                String size = " (" + (Files.size(archive.file()) >> 20) + " MiB)";
                spec.commandLine().getOut().println(archive.file() + size);
            }
            for (Path outdated : ClassArchive.outdated(Distribution.home())) {
                Files.deleteIfExists(outdated);
            }
        } finally {
            delete(scratch);
        }
        return 0;
    }

    /** Where the JVM notes what the process loads that an archive is for. */
    private static Path classes(Path scratch, ClassArchive archive) {
        return scratch.resolve(archive + "-classes");
    }

    /** Starts and stops both planes in {@code scratch}. */
    private void rehearse(Path scratch) throws IOException, InterruptedException, RefusedException {
        DataFolder folder = new DataFolder(scratch.resolve("data"));
        folder.prepare(true);
        Path adminClasses = classes(scratch, ClassArchive.ADMIN);
        Path gatewayClasses = classes(scratch, ClassArchive.GATEWAY);
        Child admin = child("admin", adminClasses, folder, "--demo", "--admin-port=0", "--admin-ops-port=0");
        Child gateway = child(
                "gateway", gatewayClasses, folder, "--proxy-host=127.0.0.1", "--proxy-port=0", "--gateway-ops-port=0");
        Supervisor supervisor = new Supervisor(admin, gateway, false);
        try {
            supervisor.start();
        } finally {
            supervisor.stop();
        }
    }

    private Child child(String name, Path classes, DataFolder folder, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(name, "--supervised", "--data=" + folder.path()));
        arguments.addAll(List.of(settings));
        List<String> command = OwnJava.command(List.of("-XX:DumpLoadedClassList=" + classes), arguments);
        return new Child(
                name, last -> command, true, Child.logTo(spec.commandLine().getErr()));
    }

    /** Beside its place first: a start in the meantime finds the old one or none. */
    private static void dump(Path classes, Path said, Path archive)
            throws IOException, InterruptedException, RefusedException {
        Path fresh = archive.resolveSibling(archive.getFileName() + ".new");
        try {
            Process java = new ProcessBuilder(OwnJava.java(List.of(
                            "-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + fresh)))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (java.waitFor() != 0 || !Files.exists(fresh)) {
                throw new RefusedException("Java made no class archive: " + Files.readString(said));
            }
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
