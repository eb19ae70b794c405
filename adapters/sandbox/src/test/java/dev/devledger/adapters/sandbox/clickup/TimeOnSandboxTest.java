package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.RemoteTimeEntries.Window;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time entries as the connector reads and writes them, over real HTTP. */
class TimeOnSandboxTest extends OnClickUp {
    private static final String ENTRIES = "/team/" + TEAM + "/time_entries";
    private static final Instant AT = Instant.parse(NOON);
    private static final Instant BEFORE = AT.minus(Duration.ofHours(1));
    private static final Window DAYS = new Window(AT.minus(Duration.ofDays(400)), AT.plus(Duration.ofDays(1)));

    /** Its own for each test, as one that has met the limit makes no calls for a while. */
    private final RemoteTimeEntries time =
            ClickUpOnSandboxTest.connector().time().orElseThrow();

    /** So that a request that a test counts is one about time. */
    @BeforeEach
    void knowing() {
        assertThat(running()).isEmpty();
        control.post("/clock", "{'stopAt': '" + NOON + "'}");
    }

    private List<RemoteEntry> running() {
        RemoteTimeEntries.Rows rows = value(time.running());
        assertThat(rows.unread()).isEmpty();
        return rows.entries();
    }

    private static RemoteEntryContent work(@Nullable String task, Instant start, @Nullable Instant end, String note) {
        return new RemoteEntryContent(task, null, start, end, ClickUpServer.ZONE, note, new TreeSet<>(), false, false);
    }

    private static RemoteEntryContent work(Instant start, @Nullable Instant end, String note) {
        return work(null, start, end, note);
    }

    private RemoteAnswer<Optional<String>> add(RemoteEntryContent work) {
        return time.add(work, UUID.randomUUID());
    }

