package dev.devledger.adapters.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.WriteRequest.IfMatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", ",\"7\"", " , ,\"7\"", "\"7\",", "\"6\" ,, , \"7\" ,", "W/\"7\",\"6\",\"7\""})
    void an_element_of_the_list_may_be_empty(String header) {
        assertThat(IfMatch.parse(List.of(header)).expected(() -> 7L)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"6\" \"7\"", "\"7\"x", "x,\"7\"", ",", ""})
    void what_is_no_list_of_tags_is_refused(String header) {
        assertThatThrownBy(() -> IfMatch.parse(List.of(header))).isInstanceOf(ProblemException.class);
    }

    /** Their square would be minutes. */
    @Test
    @Timeout(60)
    void many_blanks_take_no_long_time() {
        String header = "\"6\"" + " ".repeat(300_000) + "\"7\"";
        assertThatThrownBy(() -> IfMatch.parse(List.of(header))).isInstanceOf(ProblemException.class);
    }
}
