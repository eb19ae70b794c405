package dev.devledger.adapters.services.clickup.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.domain.sync.content.CanonicalContent;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WireTest {
    /** 2^53 + 1 is no double, and 2^64 no long. */
    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "18446744073709551616", "86abc12", "86000090vae"})
    void an_id_is_read_to_its_last_digit_whether_it_is_a_number_or_a_text(String id) {
        String plain = id.matches("[0-9]+") ? id : '"' + id + '"';
        JsonNode list = Wire.JSON.readTree("{\"id\":" + plain + ",\"text\":{\"id\":\"" + id + "\"}}");
        assertThat(Wire.id(list, "list")).isEqualTo(id);
        assertThat(Wire.id(list.path("text"), "list")).isEqualTo(id);
    }

    /** Written out, the largest of them would be a gigabyte. */
    private static final List<String> ABSURD = List.of(
            "9223372036854775808",
            "-9223372036854775809",
            "1e19",
            "\"1e999999999\"",
            "\"-1e999999999\"",
            "\"1e-999999999\"",
            "\"\"",
            "null",
            "\"soon\"",
            "[1]",
            "{}",
            "true");

    static Stream<Arguments> absurdNumbers() {
        return Stream.of(
                        "time_estimate",
                        "date_created",
                        "date_updated",
                        "start_date",
                        "due_date",
                        "orderindex",
                        "custom_fields",
                        "priority")
                .flatMap(field -> ABSURD.stream().map(number -> Arguments.of(field, number)));
    }

    /** And no other is left out with it. */
    @ParameterizedTest
    @MethodSource("absurdNumbers")
    void a_task_with_an_absurd_number_is_read_or_is_unreadable(String field, String number) {
        ObjectNode task = (ObjectNode) Wire.JSON.readTree(
                "{\"id\":\"86abc12\",\"name\":\"Big\",\"list\":{\"id\":\"901\"},\"status\":{\"status\":\"to"
                        + " do\",\"type\":\"open\"}}");
        JsonNode value = Wire.JSON.readTree(number);
        task.set(field, value);
        if (field.equals("custom_fields")) {
            task.set(
                    field,
                    Wire.JSON.readTree(
                            "[{\"id\":\"1\",\"name\":\"N\",\"type\":\"number\",\"value\":%1$s},{\"id\":\"2\","
                                    .concat(
                                            "\"name\":\"D\",\"type\":\"date\",\"value\":%1$s},{\"id\":\"3\",\"name\":\"O\",\"value\":%1$s}]")
                                    .formatted(number)));
        }
        TaskJson json = new TaskJson(new AccountContext(ZoneOffset.UTC, Map.of(), Set.of()));
        assertThat(json.row(task).ref().id()).isEqualTo("86abc12");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'2026-02-30' | 2026-02-28",
                "'2026-05-01T09:00:00Z' | 2026-05-01",
                "'2026-13-01' | ",
                "99999999999999999999 | ",
                "253402300800000 | ",
                "'tomorrow' | ",
                "{} | ",
                "[] | ",
                "[1] | ",
                "true | "
            })
    void a_date_that_is_in_no_calendar_is_what_is_near(String date, @Nullable String near) {
        String value = date.replace('\'', '"');
        CanonicalContent content = dated("due_date", value);
        assertThat(String.valueOf(content.dueDate())).isEqualTo(String.valueOf(near));
        assertThat(content.oddDates()).isEqualTo(Map.of("dueDate", date.replace("'", "")));
        assertThat(dated("start_date", value).oddDates()).isEqualTo(Map.of("startDate", date.replace("'", "")));
        assertThat(new ListJson(AROUND)
                        .read(Wire.JSON.readTree("{\"id\":\"901\",\"name\":\"L\",\"due_date\":" + value + "}"), false)
                        .content()
                        .oddDates())
                .isEqualTo(content.oddDates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "0", "\"1767225600000\""})
    void no_other_date_is_odd(String date) {
        assertThat(dated("due_date", date).oddDates()).isNull();
    }

    private static final AccountContext AROUND = new AccountContext(ZoneOffset.UTC, Map.of(), Set.of());

    private static CanonicalContent dated(String field, String value) {
        return new TaskJson(AROUND)
                .task(Wire.JSON.readTree("{\"id\":\"86abc12\",\"name\":\"Odd\",\"list\":{\"id\":\"901\"},\"%s\":%s}"
                        .formatted(field, value)))
                .content();
    }

    /** Nor is a task left out for when it was made, or for a field of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"date_created\":\"soon\"",
                "\"date_updated\":99999999999999999999",
                "\"custom_fields\":[{\"id\":\"2\",\"name\":\"D\",\"type\":\"date\",\"value\":\"253402300800000\"}]"
            })
    void a_moment_that_only_helps_may_be_any(String field) {
        assertThat(new TaskJson(AROUND)
                        .row(Wire.JSON.readTree(
                                "{\"id\":\"86abc12\",\"name\":\"Odd\",\"list\":{\"id\":\"901\"}," + field + "}")))
                .isInstanceOf(LookupResult.Found.class);
    }

    /** Any of them may be the one that is linked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[]; true",
                "[{\"id\":\"1\",\"name\":\"Steps\",\"items\":[]}]; true",
                "[{\"id\":\"1\",\"name\":\"Steps\"}]; false",
                "[{\"name\":\"Steps\",\"items\":[]}]; false",
                "[{\"id\":\"1\",\"name\":\"Steps\",\"items\":[{\"id\":\"2\",\"name\":\"a\"}]}]; false",
                "[{\"id\":\"1\",\"name\":\"Checklist\"}]; false",
                "null; false"
            })
    void checklists_are_shown_where_each_shows_its_items(String checklists, boolean isShown) {
        assertThat(new TaskJson(AROUND)
                        .task(Wire.JSON.readTree(
                                "{\"id\":\"86abc12\",\"name\":\"T\",\"list\":{\"id\":\"901\"},\"checklists\":%s}"
                                        .formatted(checklists)))
                        .isListed())
                .isEqualTo(isShown);
    }

    private static LookupResult ofEstimate(String millis) {
        return new TaskJson(new AccountContext(ZoneOffset.UTC, Map.of(), Set.of()))
                .row(Wire.JSON.readTree(
                        "{\"id\":\"86abc12\",\"name\":\"Big\",\"list\":{\"id\":\"901\"},\"time_estimate\":%s}"
                                .formatted(millis)));
    }

    /** The ledger says of it that it is too long. */
    @Test
    void an_estimate_of_thousands_of_years_is_the_longest_that_can_be_said() {
        assertThat(ofEstimate("128849018880000")).isInstanceOfSatisfying(LookupResult.Found.class, here -> assertThat(
                        here.task().content().estimateMinutes())
                .isEqualTo(Integer.MAX_VALUE));
    }

    @Test
    void an_estimate_beyond_all_measure_is_told_and_nothing_else_is_lost() {
        assertThat(ofEstimate("9223372036854775807")).isInstanceOf(LookupResult.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            nullValues = "nobody",
            value = {
                "null | nobody",
                "7 | nobody",
                "'x' | nobody",
                "[] | nobody",
                "{} | nobody",
                "{'id': {}, 'start': 1} | nobody",
                "{'id': '1'} | 1",
                "{'id': 1, 'start': 'x'} | 1",
                "{'id': 1, 'start': 1000, 'end': {}} | 1",
                "{'id': 1, 'start': 1000, 'duration': [5]} | 1"
            })
    void a_time_entry_that_cannot_be_read_costs_itself_alone(String row, @Nullable String id) {
        String all = "{'data': [" + row + ", {'id': '2', 'start': '1767225600000', 'duration': '1000'}]}";
        RemoteTimeEntries.Rows rows =
                new EntryJson("183", Set.of(), ZoneOffset.UTC).all(Wire.JSON.readTree(all.replace('\'', '"')));
        assertThat(rows.entries()).singleElement().satisfies(each -> assertThat(each.id())
                .isEqualTo("2"));
        assertThat(rows.unread()).singleElement().satisfies(each -> assertThat(each.id())
                .isEqualTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "end", "duration"})
    void a_time_entry_with_an_absurd_number_is_unreadable(String field) {
        for (String number : List.of("9223372036854775807", "-9223372036854775808", "\"1e999999999\"")) {
            ObjectNode row = (ObjectNode) Wire.JSON.readTree(
                    "{\"id\":\"1\",\"user\":{\"id\":183},\"start\":\"1767225600000\",\"duration\":\"1000\"}");
            row.set(field, Wire.JSON.readTree(number));
            ObjectNode all = Wire.object();
            all.putArray("data").add(row);
            RemoteTimeEntries.Rows rows = new EntryJson("183", Set.of(), ZoneOffset.UTC).all(all);
            assertThat(rows.entries()).as(number).isEmpty();
            assertThat(rows.unread())
                    .singleElement()
                    .satisfies(each -> assertThat(each.id()).isEqualTo("1"))
                    .satisfies(each -> assertThat(each.reason()).contains(field));
        }
    }
}
