package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReadyLineTest {
    private static final String TEXT = "gateway ready proxy=127.0.0.1:3128 ops=127.0.0.1:9101";

    @Test
    void whatIsWrittenIsRead() {
        ReadyLine line = ReadyLine.parse(TEXT);
        assertThat(line).isNotNull();
        assertThat(line.text()).isEqualTo(TEXT);
        assertThat(line.fact("proxy")).isEqualTo("127.0.0.1:3128");
        assertThat(line.port("ops")).isEqualTo(9101);
    }

    @Test
    void portOfAnAddressInBracketsAndOfAUrlIsFound() {
        ReadyLine line = new ReadyLine("x", Map.of("v6", "[::1]:3128", "url", "https://localhost:8443"));
        assertThat(line.port("v6")).isEqualTo(3128);
        assertThat(line.port("url")).isEqualTo(8443);
    }

    @Test
    void factWithSpacesIsQuoted() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("proxy", "127.0.0.1:1");
        facts.put("try", "curl -x proxy");
        assertThat(new ReadyLine("schoolgate", facts).text())
                .isEqualTo("schoolgate ready proxy=127.0.0.1:1 try=\"curl -x proxy\"");
    }

    @Test
    void otherLinesAreNotReadyLines() {
        assertThat(ReadyLine.parse("")).isNull();
        assertThat(ReadyLine.parse("getting ready for lunch=1")).isNull();
        assertThat(ReadyLine.parse("gateway ready soon")).isNull();
        assertThat(ReadyLine.parse(" ready a=b")).isNull();
    }

    @Test
    void missingFactIsNamed() {
        assertThatThrownBy(() -> new ReadyLine("gateway", Map.of()).fact("proxy"))
                .hasMessageContaining("no proxy in");
    }
}
