package dev.devledger.adapters.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "\t", "\u0000"})
    void a_text_stays_on_its_line(String end) {
        assertThat(Quoted.line(" one" + end + "two" + end)).isEqualTo("one two");
        assertThat(Quoted.block("one" + end + "two").lines()).allMatch(line -> line.startsWith("  | "));
        assertThat(Quoted.sent("a" + end + "b")).isEqualTo("\"a b\"");
    }

    @Test
    void a_block_keeps_its_lines() {
        assertThat(Quoted.block("one\n\n two\r\nthree")).isEqualTo("  | one\n  | \n  |  two\n  | three\n");
    }

    @Test
    void what_was_sent_is_recognised_and_not_repeated_whole() {
        assertThat(Quoted.sent("x".repeat(100))).isEqualTo('"' + "x".repeat(60) + "…\"");
        assertThat(Quoted.sent("x" + "😀".repeat(50))).isEqualTo("\"x" + "😀".repeat(29) + "…\"");
    }
}
