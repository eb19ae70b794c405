package dev.devledger.adapters.services.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.client.ClickUpStub;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.RemoteTimeEntries.Window;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ClickUp may answer of time entries, where only one answer says that there is nothing. */
class ClickUpTimeTest {
    private static final String ID = "1963465985517105840";
    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant END = START.plusSeconds(3600);
    private static final long START_MILLIS = 1_773_144_000_000L;
    private static final long END_MILLIS = START_MILLIS + 3_600_000;
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    private static final RemoteEntry STOPPED = new RemoteEntry(ID, work("86abc12", END, "before"), null);

    private ClickUpStub clickup = new ClickUpStub("off");
    private ClickUpTimeEntries time = time();

    private ClickUpTimeEntries time() {
        return new ClickUpTimeEntries(
                clickup.client,
                new Workspace(
                        clickup.client, null, ZoneId.of("UTC"), Set.of(), ConnectorMemory.ofThisProcess(), () -> START),
                false);
    }

    @BeforeEach
    void account() {
        clickup.answers(200, "{\"user\": {\"id\": 183, \"timezone\": \"Europe/Madrid\"}}")
                .answers(200, "{\"teams\": [{\"id\": \"108\", \"members\": []}]}");
    }

    @AfterEach
    void close() {
        clickup.close();
    }

    private static RemoteEntryContent work(@Nullable String task, @Nullable Instant end, String note) {
        return new RemoteEntryContent(task, null, START, end, ZONE, note, new TreeSet<>(), false, false);
    }

    private void answers(String json) {
        clickup.answers(200, json.replace('\'', '"'));
    }

    private static String row(String fields) {
        return "{'id': '" + ID + "', 'user': {'id': 183}, 'start': '" + START_MILLIS + "', " + fields + "}";
    }

    private RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> page() {
        return time.page(new Window(START.minusSeconds(60), END), null);
    }

    private RemoteEntry read(String fields) {
        return rows(page(fields)).getFirst();
    }

    private static List<RemoteEntry> rows(RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> answer) {
        assertThat(answer).isInstanceOf(Ok.class);
        return ((Ok<RemotePage<RemoteTimeEntries.Rows>>) answer).value().rows().entries();
    }

    private RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> page(String fields) {
        answers("{'data': [" + row(fields) + "]}");
        return page();
    }

    /** The last request of several. */
    private RecordedRequest last() {
        RecordedRequest last = clickup.request();
        for (int rest = clickup.requests() - 1; rest > 0; rest--) {
            last = clickup.request();
        }
        return last;
    }

