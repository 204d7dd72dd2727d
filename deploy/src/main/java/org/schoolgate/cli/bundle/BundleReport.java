package org.schoolgate.cli.bundle;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.Table;
import org.schoolgate.rules.bundle.BundleFile;
import org.schoolgate.rules.bundle.Manifest;

/** What is in a bundle folder, as printed. */
final class BundleReport {
    private BundleReport() {}

    static void print(Output output, Path folder, Manifest manifest) {
        if (output.isJson()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("folder", folder.toString());
            facts.put("school", manifest.school());
            facts.put("generation", manifest.position().toString());
            facts.put("createdAt", manifest.createdAt().toString());
            facts.put("armed", manifest.armed());
            facts.put(
                    "files", manifest.files().stream().map(BundleReport::facts).toList());
            output.json(facts);
            return;
        }
        output.text()
                .println(folder + ": generation " + manifest.position() + " of " + manifest.school() + ", made "
                        + manifest.createdAt());
        Table table = new Table("file", "bytes", "sha256");
        manifest.files().forEach(file -> table.row(file.role().id(), file.size(), file.sha256()));
        table.print(output.text());
        output.text().println(slot(manifest));
    }

    private static String slot(Manifest manifest) {
        if (!manifest.armed()) {
            return "locked slot: not armed; a gateway that was armed closes all but the help set with this bundle";
        }
        return manifest.locked().isPresent()
                ? "locked slot: armed"
                : "locked slot: armed, but without its list; gateways close all but the help set with this bundle";
    }

    private static Map<String, Object> facts(BundleFile file) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("role", file.role().id());
        facts.put("size", file.size());
        facts.put("sha256", file.sha256());
        facts.put("version", file.version());
        return facts;
    }
}
