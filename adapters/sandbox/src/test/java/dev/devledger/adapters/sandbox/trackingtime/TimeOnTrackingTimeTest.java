package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.services.trackingtime.json.TimeEntryJson;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Time entries of the connector and of the sandbox, each the other's proof, over real HTTP. */
class TimeOnTrackingTimeTest extends OnTrackingTime {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Instant AT = Instant.parse("2026-03-09T09:00:00Z");
    private static final RemoteTimeEntries.Window MARCH =
            new RemoteTimeEntries.Window(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-31T00:00:00Z"));
    private RemoteTimeEntries time;
    private String task = "";
    private String list = "";

    @BeforeEach
    void a_task() {
        time = TrackingTimeOnSandboxTest.connector().time().orElseThrow();
        long project = project("Clockwork");
        list = "p" + project;
        task = String.valueOf(task("Wind up", project));
    }

    private static <T> T value(RemoteAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Ok.class);
        return ((Ok<T>) answer).value();
    }

    private static RemoteEntryContent work(
            @Nullable String of, @Nullable String project, Instant start, @Nullable Instant end, String note) {
        return new RemoteEntryContent(
                of, project, start, end, MADRID, note, Collections.emptySortedSet(), false, false);
    }

    private List<RemoteEntry> timers() {
        RemoteTimeEntries.Rows rows = value(time.running());
        assertThat(rows.unread()).isEmpty();
        return rows.entries();
    }

    private RemoteEntryContent work(Instant start, @Nullable Instant end, String note) {
        return work(task, null, start, end, note);
    }

    private List<RemoteEntry> all(RemoteTimeEntries.Window window) {
        List<RemoteEntry> all = new ArrayList<>();
        String next = null;
        do {
            RemotePage<RemoteTimeEntries.Rows> page = value(time.page(window, next));
            all.addAll(page.rows().entries());
            next = page.next();
        } while (next != null);
        return all;
    }

    private RemoteEntry only() {
        List<RemoteEntry> own = all(MARCH).stream()
                .filter(each -> task.equals(each.work().task())
                        || list.equals(each.work().project()))
                .toList();
        assertThat(own).hasSize(1);
        return own.getFirst();
    }

    private RemoteEntry added(RemoteEntryContent work) {
        time.add(work, UUID.randomUUID());
        return only();
    }

    private static void isSaid(RemoteEntryContent now, RemoteEntryContent wanted) {
        assertThat(now.task()).isEqualTo(wanted.task());
        assertThat(now.project()).isEqualTo(wanted.project());
        assertThat(now.start()).isEqualTo(wanted.start());
        assertThat(now.end()).isEqualTo(wanted.end());
        assertThat(now.note()).isEqualTo(wanted.note());
        assertThat(now.billed()).isEqualTo(wanted.billed());
    }

    @Test
    void what_is_added_is_there_and_counted() {
        int before = value(time.count(MARCH)).orElseThrow();
        RemoteEntryContent wanted = work(AT, AT.plusSeconds(3600), "the spring");
        isSaid(added(wanted).work(), wanted);
        assertThat(time.count(MARCH)).isEqualTo(new Ok<>(OptionalInt.of(before + 1)));
        assertThat(all(MARCH)).hasSize(before + 1);
    }

