package dev.devledger.application.sync.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryTime;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.record.DirtyMarks;
import dev.devledger.application.sync.record.DirtyMarks.TimeMarks;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimePassTest {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private World world;
    private MemoryRemoteTime remote;
    private MemoryTime time;
    private EntityRef task;
    private long lastKey = 1_000;

    @BeforeEach
    void a_task_is_there_in_both() {
        begin(new World());
    }

    private void begin(World in) {
        world = in;
        remote = new MemoryRemoteTime();
        time = world.time();
        TimeMarks entries = new TimeMarks(List.of(world.account), world.timeWork);
        DirtyMarks marks = new DirtyMarks(List.of(world.account), world.work, () -> {}, DependencyGraph.NONE);
        world.ledger.listen(new NewEventListener() {
            @Override
            public void stored(List<LedgerEvent> events) {
                marks.stored(events);
                entries.stored(events);
            }

            @Override
            public void committed() {
                marks.committed();
            }
        });
        world.runner = world.newRunner(Overlay.over(Connector.class, world.connector, new HasTime(remote)));
        world.remote.addList(World.LIST);
        task = world.task(world.project("Ledger"), "First task");
        synced();
    }

    private void synced() {
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
    }

    private Instant hoursAgo(int hours) {
        return world.clock.instant().minus(Duration.ofHours(hours));
    }

    private String taskThere() {
        return ((SyncLink.Linked) world.link(task)).remote().id();
    }

    private TimeEntryId log(Instant start, @Nullable Instant end, @Nullable String note) {
        TimeEntryId entry = new TimeEntryId(UUID.randomUUID());
        TimeEntryDetails details = new TimeEntryDetails(
                PersonId.OWNER,
                new TaskId(task.id()),
                null,
                start,
                end,
                ZONE,
                note,
                Collections.emptySortedSet(),
                false,
                false);
        lastKey++;
        world.send(
                new TimeEntryCommand.Create(entry, new TimeEntryKey(lastKey), details, false, world.clock.instant()));
        return entry;
    }

    private TimeEntryId started(String agent, Instant start) {
        TimeEntryId entry = new TimeEntryId(UUID.randomUUID());
        TimeEntryDetails details = new TimeEntryDetails(
                PersonId.OWNER,
                new TaskId(task.id()),
                null,
                start,
                null,
                ZONE,
                agent,
                Collections.emptySortedSet(),
                false,
                false,
                agent);
        lastKey++;
        world.send(
                new TimeEntryCommand.Create(entry, new TimeEntryKey(lastKey), details, false, world.clock.instant()));
        return entry;
    }

    private TimeEntryDetails of(TimeEntryId entry) {
        return time.find(entry.toString()).orElseThrow().seen().details();
    }

    private TimeEntryId log(int hoursAgo, String note) {
        return log(hoursAgo(hoursAgo), hoursAgo(hoursAgo - 1), note);
    }

    private void edit(TimeEntryId entry, Patch<TimeEntryDetails> edit) {
        world.send(new TimeEntryCommand.Edit(entry, edit, false, null, world.clock.instant()));
    }

    private void note(TimeEntryId entry, String note) {
        edit(entry, Patch.of(TimeEntryDetails.NOTE, note));
    }

    private void delete(TimeEntryId entry) {
        world.send(new TimeEntryCommand.Delete(entry, null, world.clock.instant()));
    }

    private RemoteEntryContent work(@Nullable String of, Instant start, @Nullable Instant end, String note) {
        return new RemoteEntryContent(of, null, start, end, ZONE, note, Collections.emptySortedSet(), false, false);
    }

    private RemoteEntryContent there() {
        assertThat(remote.entries).hasSize(1);
        return remote.entries.values().iterator().next().work();
    }

    private String idThere() {
        return remote.entries.keySet().iterator().next();
    }

    private TimeEntryDetails here() {
        assertThat(time.all()).hasSize(1);
        return time.all().getFirst();
    }

    @Test
    void what_is_logged_here_goes_there_once() {
        TimeEntryId entry = log(3, "the parser");
        synced();
        RemoteEntryContent there = there();
        assertThat(there.task()).isEqualTo(taskThere());
        assertThat(there.note()).isEqualTo("the parser");
        assertThat(there.start())
                .isEqualTo(time.find(entry.toString())
                        .orElseThrow()
                        .seen()
                        .details()
                        .start());

        int writes = remote.writes;
        int events = world.ledger.size();
        synced();
        assertThat(remote.writes).isEqualTo(writes).isOne();
        assertThat(world.ledger.size()).isEqualTo(events);
    }

    @Test
    void what_is_logged_there_comes_here_once() {
        remote.put(work(taskThere(), hoursAgo(5), hoursAgo(4), "on the phone"));
        synced();
        assertThat(here().note()).isEqualTo("on the phone");
        assertThat(here().task()).isEqualTo(new TaskId(task.id()));

        int events = world.ledger.size();
        synced();
        assertThat(world.ledger.size()).isEqualTo(events);
        assertThat(remote.writes).isZero();
    }

    @Test
    void what_is_of_no_task_of_ours_is_kept_and_stays_as_it_is_there() {
        remote.put(work("unknown", hoursAgo(5), hoursAgo(4), "elsewhere"));
        synced();
        assertThat(here().task()).isNull();
        synced();
        assertThat(there().task()).isEqualTo("unknown");
        assertThat(remote.writes).isZero();
    }

    @Test
    void edits_go_both_ways_and_of_one_entry_field_by_field() {
        TimeEntryId entry = log(5, "first");
        synced();
        note(entry, "second");
        RemoteEntryContent shown = there();
        remote.change(idThere(), work(shown.task(), shown.start(), shown.end().plusSeconds(600), shown.note()));
        synced();
        assertThat(here().note()).isEqualTo("second");
        assertThat(there().note()).isEqualTo("second");
        assertThat(here().end()).isEqualTo(shown.end().plusSeconds(600));
        assertThat(there().end()).isEqualTo(shown.end().plusSeconds(600));
    }

    @Test
    void of_what_both_sides_changed_the_policy_decides() {
        assertThat(afterBothChanged(ConflictPolicy.REMOTE)).containsExactly("there", "there");
        assertThat(afterBothChanged(ConflictPolicy.LEDGER)).containsExactly("here", "here");
        assertThat(afterBothChanged(ConflictPolicy.HOLD)).containsExactly("here", "there");
        assertThat(asked().dispute().waits()).isTrue();
    }

    private ConflictBook.Entry asked() {
        List<ConflictBook.Entry> open = world.conflicts.all().stream()
                .filter(each -> each.state() == ConflictView.State.OPEN || each.state() == ConflictView.State.APPLIED)
                .toList();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private long openConflicts() {
        return world.conflicts.all().stream()
                .filter(each -> each.state() == ConflictView.State.OPEN || each.state() == ConflictView.State.APPLIED)
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "HOLD, LOCAL, here",
        "HOLD, REMOTE, there",
        "REMOTE, LOCAL, here",
        "REMOTE, REMOTE, there",
        "LEDGER, LOCAL, here",
        "LEDGER, REMOTE, there"
    })
    void of_what_both_sides_changed_a_person_can_choose(ConflictPolicy policy, Choice choice, String note) {
        afterBothChanged(policy);
        world.resolve(asked(), choice, null);
        synced();
        assertThat(here().note()).isEqualTo(note);
        assertThat(there().note()).isEqualTo(note);
        assertThat(openConflicts()).isZero();
        int events = world.ledger.size();
        synced();
        assertThat(world.ledger.size()).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource({
        "HOLD, LOCAL, ",
        "HOLD, REMOTE, there",
        "REMOTE, LOCAL, ",
        "REMOTE, REMOTE, there",
        "LEDGER, REMOTE, there"
    })
    void of_what_is_deleted_since_a_person_can_choose_at_once(ConflictPolicy policy, Choice choice, String note) {
        afterBothChanged(policy);
        delete(time.rows().iterator().next().seen().entry());
        world.resolve(asked(), choice, null);
        synced();
        List<String> left = note == null ? List.of() : List.of(note);
        assertThat(time.all().stream().map(TimeEntryDetails::note)).containsExactlyElementsOf(left);
        assertThat(remote.entries.values().stream().map(each -> each.work().note()))
                .containsExactlyElementsOf(left);
        assertThat(openConflicts()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"LOCAL", "REMOTE"})
    void of_what_is_gone_there_and_billed_and_deleted_here_since_a_person_can_choose_at_once(Choice choice) {
        TimeEntryId entry = log(5, "first");
        synced();
        edit(entry, Patch.of(TimeEntryDetails.BILLED, true));
        synced();
        remote.entries.clear();
        synced();
        edit(entry, Patch.of(TimeEntryDetails.BILLED, false));
        delete(entry);
        world.resolve(asked(), choice, null);
        synced();
        assertThat(time.all()).isEmpty();
        assertThat(remote.entries).isEmpty();
        assertThat(openConflicts()).isZero();
    }

    @Test
    void what_a_person_leaves_apart_stays_so_on_both_sides() {
        afterBothChanged(ConflictPolicy.HOLD);
        world.resolve(asked(), Choice.DETACH, null);
        synced();
        assertThat(here().note()).isEqualTo("here");
        assertThat(there().note()).isEqualTo("there");
    }

    @Test
    void an_edit_of_what_a_policy_has_settled_ends_the_conflict() {
        afterBothChanged(ConflictPolicy.REMOTE);
        asked();
        note(time.rows().iterator().next().seen().entry(), "later");
        synced();
        assertThat(there().note()).isEqualTo("later");
        assertThat(openConflicts()).isZero();
    }

    private List<String> afterBothChanged(ConflictPolicy policy) {
        begin(new World(policy));
        TimeEntryId entry = log(5, "first");
        synced();
        note(entry, "here");
        RemoteEntryContent shown = there();
        remote.change(idThere(), work(shown.task(), shown.start(), shown.end(), "there"));
        synced();
        return List.of(String.valueOf(here().note()), there().note());
    }

    @Test
    void what_is_deleted_on_one_side_goes_on_the_other() {
        TimeEntryId entry = log(5, "first");
        log(9, "second");
        synced();
        assertThat(remote.entries).hasSize(2);
        delete(entry);
        synced();
        assertThat(there().note()).isEqualTo("second");

        remote.entries.clear();
        synced();
        assertThat(time.all()).isEmpty();
    }

    @Test
    void an_edit_goes_before_a_deletion_that_did_not_know_of_it() {
        TimeEntryId entry = log(5, "first");
        synced();
        remote.entries.clear();
        note(entry, "edited");
        synced();
        assertThat(here().note()).isEqualTo("edited");
        assertThat(there().note()).isEqualTo("edited");

        RemoteEntryContent shown = there();
        remote.change(idThere(), work(shown.task(), shown.start(), shown.end(), "edited there"));
        delete(entry);
        synced();
        assertThat(here().note()).isEqualTo("edited there");
        assertThat(there().note()).isEqualTo("edited there");
    }

    @Test
    void what_a_service_only_does_not_show_is_there_until_it_was_missed_twice() {
        remote.deletedIsTold = false;
        log(5, "first");
        synced();
        RemoteEntry hidden = remote.entries.remove(idThere());
        world.full();
        assertThat(time.all()).hasSize(1);
        remote.entries.put(hidden.id(), hidden);
        synced();
        assertThat(time.all()).hasSize(1);
        remote.entries.clear();
        synced();
        assertThat(time.all()).isEmpty();
    }

    @Test
    void what_was_missed_while_the_clock_was_ahead_is_missed_from_then_on_when_it_is_right_again() {
        remote.deletedIsTold = false;
        log(5, "first");
        synced();
        remote.entries.clear();
        Duration ahead = Duration.ofDays(2);
        world.clock.forward(ahead);
        world.full();
        world.clock.forward(ahead.negated());
        synced();
        assertThat(time.all()).isEmpty();
    }

    @Test
    void a_window_that_is_cut_deletes_nothing_and_says_so() {
        log(5, "first");
        synced();
        remote.shownLess = 1;
        remote.deletedIsTold = true;
        synced();
        assertThat(time.all()).hasSize(1);
        assertThat(world.cycles.getLast().error()).contains("it shows 0 of 1 time entries");
    }

    @Test
    void many_that_are_missing_at_once_wait_for_a_person() {
        for (int each = 0; each < 30; each++) {
            log(10 + each, "entry " + each);
        }
        synced();
        assertThat(remote.entries).hasSize(30);
        remote.entries.clear();
        synced();
        assertThat(time.all()).hasSize(30);
        assertThat(world.holds.list(world.account))
                .anySatisfy(held -> assertThat(held.operations()).hasSize(30));
    }

    @Test
    void a_timer_runs_on_both_sides_and_is_stopped_on_both() {
        TimeEntryId entry = log(hoursAgo(1), null, "running");
        synced();
        assertThat(there().running()).isTrue();
        Instant stopped = world.clock.instant().minusSeconds(30).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        remote.change(idThere(), work(taskThere(), there().start(), stopped, "running"));
        synced();
        assertThat(here().end()).isEqualTo(stopped);

        remote.put(work(taskThere(), stopped.plusSeconds(5), null, "next"));
        synced();
        assertThat(time.timer(Timer.Worker.of(PersonId.OWNER)).running()).hasSize(1);
        TimeEntryId next =
                time.timer(Timer.Worker.of(PersonId.OWNER)).running().getFirst().entry();
        assertThat(next).isNotEqualTo(entry);
        edit(next, TimeEntryDetails.stopping(world.clock.instant(), null));
        synced();
        assertThat(remote.entries.values()).noneMatch(each -> each.work().running());
    }

    @Test
    void what_an_agent_works_goes_there_once_it_has_ended_and_leaves_the_persons_timer_alone() {
        TimeEntryId agents = started("codex", hoursAgo(3));
        log(hoursAgo(2), null, "mine");
        synced();
        assertThat(there().note()).isEqualTo("mine");
        assertThat(there().running()).isTrue();

        remote.put(work(taskThere(), hoursAgo(1), null, "next of mine, started there"));
        synced();
        assertThat(of(agents).running()).isTrue();
        assertThat(time.timer(Timer.Worker.of(PersonId.OWNER)).running()).hasSize(1);
        assertThat(remote.entries).hasSize(2);

        Instant end = world.clock.instant();
        edit(agents, TimeEntryDetails.stopping(end, null));
        synced();
        synced();
        assertThat(remote.entries.values())
                .extracting(each -> each.work().note(), each -> each.work().running())
                .containsExactlyInAnyOrder(
                        tuple("mine", false), tuple("next of mine, started there", true), tuple("codex", false));
        assertThat(time.all()).hasSize(3);
        assertThat(world.timeWork.due(world.account, world.clock.instant(), 9)).isEmpty();
    }

    @Test
    void an_agents_timer_is_no_pair_of_what_a_person_starts_there_at_the_same_time() {
        Instant start = seconds(hoursAgo(1));
        TimeEntryId agents = started("codex", start);
        remote.put(work(taskThere(), start, null, "codex"));
        synced();
        assertThat(time.all()).hasSize(2).allMatch(TimeEntryDetails::running);
        assertThat(time.timer(Timer.Worker.of(PersonId.OWNER)).running()).hasSize(1);
        assertThat(of(agents).agent()).isEqualTo("codex");
        assertThat(remote.entries).hasSize(1);
    }

    @Test
    void what_a_person_continues_there_is_the_persons_from_then_on() {
        TimeEntryId agents = started("codex", hoursAgo(3));
        edit(agents, TimeEntryDetails.stopping(hoursAgo(2), null));
        log(hoursAgo(1), null, "mine");
        synced();
        String id = remote.entries.values().stream()
                .filter(each -> each.work().note().equals("codex"))
                .findFirst()
                .orElseThrow()
                .id();
        remote.change(id, work(taskThere(), seconds(of(agents).start()), null, "codex"));
        synced();
        assertThat(of(agents).agent()).isNull();
        assertThat(time.all()).filteredOn(TimeEntryDetails::running).hasSize(1);
    }

    @Test
    void what_an_agent_takes_up_again_stays_there_as_it_was_until_it_ends() {
        TimeEntryId agents = started("codex", hoursAgo(3));
        Instant end = seconds(hoursAgo(2));
        edit(agents, TimeEntryDetails.stopping(end, null));
        synced();
        world.send(new TimeEntryCommand.Edit(
                agents, Patch.of(TimeEntryDetails.END, null), true, null, world.clock.instant()));
        synced();
        assertThat(of(agents).running()).isTrue();
        assertThat(there().end()).isEqualTo(end);
        Instant later = seconds(hoursAgo(1));
        edit(agents, TimeEntryDetails.stopping(later, null));
        synced();
        assertThat(there().end()).isEqualTo(later);
        assertThat(remote.entries).hasSize(1);
    }

    private void switched(Instant at, String note) {
        TimeEntryDetails next = new TimeEntryDetails(
                PersonId.OWNER,
                new TaskId(task.id()),
                null,
                at,
                null,
                ZONE,
                note,
                Collections.emptySortedSet(),
                false,
                false);
        lastKey++;
        TimeEntryCommand.Create create = new TimeEntryCommand.Create(
                new TimeEntryId(UUID.randomUUID()), new TimeEntryKey(lastKey), next, false, world.clock.instant());
        time.timer(Timer.Worker.of(PersonId.OWNER)).start(create, true).forEach(world::send);
    }

    @Test
    void what_was_switched_here_ends_here_and_there_when_it_was_switched() {
        log(hoursAgo(3), null, "first");
        synced();
        assertThat(there().running()).isTrue();
        Instant start = here().start();
        Instant second = hoursAgo(2);
        Instant third = hoursAgo(1);
        switched(second, "second");
        switched(third, "third");
        synced();
        assertThat(time.all())
                .extracting(TimeEntryDetails::note, TimeEntryDetails::start, TimeEntryDetails::end)
                .containsExactly(
                        tuple("first", start, second), tuple("second", second, third), tuple("third", third, null));
        assertThat(remote.entries.values())
                .extracting(each -> each.work().note(), each -> each.work().start(), each -> each.work()
                        .end())
                .containsExactlyInAnyOrder(
                        tuple("first", seconds(start), seconds(second)),
                        tuple("second", seconds(second), seconds(third)),
                        tuple("third", seconds(third), null));
    }

    private static Instant seconds(Instant exact) {
        return exact.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    @Test
    void of_two_timers_that_were_started_the_later_one_runs() {
        log(hoursAgo(2), null, "here");
        remote.put(work(taskThere(), hoursAgo(1), null, "there"));
        synced();
        assertThat(time.timer(Timer.Worker.of(PersonId.OWNER)).running()).hasSize(1);
        assertThat(time.all()).hasSize(2);
        assertThat(time.all().getLast().running()).isTrue();
        assertThat(time.all().getFirst().end()).isEqualTo(time.all().getLast().start());
        assertThat(remote.entries).hasSize(2);
        assertThat(remote.entries.values())
                .filteredOn(each -> each.work().running())
                .hasSize(1);
    }

    @Test
    void the_other_way_round_too() {
        remote.put(work(taskThere(), hoursAgo(2), null, "there"));
        log(hoursAgo(1), null, "here");
        synced();
        assertThat(time.timer(Timer.Worker.of(PersonId.OWNER)).running()).hasSize(1);
        assertThat(time.all()).extracting(TimeEntryDetails::note).containsExactly("there", "here");
        assertThat(time.all().getLast().running()).isTrue();
        assertThat(remote.entries.values())
                .filteredOn(each -> each.work().running())
                .singleElement()
                .satisfies(each -> assertThat(each.work().note()).isEqualTo("here"));
    }

    @Test
    void what_of_a_running_one_is_not_held_follows_when_it_has_stopped() {
        remote.heldRunning = EnumSet.of(EntryField.PLACE, EntryField.START, EntryField.END);
        TimeEntryId entry = log(hoursAgo(1), null, "noted");
        synced();
        assertThat(there().note()).isEmpty();
        edit(entry, TimeEntryDetails.stopping(world.clock.instant(), null));
        synced();
        assertThat(there().note()).isEqualTo("noted");
        assertThat(here().note()).isEqualTo("noted");
    }

    @Test
    void an_add_without_an_answer_is_not_doubled() {
        remote.mood = MemoryRemoteTime.Mood.LOSES_ANSWERS;
        log(5, "first");
        world.full();
        remote.mood = MemoryRemoteTime.Mood.WELL;
        synced();
        synced();
        assertThat(there().note()).isEqualTo("first");
        assertThat(time.all()).hasSize(1);
    }

    @Test
    void what_another_entry_was_sent_for_is_not_taken_for_a_timer_without_an_answer() {
        remote.heldRunning = EnumSet.of(EntryField.PLACE, EntryField.END); // it has its own word of when a timer began
        remote.mood = MemoryRemoteTime.Mood.LOSES_REQUESTS;
        log(world.clock.instant().minusSeconds(90), null, "timer");
        world.full();
        world.clock.forward(World.SETTLE.plusSeconds(1));
        remote.mood = MemoryRemoteTime.Mood.LOSES_ANSWERS;
        log(world.clock.instant().minusSeconds(60), world.clock.instant(), "done");
        world.full();
        remote.mood = MemoryRemoteTime.Mood.WELL;
        synced();
        synced();
        assertThat(time.all()).extracting(TimeEntryDetails::note).containsExactly("timer", "done");
        assertThat(time.all()).extracting(TimeEntryDetails::running).containsExactly(true, false);
        assertThat(remote.entries.values())
                .extracting(each -> each.work().note(), each -> each.work().running())
                .containsExactlyInAnyOrder(tuple("done", false), tuple("", true));
    }

    @Test
    void an_add_that_got_lost_is_sent_again() {
        remote.mood = MemoryRemoteTime.Mood.LOSES_REQUESTS;
        log(5, "first");
        synced();
        remote.mood = MemoryRemoteTime.Mood.WELL;
        synced();
        synced();
        assertThat(there().note()).isEqualTo("first");
        assertThat(time.all()).hasSize(1);
    }

    @Test
    void a_service_that_does_not_say_the_id_is_looked_into() {
        remote.saysIds = false;
        log(5, "first");
        synced();
        assertThat(remote.entries).hasSize(1);
        synced();
        assertThat(remote.writes).isOne();
    }

    @Test
    void a_service_that_says_yes_and_does_nothing_is_not_believed() {
        TimeEntryId entry = log(5, "first");
        synced();
        remote.mood = MemoryRemoteTime.Mood.PRETENDS;
        note(entry, "second");
        synced();
        assertThat(there().note()).isEqualTo("first");
        assertThat(here().note()).isEqualTo("second");
        assertThat(world.runner.status().message()).contains("said that it changed note, and has not");
        remote.mood = MemoryRemoteTime.Mood.WELL;
        world.clock.forward(Duration.ofDays(1));
        synced();
        assertThat(there().note()).isEqualTo("second");
    }

    @ParameterizedTest
    @CsvSource({"LEDGER, here, here", "REMOTE, there, there", "HOLD, here, there"})
    void what_somebody_writes_there_while_a_change_comes_to_nothing_is_a_conflict(
            ConflictPolicy policy, String here, String there) {
        begin(new World(policy));
        TimeEntryId entry = log(5, "first");
        synced();
        note(entry, "here");
        remote.beforeWrite = () -> remote.change(idThere(), there().noted("there"));
        remote.mood = MemoryRemoteTime.Mood.PRETENDS;
        world.full();
        remote.mood = MemoryRemoteTime.Mood.WELL;
        synced();
        assertThat(here().note()).isEqualTo(here);
        assertThat(there().note()).isEqualTo(there);
        assertThat(asked().dispute().toString()).contains("note=here").contains("note=there");
    }

    @Test
    void of_several_changes_one_that_the_service_has_not_made_is_made_again() {
        TimeEntryId entry = log(5, "first");
        synced();
        Instant end = there().end().plusSeconds(600);
        note(entry, "second");
        edit(entry, TimeEntryDetails.stopping(end, null));
        remote.keeps.add(EntryField.NOTE);
        synced();
        assertThat(there().end()).isEqualTo(end);
        assertThat(there().note()).isEqualTo("first");
        assertThat(here().note()).isEqualTo("second");
        assertThat(world.runner.status().message()).contains("said that it changed note, and has not");
        remote.keeps.clear();
        world.clock.forward(Duration.ofDays(1));
        synced();
        assertThat(there().note()).isEqualTo("second");
        assertThat(here().end()).isEqualTo(end);
        assertThat(openConflicts()).isZero();
    }

    private static Patch<TimeEntryDetails> all(String note, String tag, boolean flag) {
        return Patch.of(TimeEntryDetails.NOTE, note)
                .set(TimeEntryDetails.TAGS, new TreeSet<>(Set.of(tag)))
                .set(TimeEntryDetails.BILLABLE, flag);
    }

    private void isInStep(TimeEntryDetails meant) {
        assertThat(here()).isEqualTo(meant);
        assertThat(there().task()).isEqualTo(taskThere());
        assertThat(there().end()).isEqualTo(meant.end());
        assertThat(there().note()).isEqualTo(meant.note());
        assertThat(there().tags()).isEqualTo(meant.tags());
        assertThat(there().billable()).isEqualTo(meant.billable());
        assertThat(openConflicts()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLACE", "NOTE", "TAGS", "BILLABLE"})
    void what_the_service_did_not_take_as_it_was_added_is_sent_again(EntryField field) {
        remote.addedWithout.add(field);
        edit(log(hoursAgo(5), hoursAgo(4), null), all("the parser", "one", true));
        TimeEntryDetails meant = here();
        synced();
        isInStep(meant);
        synced();
        assertThat(remote.writes).as("once more, and no more").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLACE", "END", "NOTE", "TAGS", "BILLABLE"})
    void what_no_answer_shows_of_an_entry_is_as_both_sides_agreed(EntryField field) {
        TimeEntryId entry = log(hoursAgo(5), hoursAgo(4), null);
        edit(entry, all("the parser", "one", true));
        synced();
        TimeEntryDetails meant = here();
        remote.silent.add(field);
        synced();
        isInStep(meant);

        edit(entry, all("the lexer", "two", false));
        TimeEntryDetails edited = here();
        synced();
        assertThat(here()).isEqualTo(edited);
        assertThat(openConflicts()).isZero();
        remote.silent.clear();
        world.clock.forward(Duration.ofDays(1));
        synced();
        isInStep(edited);
    }

    private void hidden(EntryField field, Runnable change) {
        TimeEntryId entry = log(hoursAgo(5), hoursAgo(4), null);
        edit(entry, all("the parser", "one", true));
        synced();
        remote.silent.add(field);
        change.run();
    }

    private RemoteEntryContent theirs(EntryField field) {
        RemoteEntryContent other = new RemoteEntryContent(
                null,
                "another",
                null,
                there().start(),
                there().start().plusSeconds(60),
                ZONE,
                "theirs",
                new TreeSet<>(Set.of("theirs")),
                !there().billable(),
                false);
        return there().keeping(other, Set.of(field));
    }

    @ParameterizedTest
    @EnumSource(names = {"END", "NOTE", "TAGS"})
    void what_somebody_wrote_there_and_no_look_shows_is_not_written_over(EntryField field) {
        hidden(field, () -> remote.change(idThere(), theirs(field)));
        RemoteEntryContent theirs = there();
        edit(time.rows().iterator().next().seen().entry(), all("the lexer", "two", true));
        edit(
                time.rows().iterator().next().seen().entry(),
                TimeEntryDetails.stopping(theirs.start().plusSeconds(120), null));
        synced();
        assertThat(there().keeping(theirs, Set.of(field))).as("the others").isNotEqualTo(theirs);
        assertThat(EntryMerge.isSame(there(), theirs, Set.of(field))).isTrue();
        assertThat(world.runner.status().message()).contains("does not show what it holds now: " + field.word());
        remote.silent.clear();
        world.clock.forward(Duration.ofDays(1));
        synced();
        assertThat(world.conflicts.all()).isNotEmpty();
        assertThat(String.valueOf(world.runner.status().message())).doesNotContain("does not show");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTE", "TAGS"})
    void the_first_that_somebody_wrote_there_and_no_look_shows_is_not_written_over(EntryField field) {
        TimeEntryId entry = log(hoursAgo(5), hoursAgo(4), null);
        synced();
        remote.silent.add(field);
        remote.change(idThere(), theirs(field));
        RemoteEntryContent theirs = there();
        edit(entry, all("the parser", "ours", true));
        synced();
        assertThat(there().billable()).isTrue();
        assertThat(EntryMerge.isSame(there(), theirs, Set.of(field))).isTrue();
    }

    @Test
    void what_somebody_wrote_there_and_no_look_shows_is_not_deleted() {
        hidden(EntryField.NOTE, () -> remote.change(idThere(), theirs(EntryField.NOTE)));
        delete(time.rows().iterator().next().seen().entry());
        synced();
        assertThat(there().note()).isEqualTo("theirs");
        remote.silent.clear();
        world.clock.forward(Duration.ofDays(1));
        synced();
        assertThat(here().note()).isEqualTo("theirs");
    }

    @Test
    void what_no_look_shows_for_an_hour_is_written_and_deleted_nevertheless() {
        hidden(EntryField.NOTE, () -> {});
        TimeEntryId entry = time.rows().iterator().next().seen().entry();
        note(entry, "mine");
        for (int minute = 0; minute < 70; minute++) {
            world.clock.forward(Duration.ofMinutes(1));
            world.fullAfterSettle();
        }
        assertThat(there().note()).isEqualTo("mine");
        delete(entry);
        for (int minute = 0; minute < 70; minute++) {
            world.clock.forward(Duration.ofMinutes(1));
            world.fullAfterSettle();
        }
        assertThat(remote.entries).isEmpty();
    }

    @Test
    void what_does_not_say_that_it_runs_is_no_timer() {
        TimeEntryId running = log(hoursAgo(1), null, "mine");
        synced();
        remote.put(work(null, hoursAgo(3), hoursAgo(2), "ended"));
        remote.silent.add(EntryField.END);
        synced();
        assertThat(time.all()).hasSize(1);
        assertThat(here().running()).isTrue();
        assertThat(world.runner.status().message()).contains("does not show when it ended");
        remote.silent.clear();
        synced();
        assertThat(time.all()).hasSize(2);
        assertThat(time.rows().stream()
                        .filter(each -> each.seen().entry().equals(running))
                        .findFirst()
                        .orElseThrow()
                        .seen()
                        .details()
                        .running())
                .isTrue();
    }

    @Test
    void what_is_refused_is_said_and_not_sent_again_at_each_poll() {
        TimeEntryId entry = log(5, "first");
        synced();
        remote.mood = MemoryRemoteTime.Mood.REFUSES;
        int writes = remote.writes;
        note(entry, "second");
        synced();
        synced();
        assertThat(remote.writes).isEqualTo(writes + 1);
        assertThat(((Dispute.EntryDispute) asked().dispute()).refused()).isEqualTo("it is locked");
        assertThat(world.timeWork.pending(world.account)).isZero();
    }

    @Test
    void what_is_locked_there_is_sent_again_when_a_person_says_so_or_changes_it() {
        TimeEntryId entry = log(5, "first");
        synced();
        remote.mood = MemoryRemoteTime.Mood.REFUSES;
        note(entry, "second");
        synced();
        int writes = remote.writes;
        note(entry, "third");
        synced();
        assertThat(remote.writes).isEqualTo(writes + 1);
        remote.mood = MemoryRemoteTime.Mood.WELL;
        synced();
        assertThat(there().note()).isEqualTo("first");
        world.resolve(asked(), Choice.LOCAL, null);
        synced();
        assertThat(there().note()).isEqualTo("third");
        assertThat(openConflicts()).isZero();
    }

    @Test
    void what_is_locked_there_can_be_taken_back_here() {
        TimeEntryId entry = log(5, "first");
        synced();
        remote.mood = MemoryRemoteTime.Mood.REFUSES;
        note(entry, "second");
        synced();
        world.resolve(asked(), Choice.REMOTE, null);
        synced();
        assertThat(here().note()).isEqualTo("first");
        assertThat(openConflicts()).isZero();
    }

    @Test
    void what_is_locked_there_is_not_deleted_there_and_comes_back_if_a_person_says_so() {
        TimeEntryId entry = log(5, "first");
        synced();
        remote.mood = MemoryRemoteTime.Mood.REFUSES;
        delete(entry);
        synced();
        int writes = remote.writes;
        synced();
        assertThat(remote.writes).isEqualTo(writes);
        assertThat(time.all()).isEmpty();
        world.resolve(asked(), Choice.REMOTE, null);
        synced();
        assertThat(here().note()).isEqualTo("first");
        assertThat(there().note()).isEqualTo("first");
        assertThat(openConflicts()).isZero();
    }

    @Test
    void what_is_billed_here_is_not_changed_from_there_before_a_person_says_so() {
        TimeEntryId entry = log(5, "first");
        synced();
        edit(entry, Patch.of(TimeEntryDetails.BILLED, true));
        synced();
        RemoteEntryContent shown = there();
        remote.change(idThere(), shown.noted("there"));
        synced();
        assertThat(here().note()).isEqualTo("first");
        assertThat(((Dispute.EntryDispute) asked().dispute()).refused()).contains("billed");
        int events = world.ledger.size();
        synced();
        assertThat(world.ledger.size()).isEqualTo(events);
        world.resolve(asked(), Choice.REMOTE, null);
        synced();
        assertThat(here().note()).isEqualTo("there");
        assertThat(here().billed()).isTrue();
        assertThat(there().note()).isEqualTo("there");
    }

    @Test
    void what_is_billed_here_is_put_back_there_if_a_person_says_so() {
        TimeEntryId entry = log(5, "first");
        synced();
        edit(entry, Patch.of(TimeEntryDetails.BILLED, true));
        synced();
        remote.change(idThere(), there().noted("there"));
        synced();
        world.resolve(asked(), Choice.LOCAL, null);
        synced();
        assertThat(there().note()).isEqualTo("first");
        assertThat(openConflicts()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, 1", "REMOTE, 0"})
    void what_is_billed_here_is_not_deleted_from_there_before_a_person_says_so(Choice choice, int left) {
        TimeEntryId entry = log(5, "first");
        synced();
        edit(entry, Patch.of(TimeEntryDetails.BILLED, true));
        synced();
        remote.entries.clear();
        synced();
        assertThat(here().billed()).isTrue();
        world.resolve(asked(), choice, null);
        synced();
        assertThat(time.all()).hasSize(left);
        assertThat(remote.entries).hasSize(left);
        assertThat(openConflicts()).isZero();
    }

    @Test
    void what_others_log_there_is_theirs_here_and_the_other_way_round() {
        remote.others = List.of(new RemoteTimeEntries.Member("u2", "ben@example.com", "Ben"));
        Instant start = hoursAgo(5);
        RemoteEntryContent plain = work(taskThere(), start, start.plusSeconds(600), "Ben's");
        RemoteEntryContent bens = new RemoteEntryContent(
                "u2", plain.task(), null, start, plain.end(), ZONE, plain.note(), plain.tags(), false, false);
        remote.put(bens);
        synced();
        PersonId ben = here().person();
        assertThat(ben).isNotEqualTo(PersonId.OWNER);
        remote.put(bens.noted("more of Ben's"));
        log(9, "mine");
        synced();
        assertThat(time.all()).extracting(TimeEntryDetails::person).containsExactlyInAnyOrder(ben, ben, PersonId.OWNER);
        assertThat(remote.entries.values())
                .extracting(each -> String.valueOf(each.work().user()))
                .containsExactlyInAnyOrder("u2", "u2", "null");
        TimeEntryId mine = time.rows().stream()
                .filter(each -> each.seen().details().person().equals(PersonId.OWNER))
                .findFirst()
                .orElseThrow()
                .seen()
                .entry();
        edit(mine, Patch.of(TimeEntryDetails.PERSON, ben));
        synced();
        assertThat(remote.entries.values())
                .allMatch(each -> "u2".equals(each.work().user()));
    }

    @Test
    void what_two_people_logged_of_the_same_minutes_stays_of_each() {
        remote.others = List.of(new RemoteTimeEntries.Member("u2", "ben@example.com", "Ben"));
        RemoteEntryContent mine = work(taskThere(), hoursAgo(5), hoursAgo(4), "Ben's");
        remote.put(new RemoteEntryContent(
                "u2", mine.task(), null, mine.start(), mine.end(), ZONE, "Ben's", mine.tags(), false, false));
        log(mine.start(), mine.end(), "mine");
        synced();
        assertThat(time.all())
                .extracting(TimeEntryDetails::note, each -> each.person().equals(PersonId.OWNER))
                .containsExactlyInAnyOrder(tuple("mine", true), tuple("Ben's", false));
        assertThat(remote.entries.values())
                .extracting(each -> each.work().note(), each -> each.work().user())
                .containsExactlyInAnyOrder(tuple("mine", null), tuple("Ben's", "u2"));
    }

    @Test
    void what_is_somebody_elses_now_whose_time_is_not_in_step_goes_there_and_stays_here() {
        remote.held.remove(EntryField.PERSON);
        TimeEntryId entry = log(5, "mine");
        synced();
        PersonId other = new PersonId(UUID.randomUUID());
        edit(entry, Patch.of(TimeEntryDetails.PERSON, other));
        synced();
        assertThat(remote.entries).isEmpty();
        assertThat(here().person()).isEqualTo(other);
        edit(entry, Patch.of(TimeEntryDetails.PERSON, PersonId.OWNER));
        synced();
        assertThat(there().note()).isEqualTo("mine");
    }

    @Test
    void what_is_said_to_be_added_and_is_not_there_is_not_deleted_here() {
        remote.mood = MemoryRemoteTime.Mood.PRETENDS;
        log(5, "first");
        synced();
        synced();
        assertThat(here().note()).isEqualTo("first");
        remote.mood = MemoryRemoteTime.Mood.WELL;
        world.clock.forward(Duration.ofDays(1));
        synced();
        assertThat(there().note()).isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource({"true, LOCAL", "true, REMOTE", "false, LOCAL"})
    void what_is_said_to_be_added_again_and_again_and_is_never_there_waits_for_a_person(
            boolean saysIds, Choice choice) {
        remote.saysIds = saysIds;
        remote.pretended = saysIds ? Optional.of("r999") : Optional.empty();
        remote.mood = MemoryRemoteTime.Mood.PRETENDS;
        log(5, "first");
        for (int hour = 0; hour < 48; hour++) {
            world.clock.forward(Duration.ofHours(1));
            world.full();
        }
        assertThat(remote.writes).isBetween(2, 6);
        assertThat(((Dispute.EntryDispute) asked().dispute()).refused())
                .contains("said that it added it, and does not show it");
        int events = world.ledger.size();
        synced();
        assertThat(world.ledger.size()).isEqualTo(events);
        remote.mood = MemoryRemoteTime.Mood.WELL;
        world.resolve(asked(), choice, null);
        synced();
        synced();
        assertThat(openConflicts()).isZero();
        assertThat(time.all()).hasSize(choice == Choice.LOCAL ? 1 : 0);
        assertThat(remote.entries).hasSize(choice == Choice.LOCAL ? 1 : 0);
    }

    @Test
    void what_was_said_to_be_added_and_is_deleted_here_since_is_no_question_any_more() {
        remote.mood = MemoryRemoteTime.Mood.PRETENDS;
        TimeEntryId entry = log(5, "first");
        for (int hour = 0; hour < 48; hour++) {
            world.clock.forward(Duration.ofHours(1));
            world.full();
        }
        asked();
        int writes = remote.writes;
        delete(entry);
        synced();
        assertThat(openConflicts()).isZero();
        assertThat(remote.writes).isEqualTo(writes);
        assertThat(world.timeWork.pending(world.account)).isZero();
    }

    @Test
    void what_was_said_to_be_added_and_is_shown_at_last_is_that_one() {
        remote.mood = MemoryRemoteTime.Mood.PRETENDS;
        TimeEntryId entry = log(5, "first");
        for (int hour = 0; hour < 48; hour++) {
            world.clock.forward(Duration.ofHours(1));
            world.full();
        }
        asked();
        TimeEntryDetails logged = here();
        remote.put(work(taskThere(), logged.start(), logged.end(), "first"));
        remote.mood = MemoryRemoteTime.Mood.WELL;
        synced();
        assertThat(openConflicts()).isZero();
        note(entry, "second");
        synced();
        assertThat(there().note()).isEqualTo("second");
        assertThat(time.all()).hasSize(1);
    }

    @Test
    void what_is_said_to_be_added_and_nobody_could_look_at_is_not_deleted_here() {
        remote.mood = MemoryRemoteTime.Mood.PRETENDS;
        remote.unheardLooks = 1;
        log(5, "first");
        world.full();
        remote.mood = MemoryRemoteTime.Mood.WELL;
        synced();
        synced();
        assertThat(here().note()).isEqualTo("first");
        assertThat(there().note()).isEqualTo("first");
    }

    @Test
    void what_is_said_to_be_deleted_and_is_still_there_is_deleted_less_and_less_often() {
        TimeEntryId entry = log(5, "first");
        synced();
        int writes = remote.writes;
        delete(entry);
        remote.mood = MemoryRemoteTime.Mood.PRETENDS;
        for (int hour = 0; hour < 60; hour++) {
            world.clock.forward(Duration.ofMinutes(1));
            world.full();
        }
        assertThat(remote.writes - writes).isBetween(2, 8);
        assertThat(world.runner.status().message()).contains("said that it deleted the time entry, and has not");
        remote.mood = MemoryRemoteTime.Mood.WELL;
        world.clock.forward(Duration.ofDays(1));
        world.full();
        assertThat(remote.entries).isEmpty();
        assertThat(time.all()).isEmpty();
    }

    @Test
    void the_task_of_an_entry_stays_known_when_it_is_deleted_there() {
        TimeEntryId entry = log(5, "first");
        synced();
        String id = idThere();
        RemoteEntryContent shown = there();
        world.phone.delete(world.remote.card("First task"));
        remote.change(id, work(null, shown.start(), shown.end(), shown.note()));
        synced();
        assertThat(time.find(entry.toString()).orElseThrow().seen().details().task())
                .isEqualTo(new TaskId(task.id()));
        assertThat(world.taskView(task).deletedAt()).isNotNull();
        assertThat(there().task()).isNull();
    }

    @Test
    void the_task_of_an_entry_stays_known_when_it_is_deleted_there_behind_the_read_of_tasks() {
        begin(new World(Nature.PLAIN));
        TimeEntryId entry = log(5, "first");
        synced();
        String id = idThere();
        RemoteEntryContent shown = there();
        remote.meanwhile = () -> {
            world.phone.delete(world.remote.card("First task"));
            remote.change(id, work(null, shown.start(), shown.end(), shown.note()));
        };
        world.fullAfterSettle();
        assertThat(time.find(entry.toString()).orElseThrow().seen().details().task())
                .isEqualTo(new TaskId(task.id()));
        synced();
        assertThat(time.find(entry.toString()).orElseThrow().seen().details().task())
                .isEqualTo(new TaskId(task.id()));
        assertThat(world.taskView(task).deletedAt()).isNotNull();
    }

    @Test
    void who_takes_the_task_from_an_entry_there_takes_it_here_too() {
        TimeEntryId entry = log(5, "first");
        synced();
        RemoteEntryContent shown = there();
        remote.change(idThere(), work(null, shown.start(), shown.end(), shown.note()));
        synced();
        assertThat(time.find(entry.toString()).orElseThrow().seen().details().task())
                .isNull();
        assertThat(there().task()).isNull();
    }

    @Test
    void what_was_logged_on_both_sides_is_one_entry() {
        Instant start = hoursAgo(5);
        log(start, start.plusSeconds(600), "the same");
        remote.put(work(null, start, start.plusSeconds(600), ""));
        synced();
        assertThat(there().note()).isEqualTo("the same");
        assertThat(there().task()).isEqualTo(taskThere());
        assertThat(time.all()).hasSize(1);
    }

    @Test
    void what_is_older_than_the_window_stays_where_it_is() {
        log(24 * 500, "long ago");
        synced();
        assertThat(remote.entries).isEmpty();
        assertThat(world.timeWork.pending(world.account)).isZero();
    }

    public static final class HasTime {
        private final RemoteTimeEntries time;

        HasTime(RemoteTimeEntries time) {
            this.time = time;
        }

        public Optional<RemoteTimeEntries> time() {
            return Optional.of(time);
        }
    }
}
