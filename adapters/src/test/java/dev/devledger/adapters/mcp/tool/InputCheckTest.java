package dev.devledger.adapters.mcp.tool;

import static dev.devledger.adapters.mcp.tool.Schema.closed;
import static dev.devledger.adapters.mcp.tool.Schema.like;
import static dev.devledger.adapters.mcp.tool.Schema.name;
import static dev.devledger.adapters.mcp.tool.Schema.number;
import static dev.devledger.adapters.mcp.tool.Schema.oneOf;
import static dev.devledger.adapters.mcp.tool.Schema.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputCheckTest {
    private final InputCheck check = new InputCheck(closed(
                    "tasks",
                    some(closed("key", like("^T-[0-9]+$"), "title", name(5)).requiring("key"), 20),
                    "priority",
                    oneOf("low", "high"),
                    "limit",
                    number(1, 100))
            .requiring("tasks"));

    @Test
    void what_fits_passes() {
        assertThatNoException()
                .isThrownBy(() -> check.require(
                        ToolJson.read("{\"tasks\":[{\"key\":\"T-1\"}],\"priority\":\"low\",\"limit\":100}")));
    }

    /** Each says which field it is, in the words of the call, and what is allowed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                       | tasks is missing | invalid",
                "{\"tasks\":[]}                                           | tasks | 1",
                "{\"tasks\":\"T-1\"}                                      | tasks | array",
                "{\"tasks\":null}                                         | tasks | array",
                "{\"tasks\":[{\"title\":\"a\"}]}                          | tasks[0].key is missing | invalid",
                "{\"tasks\":[{\"key\":\"T-1\"},{\"key\":\"t1\"}]}         | tasks[1].key | ^T-[0-9]+$",
                "{\"tasks\":[{\"key\":\"T-1\",\"name\":\"a\"}]}           | tasks[0].name is not an argument here; allowed are key, title | invalid",
                "{\"tasks\":[{\"key\":\"T-1\",\"title\":\"abcdef\"}]}     | tasks[0].title | 5",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"priority\":\"urgent\"}  | priority | low",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"limit\":101}            | limit | 100",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"limit\":1e30}           | limit | 100",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"limit\":1.5}            | limit | integer",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"all\":true}             | all is not an argument here; allowed are tasks, priority, limit | invalid",
            })
    void what_does_not_fit_names_the_field_and_what_is_allowed(String arguments, String begins, String has) {
        assertThat(failure(arguments)).startsWith("invalid: " + begins).contains(has);
    }

    @Test
    void all_that_is_wrong_is_said_at_once_but_not_without_end() {
        assertThat(failure("{\"tasks\":[{}],\"limit\":0}"))
                .contains("tasks[0].key")
                .contains("limit");
        String many = IntStream.range(0, 20).mapToObj(i -> "{}").collect(Collectors.joining(","));
        assertThat(failure("{\"tasks\":[" + many + "]}"))
                .contains("tasks[9].key")
                .contains("; and 10 more");
    }

    @Test
    void the_name_of_an_unknown_argument_is_not_said_back_at_any_length() {
        assertThat(failure("{\"tasks\":[{\"key\":\"T-1\"}],\"" + "x".repeat(1_000) + "\":1}"))
                .startsWith("invalid: " + "x".repeat(60) + "… is not an argument here;");
    }

    private String failure(String arguments) {
        ToolFailure failure = catchThrowableOfType(ToolFailure.class, () -> check.require(ToolJson.read(arguments)));
        assertThat(failure.problem()).isEqualTo(ToolProblem.INVALID);
        return failure.text();
    }
}