    @Test
    void time_of_a_project_and_time_of_nothing_are_kept() {
        RemoteEntryContent ofProject = work(null, list, AT, AT.plusSeconds(60), "");
        isSaid(added(ofProject).work(), ofProject);
        RemoteEntryContent ofNothing = work(null, null, AT.plusSeconds(120), AT.plusSeconds(180), "odd");
        time.add(ofNothing, UUID.randomUUID());
        assertThat(all(MARCH)).anySatisfy(each -> isSaid(each.work(), ofNothing));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid, 2026-03-29T00:30:00Z",
        "Europe/Madrid, 2026-10-25T00:30:00Z",
        "Europe/Madrid, 2026-10-25T01:30:00Z",
        "America/Los_Angeles, 2026-03-08T09:30:00Z",
        "America/Los_Angeles, 2026-11-01T08:30:00Z",
        "America/Los_Angeles, 2026-11-01T09:30:00Z",
        "Australia/Lord_Howe, 2026-04-04T14:45:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:15:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:15:00Z"
    })
    void the_hours_at_which_clocks_are_changed_stay_what_they_are(String zone, Instant start) {
        Instant end = start.plus(Duration.ofMinutes(90));
        RemoteEntryContent wanted = new RemoteEntryContent(
                task, null, start, end, ZoneId.of(zone), "", Collections.emptySortedSet(), false, false);
        time.add(wanted, UUID.randomUUID());
        RemoteTimeEntries.Window around = new RemoteTimeEntries.Window(start, start.plusSeconds(1));
        assertThat(all(around))
                .filteredOn(each -> task.equals(each.work().task()))
                .singleElement()
                .satisfies(each -> isSaid(each.work(), wanted));
    }

    @Test
    void an_entry_is_changed_whole() {
        RemoteEntry before = added(work(AT, AT.plusSeconds(3600), "first"));
        String other = String.valueOf(task("Other", Long.parseLong(list.substring(1))));
        RemoteEntryContent wanted = new RemoteEntryContent(
                other,
                null,
                AT.minusSeconds(60),
                AT.plusSeconds(60),
                MADRID,
                "second",
                Collections.emptySortedSet(),
                false,
                true);
        assertThat(time.change(before, wanted)).isEqualTo(new Ok<>(Done.DONE));
        isSaid(value(time.find(before.id())).orElseThrow().work(), wanted);
    }

    @Test
    void a_note_is_taken_away() {
        RemoteEntry before = added(work(AT, AT.plusSeconds(3600), "first"));
        value(time.change(before, work(AT, AT.plusSeconds(3600), "")));
        assertThat(only().work().note()).isEmpty();
    }

    @Test
    void what_is_deleted_is_gone_and_deleting_it_again_is_done() {
        RemoteEntry entry = added(work(AT, AT.plusSeconds(60), ""));
        assertThat(time.delete(entry)).isEqualTo(new Ok<>(Done.DONE));
        assertThat(time.find(entry.id())).isEqualTo(new Ok<>(Optional.empty()));
        assertThat(time.delete(entry)).isEqualTo(new Ok<>(Done.DONE));
    }

    @Test
    void what_is_locked_is_refused_and_stays() {
        RemoteEntry entry = added(work(AT, AT.plusSeconds(60), "approved"));
        control.post("/events/" + entry.id(), "{'locked': true}");
        assertThat(time.change(entry, work(AT, AT.plusSeconds(120), "")))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).contains("approved timecard"));
        assertThat(time.delete(entry)).isInstanceOf(Refused.class);
        isSaid(only().work(), work(AT, AT.plusSeconds(60), "approved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"listed", "hidden"})
    void the_timer_is_started_shown_and_stopped(String running) {
        habit("running", running);
        Instant start = Instant.parse(NOON);
        RemoteEntryContent wanted = work(start, null, "");
        value(time.add(wanted, UUID.randomUUID()));
        RemoteEntry there = timers().getFirst();
        isSaid(there.work(), wanted);
        pass("PT1H");
        value(time.change(there, work(start, start.plusSeconds(1800), "done")));
        isSaid(value(time.find(there.id())).orElseThrow().work(), work(start, start.plusSeconds(1800), "done"));
        assertThat(timers()).isEmpty();
    }

    /** What the clocks of the account show tells nothing of it: the hour comes twice, or not at all. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid, 2026-03-29T00:30:00Z, PT1H",
        "Europe/Madrid, 2026-10-25T00:30:00Z, PT30M",
        "Europe/Madrid, 2026-10-25T00:30:00Z, PT1H",
        "America/Los_Angeles, 2026-11-01T08:30:00Z, PT1H30M",
        "Australia/Lord_Howe, 2026-04-04T14:45:00Z, PT30M"
    })
    void a_timer_that_runs_over_a_change_of_the_clock_has_run_as_long_as_it_did(
            String zone, Instant start, Duration ran) {
        control.post("/accounts/" + People.SANDBOX, "{'zone': '" + zone + "'}");
        control.post("/clock", "{'stopAt': '" + start + "'}");
        RemoteEntryContent started = new RemoteEntryContent(
                task, null, start, null, ZoneId.of(zone), "", Collections.emptySortedSet(), false, false);
        value(time.add(started, UUID.randomUUID()));
        RemoteEntry there = timers().getFirst();
        assertThat(there.work().start()).isEqualTo(start);

        pass(ran.toString());
        RemoteEntryContent ended = new RemoteEntryContent(
                task, null, start, start.plus(ran), ZoneId.of(zone), "", Collections.emptySortedSet(), false, false);
        value(time.change(there, ended));

        RemoteEntryContent now = value(time.find(there.id())).orElseThrow().work();
        assertThat(now.start()).isEqualTo(start);
        assertThat(now.end()).isEqualTo(start.plus(ran));
        assertThat(timers()).isEmpty();
    }

    @Test
    void a_timer_of_a_project_runs_and_one_of_nothing_does_not() {
        Instant start = Instant.parse(NOON);
        value(time.add(work(null, list, start, null, ""), UUID.randomUUID()));
        assertThat(all(MARCH)).anySatisfy(each -> isSaid(each.work(), work(null, list, start, null, "")));
        assertThat(time.add(work(null, null, start, null, ""), UUID.randomUUID()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_second_timer_is_refused_and_the_first_one_goes_on() {
        Instant start = Instant.parse(NOON);
        value(time.add(work(start, null, ""), UUID.randomUUID()));
        pass("PT10M");
        assertThat(time.add(work(start.plusSeconds(60), null, ""), UUID.randomUUID()))
                .isInstanceOf(Refused.class);
        assertThat(timers().getFirst().work().start()).isEqualTo(start);
    }

    @Test
    void a_timer_that_somebody_has_stopped_is_left_as_it_is() {
        Instant start = Instant.parse(NOON);
        value(time.add(work(start, null, ""), UUID.randomUUID()));
        RemoteEntry there = timers().getFirst();
        pass("PT10M");
        trackingtime.post("/tasks/stop/" + task, "{'date': '2026-03-10 12:05:00', 'timezone': 'GMT+1'}");
        assertThat(time.change(there, work(start, start.plusSeconds(60), ""))).isInstanceOf(Unknown.class);
        assertThat(only().work().end()).isEqualTo(start.plusSeconds(300));
    }

    @Test
    void pages_are_read_to_their_end_and_a_wrong_count_is_told_as_it_is() {
        int left = 50 - all(MARCH).size() % 50;
        for (int each = 0; each < left; each++) {
            Instant start = AT.plusSeconds(60L * each);
            value(time.add(work(start, start.plusSeconds(30), ""), UUID.randomUUID()));
        }
        assertThat(value(time.page(MARCH, null)).next())
                .as("it may be a full one")
                .isNotNull();
        assertThat(all(MARCH)).doesNotHaveDuplicates();
        int count = value(time.count(MARCH)).orElseThrow();
        assertThat(all(MARCH)).hasSize(count);
        habit("count", "one-less");
        assertThat(time.count(MARCH)).isEqualTo(new Ok<>(OptionalInt.of(count - 1)));
    }

    @Test
    void where_the_time_of_all_is_in_step_what_others_log_is_theirs_and_so_is_what_is_logged_for_them() {
        time = TrackingTimeOnSandboxTest.connector(true).time().orElseThrow();
        String ben = String.valueOf(People.BEN);
        assertThat(value(time.others())).anySatisfy(each -> {
            assertThat(each.user()).isEqualTo(ben);
            assertThat(each.address()).contains("@");
        });
        assertThat(value(time.others()))
                .extracting(RemoteTimeEntries.Member::user)
                .doesNotContain(String.valueOf(People.ANA));
        assertThat(time.holds(false)).contains(EntryField.PERSON);

        RemoteEntryContent wanted = ofBen(ben, AT, AT.plusSeconds(60));
        isSaid(added(wanted).work(), wanted);
        assertThat(only().work().user()).isEqualTo(ben);
        assertThat(value(time.change(only(), wanted.noted("his")))).isNotNull();
        assertThat(only().work().user()).isEqualTo(ben);
        assertThat(only().work().note()).isEqualTo("his");
        assertThat(value(time.count(MARCH)).orElseThrow()).isEqualTo(all(MARCH).size());
        time = TrackingTimeOnSandboxTest.connector(false).time().orElseThrow();
        assertThat(all(MARCH)).noneMatch(each -> each.work().user() != null);
    }

    /** Who has left, and is in the account still. */
    @Test
    void the_time_of_an_archived_person_is_theirs_and_can_be_changed() {
        time = TrackingTimeOnSandboxTest.connector(true).time().orElseThrow();
        String cleo = String.valueOf(People.CLEO);
        trackingtime.post(
                "/events/add",
                "{'user_id': " + cleo + ", 'task_id': " + task + ", 'start': '2026-03-09 09:00:00',"
                        + " 'end': '2026-03-09 09:10:00', 'duration': 600, 'timezone': 'GMT+0', 'notes': 'before'}");
        assertThat(value(time.others()))
                .filteredOn(each -> each.user().equals(cleo))
                .singleElement()
                .satisfies(each -> assertThat(each.address()).isEqualTo("cleo@example.com"));
        RemoteEntry hers = only();
        assertThat(hers.work().user()).isEqualTo(cleo);

        value(time.change(hers, hers.work().noted("after")));
        assertThat(only().work().user()).isEqualTo(cleo);
        assertThat(only().work().note()).isEqualTo("after");
        assertThat(value(time.count(MARCH)).orElseThrow()).isEqualTo(all(MARCH).size());
    }

    @Test
    void what_somebody_writes_meanwhile_in_another_field_stays() {
        RemoteEntry before = added(work(AT, AT.plusSeconds(60), "first"));
        trackingtime.put(
                "/events/update/" + before.id(),
                "{'start': '2026-03-09 09:00:00', 'end': '2026-03-09 09:01:00', 'timezone': 'GMT+0', 'notes':"
                        + " 'theirs'}");
        RemoteEntryContent longer = work(AT, AT.plusSeconds(120), "first");
        value(time.change(before, longer));
        isSaid(only().work(), longer.noted("theirs"));
    }

    @Test
    void the_start_that_somebody_writes_meanwhile_stays_where_only_other_things_are_written() {
        RemoteEntry before = added(work(AT, AT.plusSeconds(3600), "first"));
        trackingtime.put(
                "/events/update/" + before.id(),
                "{'start': '2026-03-09 10:20:00', 'end': '2026-03-09 11:00:00', 'timezone': 'GMT+1'}");
        value(time.change(before, before.work().noted("ours")));
        isSaid(only().work(), work(AT.plusSeconds(1200), AT.plusSeconds(3600), "ours"));
    }

    @Test
    void both_times_that_somebody_writes_meanwhile_stay_where_only_the_bill_is_written() {
        RemoteEntry before = added(work(AT, AT.plusSeconds(3600), "first"));
        trackingtime.put(
                "/events/update/" + before.id(),
                "{'start': '2026-03-09 10:20:00', 'end': '2026-03-09 10:40:00', 'timezone': 'GMT+1'}");
        RemoteEntryContent billed = billed(before.work());
        value(time.change(before, billed));
        RemoteEntryContent theirs = work(AT.plusSeconds(1200), AT.plusSeconds(2400), "first");
        isSaid(only().work(), billed(theirs));
        value(time.change(new RemoteEntry(before.id(), billed, null), before.work()));
        isSaid(only().work(), theirs);
    }

    private static RemoteEntryContent billed(RemoteEntryContent work) {
        return new RemoteEntryContent(
                work.task(),
                work.project(),
                work.start(),
                work.end(),
                work.zone(),
                work.note(),
                work.tags(),
                work.billable(),
                true);
    }

    @ParameterizedTest
    @CsvSource({"GMT+01:00, Europe/Madrid", "GMT+02:00, +02:00", "GMT+00:00, Z", "UTC, UTC"})
    void an_entry_with_the_offset_of_the_accounts_place_is_of_that_place(String told, String zone) {
        ObjectNode event = Wire.object().put("id", 1).put("user_id", 2).put("start", "2026-03-09 10:00:00");
        event.put("end", "2026-03-09 11:00:00").put("timezone", told);
        RemoteEntry entry =
                new TimeEntryJson("2", false, MADRID, null).one(event, "1").orElseThrow();
        assertThat(entry.work().zone()).isEqualTo(ZoneId.of(zone));
    }

    /** In that of the entry, as its start is not said anew. */
    @Test
    void an_entry_of_another_zone_ends_when_it_is_wanted_to() {
        RemoteEntry before = added(work(AT, AT.plusSeconds(3600), "first"));
        RemoteEntryContent longer = new RemoteEntryContent(
                task,
                null,
                AT,
                AT.plusSeconds(7200),
                ZoneId.of("America/Los_Angeles"),
                "first",
                Collections.emptySortedSet(),
                false,
                false);
        value(time.change(before, longer));
        isSaid(only().work(), longer);
    }

    private RemoteEntryContent ofBen(String ben, Instant start, @Nullable Instant end) {
        return new RemoteEntryContent(
                ben, task, null, start, end, MADRID, "", Collections.emptySortedSet(), false, false);
    }

    @Test
    void the_timer_of_another_one_is_seen_and_left_to_them() {
        time = TrackingTimeOnSandboxTest.connector(true).time().orElseThrow();
        String ben = String.valueOf(People.BEN);
        TrackingTimeCalls him = asUser(People.BEN);
        him.post("/tasks/track/" + task, "{'date': '2026-03-10 12:00:00', 'timezone': 'GMT+1'}");
        RemoteEntry running = timers().stream()
                .filter(each -> ben.equals(each.work().user()))
                .findFirst()
                .orElseThrow();
        assertThat(running.work().running()).isTrue();
        assertThat(running.work().task()).isEqualTo(task);
        Instant start = running.work().start();
        assertThat(time.change(running, ofBen(ben, start, start.plusSeconds(60))))
                .isInstanceOf(Refused.class);
        assertThat(time.add(ofBen(ben, start, null), UUID.randomUUID())).isInstanceOf(Refused.class);
        assertThat(timers()).contains(running);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"GET [^ ]*[0-9]/tasks$|1", "GET .*/users/[0-9]+/tasks/tracking|0"})
    void of_two_answers_about_timers_one_that_is_none_costs_itself_alone(String path, int own) {
        time = TrackingTimeOnSandboxTest.connector(true).time().orElseThrow();
        value(time.add(work(Instant.parse(NOON), null, ""), UUID.randomUUID()));
        asUser(People.BEN)
                .post(
                        "/tasks/track/" + task("Oil", project("Rust")),
                        "{'date': '2026-03-10 12:00:00', 'timezone': 'GMT+1'}");
        assertThat(timers()).hasSize(2);
        control.post("", "{'fault': 'err-under-200', 'times': 9, 'path': '" + path + "'}");
        RemoteTimeEntries.Rows rows = value(time.running());
        assertThat(rows.entries()).hasSize(1).allMatch(each -> (each.work().user() == null) == (own == 1));
        assertThat(rows.unread()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-answer", "done-504", "done-html"})
    void an_answer_that_is_lost_leaves_it_open(String fault) {
        control.post("", "{'fault': '" + fault + "', 'path': 'POST .*/events/add'}");
        assertThat(time.add(work(AT, AT.plusSeconds(60), "once"), UUID.randomUUID()))
                .isInstanceOf(Unknown.class);
        control.delete("");
        assertThat(only().work().note()).isEqualTo("once");
    }

    @Test
    void a_limit_is_said_before_anything_is_done() {
        value(time.page(MARCH, null));
        control.post("", "{'fault': 'limit', 'path': 'POST'}");
        assertThat(time.add(work(AT, AT.plusSeconds(60), ""), UUID.randomUUID()))
                .isInstanceOf(NotSent.class);
    }

    @Test
    void what_no_id_is_is_not_asked_for() {
        assertThat(time.find("../users")).isEqualTo(new Ok<>(Optional.empty()));
        assertThat(time.page(MARCH, "nonsense")).isInstanceOf(Unknown.class);
    }
}
