package org.schoolgate.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            games             | games
            a, b              | "a, b"
            say "no" twice    | "say ""no"" twice"
            =example.org      | '=example.org
            +44 161           | '+44 161
            -1+1              | '-1+1
            @SUM(A1)          | '@SUM(A1)
            =a,"b"c           | "'=a,""b""c"
            a=b               | a=b
            """)
    void cellsAreQuotedAndNeverFormulas(String cell, String expected) {
        StringWriter text = new StringWriter();
        new Csv(new PrintWriter(text)).row(List.of(cell, "x"));
        assertThat(text.toString()).isEqualTo(expected + ",x\r\n");
    }
}
