package dev.devledger.adapters.mcp.tool;

import static dev.devledger.adapters.mcp.tool.Schema.closed;
import static dev.devledger.adapters.mcp.tool.Schema.name;
import static dev.devledger.adapters.mcp.tool.Schema.number;
import static dev.devledger.adapters.mcp.tool.Schema.oneOf;
import static dev.devledger.adapters.mcp.tool.Schema.some;
import static dev.devledger.adapters.mcp.tool.Schema.taskKey;
import static dev.devledger.adapters.mcp.tool.Schema.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputCheckTest {
    private final InputCheck check = new InputCheck(closed(
                    "tasks",
                    some(closed("key", taskKey(), "title", name(5)).requiring("key"), 20),
                    "priority",
                    oneOf("low", "high"),
                    "limit",
                    number(1, 100))
            .requiring("tasks"));

    @Test
    void what_fits_passes() {
        String fits = "{\"tasks\":[{\"key\":\"T-1\"}],\"priority\":\"low\",\"limit\":100}";
        assertThat(check.checked(ToolJson.read(fits))).hasToString(fits);
    }

    /** What a text says that is no key is the caller's own. */
    @Test
    void keys_are_taken_in_any_case() {
        assertThat(check.checked(ToolJson.read("{\"tasks\":[{\"key\":\"t-1\",\"title\":\"t-1\"},{\"key\":\"T-2\"}]}")))
                .hasToString("{\"tasks\":[{\"key\":\"T-1\",\"title\":\"t-1\"},{\"key\":\"T-2\"}]}");
    }

    /** A position is not wrong because it has no quotes; a number is no title. */
    @Test
    void a_whole_number_is_taken_as_the_text_that_it_is() {
        assertThat(new InputCheck(closed("as_of", text(40), "limit", number()))
                        .checked(ToolJson.read("{\"as_of\":-12,\"limit\":3}")))
                .hasToString("{\"as_of\":\"-12\",\"limit\":3}");
        assertThat(failure("{\"tasks\":[{\"key\":\"T-1\",\"title\":5}]}"))
                .startsWith("invalid: tasks[0].title must be text, not 5");
        assertThat(failure("{\"tasks\":[12]}")).startsWith("invalid: tasks[0] must be an object, not 12");
        assertThat(failure("{\"tasks\":[{\"key\":12}]}")).startsWith("invalid: tasks[0].key \"12\" is not the key");
        assertThat(failure("{\"tasks\":[{\"key\":\"T-1\",\"title\":1.5}]}"))
                .startsWith("invalid: tasks[0].title must be text, not 1.5");
    }

    /** Each says which field it is, in the words of the call, and what is allowed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                       | tasks is missing | invalid",
                "{\"tasks\":[]}                                           | tasks is empty | 1",
                "{\"tasks\":\"T-1\"}                                      | tasks must be a list, not \"T-1\". | invalid",
                "{\"tasks\":null}                                         | tasks must be a list, not null. | invalid",
                "{\"tasks\":[{\"title\":\"a\"}]}                          | tasks[0].key is missing | invalid",
                "{\"tasks\":[{\"key\":\"T-1\"},{\"key\":\"t1\"}]}         | tasks[1].key \"t1\" is not the key of a task | T-12",
                "{\"tasks\":[{\"key\":\"T-1\",\"name\":\"a\"}]}           | tasks[0].name is not an argument; allowed are key, title | invalid",
                "{\"tasks\":[{\"key\":\"T-1\",\"title\":\"abcdef\"}]}     | tasks[0].title has 6 characters | at most 5 are allowed",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"priority\":\"urgent\"}  | priority \"urgent\" is not one of low, high. | invalid",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"limit\":101}            | limit is 101 | at most 100 is allowed",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"limit\":1e30}           | limit | 100",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"limit\":1.5}            | limit must be a whole number (integer), not 1.5 | invalid",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"all\":true}             | all is not an argument; allowed are tasks, priority, limit | invalid",
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
                .startsWith("invalid: " + "x".repeat(60) + "… is not an argument;");
    }

    private String failure(String arguments) {
        ToolFailure failure = catchThrowableOfType(ToolFailure.class, () -> check.checked(ToolJson.read(arguments)));
        assertThat(failure.problem()).isEqualTo(ToolProblem.INVALID);
        return failure.text();
    }
}
