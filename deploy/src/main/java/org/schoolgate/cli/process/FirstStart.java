package org.schoolgate.cli.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.schoolgate.cli.console.Distribution;
import org.schoolgate.cli.list.PackedFolder;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;

/**
 * What a new installation begins with: the starter policy and no lists. A demonstration has places on loopback and made-up lists
 * besides.
 *
 * @param policy YAML
 * @param lists in temporary files
 */
record FirstStart(String policy, List<ListSource> lists) implements Closeable {
    private static final Path DEMO = Path.of("demo");

    /** The made-up lists are part of the product. */
    private static final String OWN_LICENCE = "Apache-2.0";

    /** Is to be closed once the admin process has taken what it needs. */
    static FirstStart read(boolean demo) throws IOException {
        Path starter = Distribution.starter();
        String policy = Files.readString(starter.resolve("policy.yaml"));
        if (!demo) {
            return new FirstStart(policy, List.of());
        }
        Path lists = Files.createTempFile("schoolgate-", ".tar.zst");
        PackedFolder.write(starter.resolve(DEMO).resolve("lists"), lists);
        return new FirstStart(
                policy + Files.readString(starter.resolve(DEMO).resolve("additions.yaml")),
                List.of(new ListSource("demo", ListFormat.UT1, lists, Optional.empty()).withLicence(OWN_LICENCE)));
    }

    @Override
    public void close() throws IOException {
        for (ListSource source : lists) {
            Files.deleteIfExists(source.path());
        }
    }
}
