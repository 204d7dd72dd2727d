package org.schoolgate.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.schoolgate.cli.selftest.Finding.Level;

/** What checks find, for tests. */
final class Findings {
    private Findings() {}

    /** The only one, which must be of that level; one that is not ok says what was expected and what to do. */
    static String of(Check check, Level level) {
        List<Finding> findings = check.look();
        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.level()).as(finding.line()).isEqualTo(level);
        assertThat(finding.expected().isEmpty()).isEqualTo(level == Level.OK);
        assertThat(finding.remedy().isEmpty()).isEqualTo(level == Level.OK);
        return finding.found();
    }

    /** Where nobody listens. */
    static InetSocketAddress nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) free.getLocalSocketAddress();
        }
    }
}
