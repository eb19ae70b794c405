package dev.devledger.adapters.mcp.tool;

import static dev.devledger.adapters.mcp.tool.Schema.closed;
import static dev.devledger.adapters.mcp.tool.Schema.decimal;
import static dev.devledger.adapters.mcp.tool.Schema.flag;
import static dev.devledger.adapters.mcp.tool.Schema.list;
import static dev.devledger.adapters.mcp.tool.Schema.mapOf;
import static dev.devledger.adapters.mcp.tool.Schema.name;
import static dev.devledger.adapters.mcp.tool.Schema.number;
import static dev.devledger.adapters.mcp.tool.Schema.oneOf;
import static dev.devledger.adapters.mcp.tool.Schema.some;
import static dev.devledger.adapters.mcp.tool.Schema.taskKey;
import static dev.devledger.adapters.mcp.tool.Schema.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
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

    private final InputCheck lenient = new InputCheck(closed(
            "query",
            text(40),
            "limit",
            number(-100, 100),
            "share",
            decimal(),
            "ready",
            flag(),
            "tags",
            list(text()),
            "words",
            list(oneOf("open", "done")),
            "keys",
            list(taskKey()),
            "tasks",
            list(closed("title", name(5), "minutes", number(), "done", flag())),
            "versions",
            mapOf(number())));

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

    /** Clients that people cannot change write lists, numbers and the like as texts, one for a list of one, and null for nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"limit\":\"5\"}                        | {\"limit\":5}",
                "{\"limit\":\" -5 \"}                     | {\"limit\":-5}",
                "{\"limit\":[7]}                          | {\"limit\":7}",
                "{\"share\":\"0.5\"}                      | {\"share\":0.5}",
                "{\"ready\":\"true\"}                     | {\"ready\":true}",
                "{\"ready\":\"False\"}                    | {\"ready\":false}",
                "{\"tags\":\"[\\\"a\\\",\\\"b\\\"]\"}         | {\"tags\":[\"a\",\"b\"]}",
                "{\"tags\":\"a b\"}                       | {\"tags\":[\"a b\"]}",
                "{\"tags\":5}                             | {\"tags\":[\"5\"]}",
                "{\"tags\":[[\"a\",\"b\"]]}               | {\"tags\":[\"a\",\"b\"]}",
                "{\"tags\":[\"[\\\"a\\\"]\"]}               | {\"tags\":[\"[\\\"a\\\"]\"]}",
                "{\"tags\":\"[]\"}                        | {\"tags\":[]}",
                "{\"words\":\"open\"}                     | {\"words\":[\"open\"]}",
                "{\"keys\":\"t-1\"}                       | {\"keys\":[\"T-1\"]}",
                "{\"tasks\":\"[{\\\"title\\\":\\\"x\\\"}]\"}  | {\"tasks\":[{\"title\":\"x\"}]}",
                "{\"tasks\":[\"[{\\\"title\\\":\\\"x\\\"}]\"]} | {\"tasks\":[{\"title\":\"x\"}]}",
                "{\"tasks\":\"{\\\"title\\\":\\\"x\\\"}\"}    | {\"tasks\":[{\"title\":\"x\"}]}",
                "{\"tasks\":{\"title\":\"x\"}}            | {\"tasks\":[{\"title\":\"x\"}]}",
                "{\"tasks\":[\"{\\\"title\\\":\\\"x\\\"}\"]}  | {\"tasks\":[{\"title\":\"x\"}]}",
                "{\"tasks\":[{\"title\":\"x\",\"minutes\":\"5\",\"done\":null}]} | {\"tasks\":[{\"title\":\"x\",\"minutes\":5}]}",
                "{\"versions\":\"{\\\"T-1\\\":\\\"7\\\"}\"}   | {\"versions\":{\"T-1\":7}}",
                "{\"query\":[\"a\"]}                      | {\"query\":\"a\"}",
                "{\"query\":\"[1]\",\"tags\":[\"5\"]}     | {\"query\":\"[1]\",\"tags\":[\"5\"]}",
                "{\"query\":null,\"limit\":null,\"tasks\":null,\"ready\":null,\"versions\":null} | {}",
            })
    void what_can_mean_only_one_thing_is_taken(String sent, String taken) {
        assertThat(lenient.checked(ToolJson.read(sent))).hasToString(taken);
    }

    /** The words tell what was sent. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"limit\":\"\"}             | limit must be a whole number (integer), not \"\"",
                "{\"limit\":\"five\"}         | limit must be a whole number (integer), not \"five\"",
                "{\"limit\":\"1.5\"}          | limit must be a whole number (integer), not \"1.5\"",
                "{\"limit\":\"5 6\"}          | limit must be a whole number (integer), not \"5 6\"",
                "{\"limit\":\"1e999\"}        | limit must be a whole number (integer), not \"1e999\"",
                "{\"limit\":true}             | limit must be a whole number (integer), not true",
                "{\"limit\":\"500\"}          | limit is 500; at most 100 is allowed",
                "{\"limit\":[1,2]}            | limit must be a whole number (integer), not a list",
                "{\"ready\":\"yes\"}          | ready must be true or false, not \"yes\"",
                "{\"ready\":1}                | ready must be true or false, not 1",
                "{\"share\":\"NaN\"}          | share must be a number, not \"NaN\"",
                "{\"tags\":\"a, b\"}          | tags must be a list, not \"a, b\"",
                "{\"tags\":\"a\\nb\"}         | tags must be a list, not",
                "{\"tags\":\"[a]\"}           | tags must be a list, not \"[a]\"",
                "{\"tags\":\"[\\\"a\\\"\"}      | tags must be a list, not",
                "{\"tags\":\"['a', 'b']\"}    | tags must be a list, not",
                "{\"tags\":\"\"}              | tags must be a list, not \"\"",
                "{\"tags\":\"null\"}          | tags must be a list, not \"null\"",
                "{\"tags\":\"None\"}          | tags must be a list, not \"None\"",
                "{\"tags\":true}              | tags must be a list, not true",
                "{\"tags\":[null]}            | tags[0] must be text, not null",
                "{\"words\":\"open,done\"}    | words must be a list, not \"open,done\"",
                "{\"words\":\"shut\"}         | words[0] \"shut\" is not one of open, done",
                "{\"tasks\":\"[{\\\"title\\\":\\\"x\\\",\\\"title\\\":\\\"y\\\"}]\"} | tasks must be a list, not",
                "{\"tasks\":\"[] []\"}        | tasks must be a list, not \"[] []\"",
                "{\"tasks\":\"x\"}            | tasks must be a list, not \"x\"",
                "{\"tasks\":[[{},{}],[]]}     | tasks[0] must be an object, not a list",
                "{\"versions\":{\"T-1\":null}} | versions.T-1 must be a whole number (integer), not null",
                "{\"query\":[\"a\",\"b\"]}    | query must be text, not a list",
                "{\"query\":{\"text\":\"a\"}} | query must be text, not an object",
            })
    void what_can_mean_two_things_is_refused_as_it_was_sent(String sent, String words) {
        assertThat(failure(lenient, sent)).startsWith("invalid: " + words);
    }

    @Test
    void a_text_is_read_no_deeper_than_a_body() {
        String deep = "{\"tasks\":\"" + "[".repeat(65) + "]".repeat(65) + "\"}";
        assertThat(failure(lenient, deep)).startsWith("invalid: tasks must be a list, not \"[[");
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
                "{\"tasks\":null}                                         | tasks is missing | invalid",
                "{\"tasks\":[null]}                                       | tasks[0] must be an object, not null. | invalid",
                "{\"tasks\":[{\"key\":\"T-1\"}],\"all\":null}             | all is not an argument | invalid",
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
        return failure(check, arguments);
    }

    private static String failure(InputCheck check, String arguments) {
        ToolFailure failure = catchThrowableOfType(ToolFailure.class, () -> check.checked(ToolJson.read(arguments)));
        assertThat(failure.problem()).isEqualTo(ToolProblem.INVALID);
        return failure.text();
    }
}