    @Test
    void a_row_of_the_phone_may_be_nothing_but_nulls() {
        RemoteEntry entry = read("'task': null, 'description': null, 'tags': null, 'billable': null, 'duration': 5000,"
                + " 'end': null, 'task_location': null, 'source': null");

        assertThat(entry)
                .isEqualTo(new RemoteEntry(
                        ID,
                        new RemoteEntryContent(
                                null, null, START, START.plusSeconds(5), ZONE, "", new TreeSet<>(), false, false),
                        null,
                        EnumSet.of(EntryField.TAGS, EntryField.BILLABLE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'task': '0'", "'task': 0", "'task': null", "'task': {'id': '0'}", "'x': 1"})
    void no_task_is_told_in_several_ways(String task) {
        assertThat(read(task + ", 'duration': -5").work().task()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"{}, true", "{'name': 'T'}, true", "[], true", "{'id': '0'}, false", "null, false", "'0', false"})
    void an_object_that_does_not_say_its_id_shows_no_task(String task, boolean isHidden) {
        assertThat(read("'task': " + task + ", 'duration': -5").unshown().contains(EntryField.PLACE))
                .isEqualTo(isHidden);
    }

    @Test
    void its_task_is_an_object_or_its_id() {
        assertThat(read("'task': {'id': '86abc12', 'name': 'T'}").work().task()).isEqualTo("86abc12");
        assertThat(read("'task': '86abc12'").work().task()).isEqualTo("86abc12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'duration': -25655",
                "'duration': '-25655', 'end': '0'",
                "'duration': -25655, 'end': 1773147600000",
                "'end': '0'",
                "'duration': 0, 'end': 0",
                "'duration': null, 'end': null",
                "'x': 1"
            })
    void it_runs(String told) {
        assertThat(read(told).work().running()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'duration': '3600999', 'end': '1773147600999'",
                "'duration': 3600999, 'end': 1773147600999",
                "'duration': '3600999'",
                "'duration': 3600999, 'end': '0'"
            })
    void it_ended_at_a_whole_second(String told) {
        assertThat(read(told).work().end()).isEqualTo(END);
    }

    @Test
    void an_id_is_more_than_a_number_can_hold() {
        answers("{'data': [" + row("'duration': 5").replace("'" + ID + "'", ID) + "]}");

        assertThat(rows(page()).getFirst().id()).isEqualTo(ID);
    }

    @Test
    void one_of_nobody_is_ones_own_where_only_those_were_asked_for() {
        answers("{'data': [{'id': 1, 'user': null, 'start': 1000, 'duration': 1000},"
                + " {'id': 2, 'user': {'id': 184}, 'start': 1000, 'duration': 1000},"
                + " {'id': 3, 'user': {'id': '183'}, 'start': 1000, 'duration': 1000}]}");

        assertThat(rows(page())).extracting(RemoteEntry::id).containsExactly("1", "3");
        answers("{'data': {'id': 1, 'user': null, 'start': 1000, 'duration': 1000}}");
        assertThat(time.find("1")).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'data': null}", "{'data': {}}", "[]", "<html>Just a moment</html>"})
    void a_page_that_cannot_be_read_is_none_of_which_anything_is_missing(String answer) {
        for (int tries = 0; tries < 5; tries++) { // what is no JSON is asked for again
            answers(answer);
        }

        assertThat(page()).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': '1', 'user': {'id': 183}, 'duration': 5}",
                "{'user': {'id': 183}, 'start': 5, 'duration': 5}",
                "{'id': '1', 'start': 'soon'}",
                "null"
            })
    void a_row_that_cannot_be_read_is_told_as_that_beside_the_others(String bad) {
        answers("{'data': [" + bad + ", {'id': '2', 'start': 1000, 'duration': 1000}]}");

        RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> page = page();

        assertThat(rows(page)).extracting(RemoteEntry::id).containsExactly("2");
        assertThat(((Ok<RemotePage<RemoteTimeEntries.Rows>>) page)
                        .value()
                        .rows()
                        .unread())
                .singleElement()
                .satisfies(each -> assertThat(each.id()).isEqualTo(bad.contains("'id': '1'") ? "1" : null));
    }

    @Test
    void all_that_has_a_default_is_said() {
        page("'duration': 5");

        RecordedRequest request = last();

        assertThat(request.getUrl().encodedPath()).isEqualTo("/api/v2/team/108/time_entries");
        assertThat(request.getUrl().queryParameter("start_date")).isEqualTo(String.valueOf(START_MILLIS - 60_001));
        assertThat(request.getUrl().queryParameter("end_date")).isEqualTo(String.valueOf(END_MILLIS));
        assertThat(request.getUrl().queryParameter("assignee")).isEqualTo("183");
        assertThat(request.getUrl().queryParameter("page")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'data': null}", "{'data': []}", "{'data': {}}"})
    void nothing_runs(String answer) {
        answers(answer);

        assertThat(time.running()).isEqualTo(new Ok<>(new RemoteTimeEntries.Rows(List.of(), List.of())));
    }

    @Test
    void what_runs_for_another_or_does_not_run_is_not_the_timer() {
        answers("{'data': " + row("'duration': -5").replace("183", "184") + "}");
        assertThat(time.running()).isEqualTo(new Ok<>(new RemoteTimeEntries.Rows(List.of(), List.of())));
        answers("{'data': " + row("'duration': 5") + "}");
        assertThat(time.running()).isEqualTo(new Ok<>(new RemoteTimeEntries.Rows(List.of(), List.of())));
        answers("{}");
        assertThat(time.running()).isInstanceOf(Unknown.class);
    }

    @Test
    void no_timer_is_started_where_it_is_not_known_what_runs() {
        answers("{}");

        assertThat(time.add(work("86abc12", null, ""), UUID.randomUUID())).isInstanceOf(Unknown.class);
        assertThat(clickup.requests()).isEqualTo(3);
    }

    @Test
    void only_clickup_itself_can_say_that_one_is_gone() {
        clickup.answers(404, "");
        assertThat(time.find(ID)).isInstanceOf(Refused.class);
        clickup.answers(404, "");
        assertThat(time.delete(STOPPED)).isInstanceOf(Refused.class);
        clickup.answers(404, "{\"err\": \"Not found\", \"ECODE\": \"ITEM_015\"}");
        assertThat(time.find(ID)).isEqualTo(new Ok<>(Optional.empty()));
        clickup.answers(404, "{\"err\": \"Not found\", \"ECODE\": \"ITEM_015\"}");
        assertThat(time.delete(STOPPED)).isEqualTo(new Ok<>(Done.DONE));
    }

    @Test
    void the_answer_about_one_may_be_a_list_and_has_to_be_about_that_one() {
        answers("{'data': [" + row("'duration': 5") + "]}");
        assertThat(time.find(ID)).isInstanceOf(Ok.class);
        answers("{'data': " + row("'duration': 5") + "}");
        assertThat(time.find("7")).isInstanceOf(Unknown.class);
        answers("{}");
        assertThat(time.find(ID)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data': {'id': 1963465985517105841, 'start': 5}} | 1963465985517105841",
                "{'id': '1963465985517105841'} | 1963465985517105841",
                "{'data': {'start': 5, 'duration': 5}} |",
                "{'start': 5, 'duration': 5} |"
            },
            quoteCharacter = '~')
    void the_id_of_a_new_one_is_told_or_is_not(String answer, @Nullable String id) {
        answers(answer);

        assertThat(time.add(STOPPED.work(), UUID.randomUUID())).isEqualTo(new Ok<>(Optional.ofNullable(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'data': {}}", "{'data': null}", "", "<html></html>"})
    void whether_it_was_made_nobody_knows_and_it_is_not_made_again(String answer) {
        answers(answer);

        assertThat(time.add(STOPPED.work(), UUID.randomUUID())).isInstanceOf(Unknown.class);
        assertThat(clickup.requests()).isEqualTo(3);
    }

    @Test
    void what_does_not_answer_in_time_may_have_been_done() {
        clickup.close();
        clickup = ClickUpStub.hasty();
        time = time();
        account();
        clickup.answers(new MockResponse.Builder()
                .code(200)
                .body("{\"data\": {\"id\": \"1\"}}")
                .headersDelay(20, TimeUnit.SECONDS));

        assertThat(time.add(STOPPED.work(), UUID.randomUUID())).isInstanceOf(Unknown.class);
        assertThat(clickup.requests()).isEqualTo(3);
    }

    @Test
    void a_change_that_was_answered_and_not_made_is_refused() {
        answers("{'data': [" + row("'task': '86abc12', 'end': " + END_MILLIS + ", 'description': 'before'") + "]}");

        RemoteAnswer<Done> answer = time.change(STOPPED, work("86abc13", END, "then"));

        assertThat(answer).isEqualTo(new Refused<>("ClickUp left of the time entry as it was: note, place"));
        assertThat(last().getBody().utf8()).isEqualTo("{\"tid\":\"86abc13\",\"description\":\"then\"}");
    }

    @Test
    void a_text_may_come_back_in_other_clothes() {
        answers("{'data': ["
                + row("'task': '86abc12', 'end': " + END_MILLIS + ", 'description': 'a\\nb',"
                        + " 'tags': [{'name': 'deep'}]")
                + "]}");
        RemoteEntryContent wanted = new RemoteEntryContent(
                "86abc12", null, START, END, ZONE, "a\r\nb ", new TreeSet<>(Set.of("Deep")), false, false);

        assertThat(time.change(STOPPED, wanted)).isEqualTo(new Ok<>(Done.DONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'data': []}", "{'data': [{'id': '7', 'start': 5, 'duration': 5}]}", ""})
    void an_answer_that_is_not_about_it_leaves_a_change_open(String answer) {
        answers(answer);
        assertThat(time.change(STOPPED, work("86abc12", END, "then"))).isInstanceOf(Unknown.class);
        answers("{}");
        assertThat(time.delete(STOPPED)).isInstanceOf(Unknown.class);
    }

    @Test
    void what_clickup_has_no_place_for_is_not_sent() {
        RemoteEntryContent ofList =
                new RemoteEntryContent(null, "901", START, END, ZONE, "", new TreeSet<>(), false, false);
        RemoteEntry ofNothing = new RemoteEntry(ID, work(null, END, ""), null);

        assertThat(time.add(ofList, UUID.randomUUID())).isInstanceOf(Refused.class);
        assertThat(time.change(ofNothing, ofList)).isInstanceOf(Refused.class);
        assertThat(time.change(STOPPED, ofNothing.work())).isInstanceOf(Refused.class);
        assertThat(time.change(STOPPED, work("86abc12", null, "before"))).isInstanceOf(Refused.class);
        assertThat(clickup.requests()).isZero();
    }

    @Test
    void what_is_so_already_takes_no_request() {
        assertThat(time.change(STOPPED, STOPPED.work())).isEqualTo(new Ok<>(Done.DONE));
        assertThat(clickup.requests()).isEqualTo(2);
    }
}
