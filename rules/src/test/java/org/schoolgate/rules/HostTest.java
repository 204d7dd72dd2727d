package org.schoolgate.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "EXAMPLE.Org, example.org",
        "example.org., example.org",
        "localhost, localhost",
        "ex_ample.example.org, ex_ample.example.org",
        "-ex-.example.org, -ex-.example.org",
        "xn--BCHER-KVA.example, xn--bcher-kva.example",
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7., 192.0.2.7",
        "3221225991, 192.0.2.7",
        "0xC0000207, 192.0.2.7",
        "0300.0.02.07, 192.0.2.7",
        "0xc0.0.0x2.7, 192.0.2.7",
        "192.0.519, 192.0.2.7",
        "127.1, 127.0.0.1",
        "0x, 0.0.0.0",
        "[::1], ::1",
        "[2001:DB8:0:0:0:0:0:1], 2001:db8::1",
        "[2001:db8:0:1:0:0:0:0], 2001:db8:0:1::",
        "[1:0:0:2:0:0:3:4], 1::2:0:0:3:4",
        "[1:0:2:3:4:5:6:7], 1:0:2:3:4:5:6:7",
        "[::], ::",
        "[::ffff:192.0.2.7], 192.0.2.7",
        "[::ffff:c000:207], 192.0.2.7",
        "[64:ff9b::192.0.2.7], 192.0.2.7",
        "[::192.0.2.7], ::c000:207",
        "[1:2:3:4:5:6:7::], 1:2:3:4:5:6:7:0",
        "[::2:3:4:5:6:7:8], 0:2:3:4:5:6:7:8",
    })
    void everySpellingOnTheWireHasOneCanonicalForm(String text, String canonical) throws Exception {
        assertThat(Host.parse(text).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".example.org",
                "a..example.org",
                "example.org..",
                "user@example.org",
                "example.org@example.net",
                "example.org:80",
                "ex%61mple.org",
                "example%2eorg",
                "example.org\\@example.net",
                "exam ple.org",
                " example.org",
                "example.org ",
                "example.org\t",
                "example.org\r\n",
                "example.org\0",
                "b\u00fccher.example",
                "\uff45xample.org",
                "example\u3002org",
                "exa\u00admple.org",
                "*.example.org",
                "a=b.example",
                "example.org/",
                "example.org?",
                "example.org#",
                "256.1.1.1",
                "1.2.3.4.5",
                "1.2.3.08",
                "4294967296",
                "0x100000000",
                "1.256.1",
                "a.0x1",
                "a.1",
                "1..2",
                "192.0.2.7:80",
                "::1",
                "[::1",
                "[]",
                "[::1%eth0]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[::1:2:3:4:5:6:7:8]",
                "[1::2::3]",
                "[12345::]",
                "[:1]",
                "[1:]",
                "[::1.2.3]",
                "[::1.2.3.256]",
                "[::1.2.3.04]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[::g]",
                "[::1]a",
            })
    void whatIsNoHostOnTheWireIsRefused(String text) {
        assertThatThrownBy(() -> Host.parse(text)).isInstanceOf(HostSyntaxException.class);
    }

    @Test
    void namesAndLabelsOnTheWireHaveTheLimitsOfDns() throws Exception {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);
        assertThat(Host.parse(longest + ".").text()).isEqualTo(longest);
        assertThatThrownBy(() -> Host.parse(longest + "a")).hasMessage("name longer than 253 characters");
        assertThatThrownBy(() -> Host.parse("a" + label + ".example")).hasMessage("label longer than 63 characters");
    }

    @Test
    void aCanonicalStringIsKeptAsItIs() throws Exception {
        String canonical = new String("www.example.org");
        assertThat(Host.parse(canonical).text()).isSameAs(canonical);
        assertThat(Host.parseLenient(canonical).text()).isSameAs(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "EXAMPLE.Org, example.org",
        "example.org.., example.org",
        "ex%61mple.org, example.org",
        "%65%78ample%2eorg, example.org",
        "%EF%BD%85xample.org, example.org",
        "\uff45xample\uff0eorg, example.org",
        "example\u3002org, example.org",
        "example.org\u3002, example.org",
        "exa\u00admple.org, example.org",
        "exam\u200bple.org, example.org",
        "B\u00dcCHER.example, xn--bcher-kva.example",
        "fa\u00df.example, xn--fa-hia.example",
        "\u2615.example, xn--53h.example",
        "\u0130stanbul.example, xn--istanbul-o0e.example",
        "\u2460\u2461\u2466.0.0.1, 127.0.0.1",
        "0x7f.1, 127.0.0.1",
        "2130706433, 127.0.0.1",
        "xn--a.example, xn--a.example",
        "ex_ample.org, ex_ample.org",
        "x..\u00df, x..xn--zca",
        ".example.org, .example.org",
        "2001:DB8::1, 2001:db8::1",
        "[2001:DB8::1], 2001:db8::1",
    })
    void listsAreReadAsBrowsersReadUrls(String text, String canonical) throws Exception {
        assertThat(Host.parseLenient(text).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "...",
                "%00.example",
                "a%2fb.example",
                "a%3ab.example",
                "a%40b.example",
                "a%25b.example",
                "a%b.example",
                "a b.example",
                "a|b.example",
                "a^b.example",
                "example.org:80",
                "%ff.example",
                "xn--a.\u00df",
                "\ud800.example",
                "\u202e.example",
                "256.1.1.1",
                "1.2.3.4.5",
                "a.09",
                "1::2::3",
                "[::1",
            })
    void whatBrowsersRefuseIsRefusedInListsToo(String text) {
        assertThatThrownBy(() -> Host.parseLenient(text)).isInstanceOf(HostSyntaxException.class);
    }

    @Test
    void anEndlessTextIsRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> Host.parseLenient("\u00fc".repeat(100_000)))
                .hasMessage("host longer than 2048 characters");
    }

    @Test
    void theRefusalDoesNotRepeatTheText() {
        assertThatThrownBy(() -> Host.parse("secret word")).hasMessage("character not allowed in a host");
    }

    @ParameterizedTest
    @CsvSource({"example.org, true", ".example.org, false", "x..y, false", "a=b.example, false", "10.1, true"})
    void whatLeniencyKeptButDnsCannotCarryIsTold(String text, boolean fits) throws Exception {
        assertThat(Host.parseLenient(text).fitsDns()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, true",
        "www.example.org, example.org, true",
        "notexample.org, example.org, false",
        "example.org, www.example.org, false",
        "org, example.org, false",
        "192.0.2.7, 2.7, false",
        "192.0.2.7, 192.0.2.7, true",
    })
    void belowMeansBelowAtALabelBoundary(String host, String parent, boolean below) throws Exception {
        assertThat(Host.parse(host).isSameOrBelow(Host.parse(parent))).isEqualTo(below);
    }

    @Test
    void anAddressHasItsBytesAndBracketsInAUriOnly() throws Exception {
        Host host = Host.parse("[2001:db8::1]");
        assertThat(host.isAddress()).isTrue();
        assertThat(host.addressBytes())
                .hasSize(16)
                .startsWith(0x20, 0x01, 0x0d, 0xb8)
                .endsWith(0, 1);
        assertThat(host.uriText()).isEqualTo("[2001:db8::1]");
        assertThat(Host.parse("127.1").addressBytes()).containsExactly(127, 0, 0, 1);
        assertThat(Host.parse("127.1").uriText()).isEqualTo("127.0.0.1");
    }

    @Test
    void aNameHasNoAddress() throws Exception {
        Host name = Host.parse("example.org");
        assertThat(name.isAddress()).isFalse();
        assertThatIllegalStateException().isThrownBy(name::addressBytes);
    }

    @Test
    void anAddressInBytesIsTheHostOfItsText() throws Exception {
        assertThat(Host.ofAddress(new byte[] {10, 0, 0, 1})).isEqualTo(Host.parse("10.1"));
        Host host = Host.parse("[2001:db8::ff]");
        assertThat(Host.ofAddress(host.addressBytes())).isEqualTo(host).hasSameHashCodeAs(host);
        assertThatIllegalArgumentException().isThrownBy(() -> Host.ofAddress(new byte[5]));
    }

    @Test
    void hostsAreOrderedByText() throws Exception {
        assertThat(Host.parse("a.example")).isLessThan(Host.parse("b.example")).isNotEqualTo("a.example");
    }
}
