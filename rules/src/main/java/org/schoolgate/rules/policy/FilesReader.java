package org.schoolgate.rules.policy;

import java.util.Set;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.file.FileGroup;
import org.schoolgate.rules.policy.PolicyDocument.DownloadSection;
import org.schoolgate.rules.policy.PolicyDocument.UploadSection;

/** Reads what a role may fetch and send. */
final class FilesReader {
    private static final int MAX_MEGABYTES = 1_000_000;
    private static final long MEGABYTE = 1_000_000;

    private final Findings findings;
    private final Terms terms;

    FilesReader(Findings findings, Terms terms) {
        this.findings = findings;
        this.terms = terms;
    }

    DownloadSection downloads(YamlNode node) {
        Fields fields = new Fields(findings, node, "downloads", "blocked", "max_megabytes");
        Set<FileGroup> blocked = fields.set("blocked", terms::fileGroup);
        return new DownloadSection(blocked, maxBytes(fields));
    }

    UploadSection uploads(YamlNode node) {
        Fields fields = new Fields(findings, node, "uploads", "blocked_categories", "max_megabytes");
        Set<Category> blocked = fields.set("blocked_categories", terms::category);
        return new UploadSection(blocked, maxBytes(fields));
    }

    private long maxBytes(Fields fields) {
        Integer max = fields.optional("max_megabytes", item -> terms.number(item, "megabytes", 0, MAX_MEGABYTES));
        return max == null ? Long.MAX_VALUE : max * MEGABYTE;
    }
}
