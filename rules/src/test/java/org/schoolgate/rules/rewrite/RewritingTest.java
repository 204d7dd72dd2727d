package org.schoolgate.rules.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.ServiceMode;
import org.schoolgate.rules.policy.ServiceModes;

final class RewritingTest {
    private static final List<String> TENANTS = List.of("one.example", "two.example");

    private static ServiceModes modes(ServiceMode... modes) {
        return new ServiceModes(Stream.of(modes)
                .collect(
                        Collectors.toMap(mode -> mode, mode -> mode.id().startsWith("tenants") ? TENANTS : List.of())));
    }

    private static @Nullable Rewriting rewriting(String host, String target, ServiceMode... modes)
            throws HostSyntaxException {
        return Services.standard().rewriting(Host.parse(host), target, modes(modes));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "requests.txt", delimiter = '|')
    void aServiceIsAskedForItsModeWhateverTheClientSays(
            String mode, String host, String target, String becomes, @Nullable String fields)
            throws HostSyntaxException {
        Rewriting rewriting = rewriting(host, target, ServiceMode.valueOf(mode.toUpperCase(Locale.ROOT)));
        if (becomes.equals("-")) {
            assertThat(rewriting).isNull();
            return;
        }
        assertThat(rewriting).isNotNull();
        assertThat(rewriting.target()).isEqualTo(becomes);
        assertThat(rewriting.text()).isEqualTo(mode);
        assertThat(fields(rewriting)).isEqualTo(fields == null ? "" : fields);
    }

    private static String fields(Rewriting rewriting) {
        Map<String, String> fields = new TreeMap<>(rewriting.headers());
        if (!rewriting.cookies().isEmpty()) {
            fields.put("Cookie", rewriting.cookieField(""));
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining("; "));
    }

    @Test
    void modesOfOneHostAreAskedForTogether() throws HostSyntaxException {
        Rewriting rewriting =
                rewriting("www.google.com", "/search?q=cats", ServiceMode.SAFE_SEARCH, ServiceMode.TENANTS_GOOGLE);
        assertThat(rewriting).isNotNull();
        assertThat(rewriting.text()).isEqualTo("safe_search,tenants_google");
        assertThat(rewriting.target()).isEqualTo("/search?q=cats&safe=active");
        assertThat(rewriting.headers()).containsOnlyKeys("X-GoogApps-Allowed-Domains");
    }

    @Test
    void nothingIsChangedForARoleThatAsksForNothing() throws HostSyntaxException {
        assertThat(rewriting("www.google.com", "/search?q=cats&safe=off")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8",
                "multipart/form-data; boundary=x",
                ""
            })
    void aFormCouldTakeBackWhatTheQueryAsksFor(String type) throws HostSyntaxException {
        Rewriting search = rewriting("html.duckduckgo.com", "/html/", ServiceMode.SAFE_SEARCH);
        assertThat(search).isNotNull();
        assertThat(search.isUndoneBy(type)).isTrue();
        assertThat(search.isUndoneBy("application/json")).isFalse();
    }

    @Test
    void noBodyTakesBackWhatAFieldAsksFor() throws HostSyntaxException {
        Rewriting video = rewriting("www.youtube.com", "/results", ServiceMode.YOUTUBE_STRICT);
        assertThat(video).isNotNull();
        assertThat(video.isUndoneBy("application/x-www-form-urlencoded")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|ff=on",
                "ff=off|ff=on",
                "a=1; ff=off; b=2|a=1; b=2; ff=on",
                "ff=off; ff=off|ff=on",
                " ff = off ;a=1|a=1; ff=on",
                "ffx=1; off=2|ffx=1; off=2; ff=on",
            })
    void aCookieStandsInPlaceOfTheClients(String sent, String field) throws HostSyntaxException {
        Rewriting video = rewriting("www.dailymotion.com", "/search/cats", ServiceMode.SAFE_SEARCH);
        assertThat(video).isNotNull();
        assertThat(video.cookieField(sent)).isEqualTo(field);
    }

    @Test
    void aHostThatIsNoServiceCostsNoAllocation() throws HostSyntaxException {
        Host host = Host.parse("a.very.long.name.of.a.host.example.org");
        ServiceModes modes = modes(ServiceMode.SAFE_SEARCH, ServiceMode.YOUTUBE_STRICT);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int requests = 20_000;
        ask(host, modes, requests);
        long before = threads.getCurrentThreadAllocatedBytes();
        ask(host, modes, requests);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes for %d requests", requests)
                .isLessThan(requests);
    }

    private static void ask(Host host, ServiceModes modes, int requests) {
        for (int i = 0; i < requests; i++) {
            assertThatNothingIsAsked(Services.standard().rewriting(host, "/search?q=cats&safe=off", modes));
        }
    }

    private static void assertThatNothingIsAsked(@Nullable Rewriting rewriting) {
        if (rewriting != null) {
            throw new AssertionError(rewriting);
        }
    }

    /** A name of many escapes within escapes costs no more than its length. */
    @Test
    void namesAreDecodedInOnePass() throws HostSyntaxException {
        String name = "s%" + "25".repeat(2_000) + "61fe";
        Rewriting search = rewriting("www.google.com", "/search?" + name + "=off", ServiceMode.SAFE_SEARCH);
        assertThat(search).isNotNull();
        assertThat(search.target()).isEqualTo("/search?safe=active");
    }

    @Test
    void nameServersAreToldOfTheHostsOfTheModesThatAreWanted() {
        List<String> targets = Services.standard().safeHosts(Set.of(ServiceMode.SAFE_SEARCH)).stream()
                .map(SafeHost::target)
                .toList();
        assertThat(targets)
                .contains("forcesafesearch.google.com", "strict.bing.com", "strict-safe-search.ecosia.org")
                .doesNotContain("restrict.youtube.com");
    }
}
