package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.trackingtime.json.TimeEntryJson;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.domain.sync.time.RemoteEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The forms in which entries, timers and fields are told, as public clients of TrackingTime read and send them. */
class EventShapesTest {
    private static final String UUID = "0f0e0d0c-0b0a-0908-0706-050403020100";
    private static final String EVENT = "'id': 9, 'start': '2026-03-10 12:00:00', 'end': null, 'timezone': 'GMT+01:00'";

    private static TimeEntryJson read() {
        return new TimeEntryJson("2", true, ZoneOffset.UTC, "6201");
    }

    private static JsonNode json(String text) {
        return Wire.JSON.readTree(text.replace('\'', '"').replace("EVENT", EVENT.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': 5, 'project_id': 7, 'tracking_event': {EVENT, 'user_id': 2, 'task_id': 5}}",
                "{'id': 5, 'project_id': 7, 'tracking_event': {EVENT}}",
                "[{'id': '5', 'project_id': '7', 'tracking_event': {EVENT}}]",
                "{'id': 5, 'project_id': 7, 'tracking_event': [{EVENT}]}",
                "{'id': 5, 'tracking_event': {EVENT, 'user': {'id': 2}, 'task': {'id': 5}}}",
                "{'id': 5, 'tracking': true, 'users': [{'id': 3, 'event': null}, {'id': '2', 'event': {EVENT}}]}",
                "{'id': 5, 'users': [{'user': {'id': 2}, 'event': {EVENT}}]}",
                "[{'id': 4, 'tracking': false}, {'id': 5, 'tracking_event': {EVENT, 'uid': '2'}}]",
                "{EVENT, 'user_id': 2, 'task_id': 5}"
            })
    void a_timer_is_read_whoever_says_whose_it_is(String text) {
        RemoteEntry entry = read().tracked(json(text)).orElseThrow();
        assertThat(entry.id()).isEqualTo("9");
        assertThat(entry.work().user()).isNull();
        assertThat(entry.work().task()).isEqualTo("5");
        assertThat(entry.work().running()).isTrue();
        assertThat(entry.work().start()).isEqualTo(Instant.parse("2026-03-10T11:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{'id': 5, 'tracking': false, 'tracking_event': null}",
                "{'id': 5, 'tracking_event': {EVENT, 'user_id': 3}}"
            })
    void where_nothing_of_one_runs_there_is_none(String text) {
        assertThat(read().tracked(json(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id': 5, 'tracking': true}", "{'id': 5, 'tracking_event': {'id': 9}}"})
    void that_something_runs_and_not_since_when_is_not_taken_for_nothing(String text) {
        assertThatThrownBy(() -> read().tracked(json(text))).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void the_timers_of_all_are_each_theirs() {
        assertThat(read().allTracked(
                                json("[{'id': 5, 'tracking_event': {EVENT}, 'users': [{'id': 3, 'event': {EVENT}}]}]"))
                        .entries())
                .singleElement()
                .satisfies(each -> assertThat(each.work().user()).isEqualTo("3"));
        assertThat(read().allTracked(json("{'id': 5, 'tracking_event': {EVENT, 'user': {'id': '3'}}}"))
                        .entries())
                .singleElement()
                .satisfies(each -> assertThat(each.work().user()).isEqualTo("3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': 8, 'timezone': 'GMT+01:00', 'end': null}",
                "{'id': 8, 'start': null, 'end': null}",
                "{'id': 8, 'start': {'at': 'noon'}, 'end': null}",
                "{'id': 8, 'start': 'noon', 'end': null}",
                "{'id': 8, 'start': '2026-03-10 12:00:00', 'end': []}"
            })
    void of_the_timers_of_all_one_that_cannot_be_read_costs_itself_alone(String odd) {
        RemoteTimeEntries.Rows all = read().allTracked(json("[{'id': 4, 'users': [{'id': 4, 'event': " + odd
                + "}]}, {'id': 5, 'users': [{'id': 3, 'event':" + " {EVENT}}]}]"));
        assertThat(all.entries()).extracting(RemoteEntry::id).containsExactly("9");
        assertThat(all.unread())
                .extracting(RemoteTimeEntries.UnreadableEntry::id)
                .containsExactly("8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'id': 6201, 'name': 'DEVLEDGER_ID', 'value': 'UUID'}]",
                "[{'id': 1, 'value': 'x'}, {'id': 6201, 'value': 'UUID'}]",
                "[{'id': '6201', 'value': 'UUID'}]",
                "[{'id': 77, 'custom_field_id': 6201, 'name': 'DEVLEDGER_ID', 'value': ' UUID '}]",
                "[{'custom_field': {'id': 6201}, 'value': 'UUID'}]",
                "[{'custom_field': {'name': 'DEVLEDGER_ID'}, 'value': 'UUID'}]",
                "{'6201': 'UUID'}",
                "{'DEVLEDGER_ID': {'value': 'UUID'}}"
            })
    void which_one_of_the_ledger_it_is_is_read_by_id_or_name(String fields) {
        JsonNode event = json("{EVENT, 'user': {'id': 2}, 'custom_fields': " + fields.replace("UUID", UUID) + "}");
        assertThat(read().one(event, "9").orElseThrow().entry()).hasToString(UUID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{EVENT, 'user_id': 2, 'task_id': 5, 'project_id': 7}]",
                "[{EVENT, 'uid': '2', 'tid': '5', 'pid': '7'}]",
                "[{EVENT, 'user': {'id': 2}, 'task': {'id': 5}, 'project': {'id': 7}}]",
                "[{'ID': 9, 'Start': '2026-03-10 12:00:00', 'Timezone': 'GMT+01:00', 'User Id': 2, 'Task Id': 5}]",
                "{'events': [{EVENT, 'user_id': null, 'uid': 2, 'task_id': 5}]}"
            })
    void an_entry_of_a_list_is_read_in_any_form(String text) {
        assertThat(read().all(json(text)).entries()).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo("9");
            assertThat(each.work().task()).isEqualTo("5");
        });
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
                "{'id': {}, 'start': '2026-03-10 12:00:00', 'user_id': 2} | nobody",
                "{'start': '2026-03-10 12:00:00', 'user_id': 2} | nobody",
                "{'id': 9} | 9",
                "{'ID': '9', 'User Id': 2, 'Start': 'soon'} | 9",
                "{'id': 9, 'user_id': 2} | 9",
                "{'id': 9, 'uid': 2, 's': '2026-03-10 12:00:00', 'e': {}} | 9",
                "{'id': 9, 'user_id': 2, 'start': '2026-13-10 12:00:00'} | 9",
                "{'id': 9, 'user_id': 2, 'start': '2026-03-10 12:00:00', 'end': '25 o clock'} | 9"
            })
    void an_entry_that_cannot_be_read_costs_itself_alone(String row, @Nullable String id) {
        RemoteTimeEntries.Rows rows =
                read().all(json("[" + row + ", {'id': 10, 'user_id': 2, 'start': '2026-03-10 12:00:00'}]"));
        assertThat(rows.entries()).singleElement().satisfies(each -> assertThat(each.id())
                .isEqualTo("10"));
        assertThat(rows.unread()).singleElement().satisfies(each -> assertThat(each.id())
                .isEqualTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'events': []}", "null", "'x'", "{'events': {}}"})
    void what_is_no_list_is_not_taken_for_an_empty_one(String text) {
        assertThatThrownBy(() -> read().all(json(text))).isInstanceOf(UnreadableAnswer.class);
    }
}
