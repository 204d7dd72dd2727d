package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.file.FileFacts;

final class FileTermsTest {
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");
    private static final SiteSets SITES = Policies.sites("""
            format: 1
            version: test
            infrastructure:
              - {name: Updates, hosts: [updates.example], source: "https://updates.example/", why: updates}
            """);
    private static final String ROLES = """
            roles:
              pupil:
                clause: "Pupils 3"
                default: allow
                downloads: {blocked: [programs, scripts], max_megabytes: 10}
                uploads: {blocked_categories: [filehosting], max_megabytes: 2}
              ks3: {extends: pupil, audience: ks3}
              ks4: {extends: pupil, audience: ks4, clause: "KS4", downloads: {blocked: [torrents]}, uploads: {}}
              staff: {audience: adult, default: allow}
            entries:
              - {pattern: tools.example, action: allow}
            """;

    private static Policy policy(String more) {
        return Policies.compile(Policies.HEAD + more + ROLES, SITES);
    }

    private static Request request(String role, Host host) {
        return new Request(
                Principal.unidentified(role, Attribution.ZONE), Zone.unknown(role), host, 80, Scheme.HTTP, "/");
    }

    private static @Nullable Decision download(Policy policy, String role, String host, FileFacts file) {
        Request request = request(role, Hosts.host(host));
        Verdict verdict = Policies.verdict(request.host(), "news@" + host);
        Decision allowed = policy.decide(request, verdict, LiveFacts.NONE, AT);
        return policy.decideDownload(request, verdict, allowed, file, LiveFacts.NONE, AT);
    }

    private static @Nullable Decision upload(String role, String listed, long bytes) {
        Policy policy = policy("");
        Request request = request(role, Hosts.host("site.example"));
        Verdict verdict = Policies.verdict(request.host(), listed);
        Decision allowed = policy.decide(request, verdict, LiveFacts.NONE, AT);
        return policy.decideUpload(request, verdict, allowed, bytes, LiveFacts.NONE, AT);
    }

    private static String text(@Nullable Decision decision) {
        if (decision == null) {
            return "-";
        }
        Reason reason = decision.reason();
        return (decision.isObserved() ? "observed" : decision.action().id()) + " "
                + reason.step().id() + " " + reason.rule() + (reason.clause() == null ? "" : " " + reason.clause());
    }

    /** Columns: role, host, path, megabytes, what becomes of it (- when it goes on). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ks3   | site.example    | /setup.exe   | 1  | block category downloads/programs Pupils 3
                    ks3   | site.example    | /run.bat     | 1  | block category downloads/scripts Pupils 3
                    ks3   | site.example    | /film.torrent | 1 | -
                    ks3   | site.example    | /film.mp4    | 10 | -
                    ks3   | site.example    | /film.mp4    | 11 | block category downloads/size Pupils 3
                    ks4   | site.example    | /setup.exe   | 11 | -
                    ks4   | site.example    | /film.torrent | 1 | block category downloads/torrents KS4
                    staff | site.example    | /setup.exe   | 99 | -
                    ks3   | tools.example   | /setup.exe   | 99 | -
                    ks3   | updates.example | /setup.exe   | 99 | -
                    """)
    void whatIsFetchedIsDecidedOnByRoleUnlessTheHostIsAllowedByName(
            String role, String host, String path, long megabytes, String outcome) {
        FileFacts file = FileFacts.of(path, "", "", megabytes * 1_000_000);
        assertThat(text(download(policy(""), role, host, file))).isEqualTo(outcome);
    }

    /** Columns: role, what lists say of the host, bytes, what becomes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ks3   | news@site.example        | 2000000 | -
                    ks3   | news@site.example        | 2000001 | block category uploads/size Pupils 3
                    ks3   | news@site.example        | -1      | -
                    ks3   | filehosting@site.example | 1       | block category uploads/category Pupils 3
                    ks3   | filehosting@site.example | -1      | block category uploads/category Pupils 3
                    ks4   | filehosting@site.example | 9999999 | -
                    staff | filehosting@site.example | 9999999 | -
                    """)
    void whatIsSentIsDecidedOnByRole(String role, String listed, long bytes, String outcome) {
        assertThat(text(upload(role, listed, bytes))).isEqualTo(outcome);
    }

    @Test
    void observeModeLetsItThrough() {
        Policy observing = policy("observe: {from: 2026-11-30, until: 2026-12-11, approved_by: A, yes_i_mean: true}\n");
        assertThat(text(download(observing, "ks3", "site.example", FileFacts.of("/a.exe", "", "", 1))))
                .isEqualTo("observed category downloads/programs Pupils 3");
    }

    @Test
    void aRoleSaysWhetherFilesAreLookedAtAtAll() {
        Policy policy = policy("");
        assertThat(policy.files("ks3").looksAtDownloads()).isTrue();
        assertThat(policy.files("ks3").maxDownloadBytes()).isEqualTo(10_000_000);
        assertThat(policy.files("ks4").maxUploadBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(policy.files("staff").looksAtDownloads()).isFalse();
        assertThat(policy.files("staff").looksAtUploads()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "downloads: {blocked: [program]} | group of files: \"program\" (expected: one of programs, scripts, archives,"
                        + " macro_office, disk_images, torrents)",
                "downloads: {max_megabytes: -1} | megabytes: \"-1\" (expected: 0 to 1000000)",
                "downloads: {block: [programs]} | unknown key of downloads: \"block\" (expected: one of blocked,"
                        + " max_megabytes)",
                "uploads: {blocked_categories: [filehostin]} | category: \"filehostin\" (expected: a category of the"
                        + " vocabulary)",
                "uploads: true | uploads: \"true\" (expected: a mapping)",
            })
    void aMistakeIsSaidWithWhatWasExpected(String key, String message) {
        InvalidPolicyException refused = catchThrowableOfType(
                InvalidPolicyException.class,
                () -> PolicyReader.read(
                        Policies.HEAD + "roles:\n  ks3: {audience: ks3, " + key + "}\n",
                        "policy.yaml",
                        Vocabulary.standard()));
        assertThat(refused.errors()).extracting(PolicyError::message).containsExactly(message);
    }
}