    private static <T> T value(RemoteAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Ok.class);
        return ((Ok<T>) answer).value();
    }

    private List<RemoteEntry> all() {
        RemotePage<RemoteTimeEntries.Rows> page = value(time.page(DAYS, null));
        assertThat(page.next()).isNull();
        return page.rows().entries();
    }

    private RemoteEntry only() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    private RemoteEntry made(RemoteEntryContent work) {
        assertThat(add(work)).isInstanceOf(Ok.class);
        return all().stream()
                .filter(each -> each.work().equals(work))
                .findFirst()
                .orElseThrow();
    }

    private RemoteEntry timer() {
        return running().getFirst();
    }

    private RemoteEntry started(String note) {
        String id = value(add(work(AT, null, note))).orElseThrow();
        assertThat(timer().id()).isEqualTo(id);
        return timer();
    }

    private void fault(String word, String path) {
        control.post("", "{'fault': '" + word + "', 'path': '" + path + "', 'times': 20}");
    }

    private long calls(String call) {
        return journal().filter(call::equals).count();
    }

    @Test
    void it_holds_all_but_what_was_billed_and_not_when_a_timer_began() {
        assertThat(time.holds(false))
                .containsExactlyInAnyOrder(
                        EntryField.PERSON,
                        EntryField.PLACE,
                        EntryField.START,
                        EntryField.END,
                        EntryField.NOTE,
                        EntryField.TAGS,
                        EntryField.BILLABLE);
        assertThat(time.holds(true))
                .containsExactlyInAnyOrder(
                        EntryField.PERSON,
                        EntryField.PLACE,
                        EntryField.END,
                        EntryField.NOTE,
                        EntryField.TAGS,
                        EntryField.BILLABLE);
        assertThat(time.changes(false)).doesNotContain(EntryField.PERSON).contains(EntryField.NOTE);
        assertThat(time.count(DAYS)).isEqualTo(new Ok<>(OptionalInt.empty()));
    }

    @Test
    void what_is_logged_comes_back_as_it_was_said() {
        RemoteEntryContent said = new RemoteEntryContent(
                task("T"),
                null,
                BEFORE,
                AT,
                ClickUpServer.ZONE,
                "two\nlines, **no** markdown",
                new TreeSet<>(Set.of("Deep work", "café")),
                true,
                false);

        assertThat(add(said)).as("ClickUp does not say its id").isEqualTo(new Ok<>(Optional.empty()));

        assertThat(only()).isEqualTo(new RemoteEntry(only().id(), said, null));
        assertThat(only().id())
                .isEqualTo(clickup.get(ENTRIES).at("/data/0/id").asString())
                .hasSizeGreaterThan(16);
        assertThat(value(time.find(only().id()))).contains(only());
    }

    @Test
    void where_clickup_says_the_id_it_is_taken() {
        habit("entryReply", "with-id");

        Optional<String> id = value(add(work(BEFORE, AT, "")));

        assertThat(id).contains(only().id());
    }

    @Test
    void one_of_last_year_is_read_and_one_of_somebody_else_is_not() {
        Instant lastYear = AT.minus(Duration.ofDays(399));
        add(work(lastYear, lastYear.plusSeconds(60), "old"));
        clickup.post(
                ENTRIES,
                "{'start': " + BEFORE.toEpochMilli() + ", 'duration': 5000, 'assignee': 184, 'description': 'Ben'}");

        assertThat(all()).extracting(each -> each.work().note()).containsExactly("old");
        assertThat(value(time.page(new Window(BEFORE, AT), null)).rows().entries())
                .isEmpty();
    }

    @Test
    void a_window_has_what_begins_with_it_and_what_runs() {
        RemoteEntry first = made(work(BEFORE, AT, "first"));
        RemoteEntry running = started("runs");

        assertThat(value(time.page(new Window(BEFORE, AT.plusSeconds(1)), null))
                        .rows()
                        .entries())
                .containsExactlyInAnyOrder(first, running);
    }

    @Test
    void more_than_a_hundred_are_one_page_and_there_is_no_second() {
        IntStream.range(0, 101).forEach(each -> add(work(BEFORE, AT, "n" + each)));
        long before = journal().count();

        assertThat(all()).hasSize(101);

        assertThat(journal().count() - before).isEqualTo(1);
        assertThat(time.page(DAYS, "1")).isInstanceOf(Unknown.class);
        assertThat(journal().count() - before).as("asked for nothing").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-answer", "done-504", "done-html"})
    void a_lost_answer_is_not_known_and_it_is_not_logged_twice(String fault) {
        fault(fault, "POST " + ENTRIES + "$");

        assertThat(add(work(BEFORE, AT, "once"))).isInstanceOf(Unknown.class);

        assertThat(only().work()).isEqualTo(work(BEFORE, AT, "once"));
    }

    @Test
    void a_timer_starts_now_and_not_when_it_is_said_to() {
        String task = task("T");

        String id = value(add(work(task, BEFORE, null, "runs"))).orElseThrow();

        assertThat(timer()).isEqualTo(new RemoteEntry(id, work(task, AT, null, "runs"), null));
        assertThat(all()).containsExactly(timer());
    }

    @Test
    void no_timer_is_started_while_another_runs() {
        clickup.post(ENTRIES + "/start", "{'description': 'theirs'}");
        pass("PT1M");

        assertThat(add(work(AT, null, "ours"))).isInstanceOf(Refused.class);

        assertThat(timer().work().note()).isEqualTo("theirs");
        assertThat(calls("POST " + ENTRIES + "/start")).isEqualTo(1);
    }

    @Test
    void a_timer_that_runs_takes_everything_but_times() {
        RemoteEntry before = started("first");
        String task = task("T");
        RemoteEntryContent wanted = new RemoteEntryContent(
                task, null, BEFORE, null, ClickUpServer.ZONE, "then", new TreeSet<>(Set.of("deep")), true, false);

        assertThat(time.change(before, wanted)).isEqualTo(new Ok<>(Done.DONE));

        assertThat(timer().work())
                .isEqualTo(new RemoteEntryContent(
                        task, null, AT, null, ClickUpServer.ZONE, "then", new TreeSet<>(Set.of("deep")), true, false));
    }

    @Test
    void a_timer_is_stopped_and_then_it_has_the_times_that_are_wanted() {
        RemoteEntry before = started("work");
        pass("PT30M");

        assertThat(time.change(before, work(BEFORE, AT.plusSeconds(600), "done")))
                .isEqualTo(new Ok<>(Done.DONE));

        assertThat(running()).isEmpty();
        assertThat(only()).isEqualTo(new RemoteEntry(before.id(), work(BEFORE, AT.plusSeconds(600), "done"), null));
    }

    @Test
    void a_timer_that_is_to_end_now_is_only_stopped() {
        RemoteEntry before = started("work");
        pass("PT30M");

        assertThat(time.change(before, work(AT, AT.plusSeconds(1800), "work"))).isEqualTo(new Ok<>(Done.DONE));

        assertThat(only().work()).isEqualTo(work(AT, AT.plusSeconds(1800), "work"));
        assertThat(calls("PUT " + ENTRIES + "/" + before.id())).isZero();
    }

    @Test
    void another_timer_than_the_one_that_is_meant_is_not_stopped() {
        RemoteEntry before = started("first");
        pass("PT10M");
        clickup.post(ENTRIES + "/start", "{'description': 'second'}");
        RemoteEntry second = timer();
        pass("PT10M");

        assertThat(time.change(before, work(AT, AT.plusSeconds(1200), "first"))).isInstanceOf(Unknown.class);

        assertThat(timer()).isEqualTo(second);
        assertThat(value(time.find(before.id())).orElseThrow().work().end())
                .as("as it was stopped there")
                .isEqualTo(AT.plusSeconds(600));
    }

    @Test
    void a_timer_that_somebody_has_stopped_is_left_as_it_is() {
        RemoteEntry before = started("first");
        pass("PT10M");
        clickup.post(ENTRIES + "/stop", "{}");

        assertThat(time.change(before, work(AT, AT.plusSeconds(1200), "first"))).isInstanceOf(Unknown.class);

        assertThat(only().work()).isEqualTo(work(AT, AT.plusSeconds(600), "first"));
    }

    @Test
    void where_it_was_stopped_and_no_more_nobody_says_that_nothing_was_done() {
        RemoteEntry before = started("first");
        pass("PT10M");
        fault("limit", "PUT");

        assertThat(time.change(before, work(AT, AT.plusSeconds(60), "first"))).isInstanceOf(Unknown.class);

        assertThat(clickup.get(ENTRIES + "/current").at("/data").isNull()).isTrue();
    }

    @Test
    void an_entry_is_changed_in_one_request() {
        RemoteEntryContent first = new RemoteEntryContent(
                task("A"), null, BEFORE, AT, ClickUpServer.ZONE, "note", new TreeSet<>(Set.of("a", "b")), false, false);
        RemoteEntry before = made(first);
        RemoteEntryContent wanted = new RemoteEntryContent(
                task("B"),
                null,
                BEFORE.plusSeconds(60),
                AT.minusSeconds(60),
                ClickUpServer.ZONE,
                "",
                new TreeSet<>(Set.of("b", "c")),
                true,
                false);

        assertThat(time.change(before, wanted)).isEqualTo(new Ok<>(Done.DONE));

        assertThat(only()).isEqualTo(new RemoteEntry(before.id(), wanted, null));
        assertThat(calls("PUT " + ENTRIES + "/" + before.id())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "description, NOTE",
        "tags, TAGS",
        "billable, BILLABLE",
        "task, PLACE",
        "user, PERSON",
        "duration, ",
    })
    void what_is_not_shown_of_an_entry_is_not_nothing(String field, @Nullable EntryField unshown) {
        RemoteEntryContent work = work(task("T"), BEFORE, AT, "first");
        RemoteEntry entry = made(work);
        control.post(
                "", "{'fault': 'silent-field', 'field': '" + field + "', 'path': '^GET .*time_entries', 'times': 20}");
        RemoteEntry shown = only();
        assertThat(shown.unshown()).isEqualTo(unshown == null ? Set.of() : Set.of(unshown));
        assertThat(shown.filled(entry.work()).whole()).isEqualTo(entry);
    }

    @Test
    void a_change_that_the_answer_does_not_show_is_not_refused() {
        RemoteEntry entry = made(work(BEFORE, AT, "first"));
        control.post("", "{'fault': 'silent-field', 'field': 'description', 'path': '^PUT ', 'times': 1}");
        assertThat(time.change(entry, work(BEFORE, AT, "second"))).isEqualTo(new Ok<>(Done.DONE));
        assertThat(only().work().note()).isEqualTo("second");
    }

    @Test
    void the_last_tag_goes_too() {
        RemoteEntry before = made(new RemoteEntryContent(
                null, null, BEFORE, AT, ClickUpServer.ZONE, "", new TreeSet<>(Set.of("a")), false, false));

        assertThat(time.change(before, work(BEFORE, AT, ""))).isEqualTo(new Ok<>(Done.DONE));

        assertThat(only().work()).isEqualTo(work(BEFORE, AT, ""));
    }

    @Test
    void a_start_and_an_end_go_together_and_only_where_one_changes() {
        long odd = BEFORE.toEpochMilli() + 345;
        clickup.post(ENTRIES, "{'start': " + odd + ", 'duration': 60000, 'assignee': 183}");
        RemoteEntry before = only();
        assertThat(before.work()).isEqualTo(work(BEFORE, BEFORE.plusSeconds(60), ""));

        time.change(before, work(BEFORE, BEFORE.plusSeconds(60), "a note"));
        assertThat(clickup.get(ENTRIES + "/" + before.id()).at("/data/start").asLong())
                .isEqualTo(odd);

        assertThat(time.change(only(), work(BEFORE, BEFORE.plusSeconds(90), "a note")))
                .isEqualTo(new Ok<>(Done.DONE));
        assertThat(only().work()).isEqualTo(work(BEFORE, BEFORE.plusSeconds(90), "a note"));
    }

    @Test
    void what_is_deleted_is_gone_and_can_be_deleted_again() {
        RemoteEntry entry = made(work(BEFORE, AT, ""));

        assertThat(time.delete(entry)).isEqualTo(new Ok<>(Done.DONE));
        assertThat(all()).isEmpty();
        assertThat(time.find(entry.id())).isEqualTo(new Ok<>(Optional.empty()));
        assertThat(time.reportsDeletion()).isFalse();
        assertThat(time.delete(entry)).isEqualTo(new Ok<>(Done.DONE));
        habit("errorStatus", "200");
        assertThat(time.find(entry.id())).isEqualTo(new Ok<>(Optional.empty()));
        assertThat(time.delete(entry)).isEqualTo(new Ok<>(Done.DONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-answer", "done-504", "done-html"})
    void a_lost_answer_to_a_deletion_is_found_out_by_the_next(String fault) {
        RemoteEntry entry = made(work(BEFORE, AT, ""));
        control.post("", "{'fault': '" + fault + "', 'path': 'DELETE'}");

        assertThat(time.delete(entry)).isInstanceOf(Unknown.class);

        assertThat(time.delete(entry)).isEqualTo(new Ok<>(Done.DONE));
        assertThat(all()).isEmpty();
    }

    @Test
    void a_task_that_was_deleted_does_not_say_that_its_time_is() {
        String task = task("T");
        RemoteEntry entry = made(work(task, BEFORE, AT, ""));
        clickup.delete("/task/" + task);

        assertThat(time.delete(entry)).isInstanceOf(Refused.class);

        assertThat(time.find(entry.id())).isEqualTo(new Ok<>(Optional.of(entry)));
    }

    @Test
    void nobody_elses_entry_is_found() {
        clickup.post(ENTRIES, "{'start': " + BEFORE.toEpochMilli() + ", 'duration': 5000, 'assignee': 184}");
        String id = clickup.get(ENTRIES + "?assignee=184").at("/data/0/id").asString();

        assertThat(time.find(id)).isEqualTo(new Ok<>(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-granted", "forbidden"})
    void what_the_account_may_not_see_is_not_gone(String fault) {
        RemoteEntry entry = made(work(BEFORE, AT, ""));
        fault(fault, ENTRIES);

        assertThat(time.find(entry.id())).isInstanceOf(Refused.class);
        assertThat(time.page(DAYS, null)).isInstanceOf(Refused.class);
        assertThat(time.running()).isInstanceOf(Refused.class);
        assertThat(time.delete(entry)).isInstanceOf(Refused.class);
        assertThat(add(work(BEFORE, AT, ""))).isInstanceOf(Refused.class);
    }

    enum Call {
        PAGE,
        RUNNING,
        FIND,
        LOG,
        START,
        CHANGE,
        DELETE;

        RemoteAnswer<?> of(RemoteTimeEntries time, RemoteEntry entry) {
            return switch (this) {
                case PAGE -> time.page(DAYS, null);
                case RUNNING -> time.running();
                case FIND -> time.find(entry.id());
                case LOG -> time.add(entry.work(), UUID.randomUUID());
                case START -> time.add(work(AT, null, ""), UUID.randomUUID());
                case CHANGE -> time.change(entry, work(BEFORE, AT, "then"));
                case DELETE -> time.delete(entry);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_of_nothing_or_of_something_else_is_none(Call call) {
        RemoteEntry entry = made(work(BEFORE, AT, "before"));
        fault("ignored", ENTRIES);
        assertThat(call.of(time, entry)).isInstanceOf(Unknown.class);
        control.delete("");
        control.post("/account", "{'limit': 100000}");
        fault("nonsense", ENTRIES);
        assertThat(call.of(time, entry)).isInstanceOf(Unknown.class);
        control.delete("");

        assertThat(only()).isEqualTo(entry);
    }

    @ParameterizedTest
    @EnumSource
    void at_the_limit_nothing_is_done(Call call) {
        RemoteEntry entry = made(work(BEFORE, AT, "before"));
        fault("limit", ENTRIES);

        assertThat(call.of(time, entry)).isInstanceOfSatisfying(NotSent.class, held -> assertThat(held.hold())
                .isEqualTo(NotSentReason.RATE_LIMITED));
    }
}
