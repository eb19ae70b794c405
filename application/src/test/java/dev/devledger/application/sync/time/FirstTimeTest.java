package dev.devledger.application.sync.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.record.DirtyMarks;
import dev.devledger.application.sync.record.DirtyMarks.TimeMarks;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first cycles with an account that has projects, tasks and time already. */
class FirstTimeTest {
    private static final Nature TAKES_LISTS =
            new Nature(Nature.CLICKUP.capabilities(), false, new ListLayout(true), true, Nature.CLICKUP.quirks());

    private final MemoryRemoteTime remote = new MemoryRemoteTime();
    private World world = timed(new World(TAKES_LISTS));
    private int writes;
    private final Set<String> told = new HashSet<>();
    private long lastKey = 1_000;

    private World timed(World in) {
        TimeMarks entries = new TimeMarks(List.of(in.account), in.timeWork);
        DirtyMarks marks = new DirtyMarks(List.of(in.account), in.work, () -> {}, DependencyGraph.NONE);
        in.time();
        in.ledger.listen(new NewEventListener() {
            @Override
            public void stored(List<LedgerEvent> events) {
                marks.stored(events);
                entries.stored(events);
            }

            @Override
            public void committed() {
                writes++;
                told.add(String.valueOf(world.runner.status().message()));
                marks.committed();
            }
        });
        in.runner = in.newRunner(Overlay.over(Connector.class, in.connector, new TimePassTest.HasTime(remote)));
        return in;
    }

    private void synced() {
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
    }

    private String taskThere(String title) {
        String list = world.remote.allLists().isEmpty()
                ? world.remote.addList("Website").id()
                : world.remote.allLists().getFirst().id();
        return world.phone.add(list, title).id;
    }

    private String worked(@Nullable String task, int daysAgo, boolean billed) {
        Instant start = world.clock.instant().minus(Duration.ofDays(daysAgo));
        return remote.put(new RemoteEntryContent(
                task,
                null,
                start,
                start.plusSeconds(600),
                ZoneOffset.UTC,
                daysAgo + " days ago",
                Collections.emptySortedSet(),
                false,
                billed));
    }

    private TimeEntryId log(int daysAgo) {
        Instant start = world.clock.instant().minus(Duration.ofDays(daysAgo));
        return create(start, null, false);
    }

    private TimeEntryId create(Instant start, @Nullable TaskId task, boolean billed) {
        TimeEntryId entry = new TimeEntryId(UUID.randomUUID());
        lastKey++;
        world.send(new TimeEntryCommand.Create(
                entry,
                new TimeEntryKey(lastKey),
                new TimeEntryDetails(
                        PersonId.OWNER,
                        task,
                        null,
                        start,
                        start.plusSeconds(600),
                        ZoneOffset.UTC,
                        "logged here",
                        Collections.emptySortedSet(),
                        false,
                        billed),
                true,
                world.clock.instant()));
        return entry;
    }

    private List<TimeEntryDetails> here() {
        return world.time().all();
    }

    private TaskId taskHere(String title) {
        return new TaskId(world.taskCalled(title).id());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 34, 36, 399})
    void time_of_any_age_comes_on_its_task_billed_or_not(int daysAgo) {
        String task = taskThere("Fix login");
        worked(task, daysAgo, false);
        worked(task, daysAgo, true);
        synced();
        assertThat(here())
                .extracting(TimeEntryDetails::task, TimeEntryDetails::billed)
                .containsExactlyInAnyOrder(tuple(taskHere("Fix login"), false), tuple(taskHere("Fix login"), true));
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(remote.writes).isZero();
        assertThat(world.ledger.events().stream().filter(each -> each.stream().startsWith("entry-")))
                .as("nothing is taken over without its task first")
                .hasSize(2);
    }

    private ProjectId projectHere(String name) {
        return new ProjectId(world.projectCalled(name).id());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 36, 399})
    void time_on_a_project_alone_comes_on_it(int daysAgo) {
        remote.holdsProjects = true;
        String list = world.remote.addList("Website").id();
        world.phone.add(list, "Fix login");
        Instant start = world.clock.instant().minus(Duration.ofDays(daysAgo));
        String id = remote.put(new RemoteEntryContent(
                null,
                list,
                start,
                start.plusSeconds(600),
                ZoneOffset.UTC,
                "planning",
                Collections.emptySortedSet(),
                false,
                false));
        synced();
        assertThat(here())
                .extracting(TimeEntryDetails::task, TimeEntryDetails::project)
                .containsExactly(tuple(null, projectHere("Website")));
        assertThat(world.conflicts.all()).isEmpty();

        TimeEntryId entry = world.time().rows().iterator().next().seen().entry();
        world.send(new TimeEntryCommand.Edit(
                entry,
                Patch.of(TimeEntryDetails.TASK, taskHere("Fix login")).set(TimeEntryDetails.PROJECT, null),
                false,
                null,
                world.clock.instant()));
        synced();
        assertThat(remote.entries.get(id).work().task()).isEqualTo(world.remote.card("Fix login").id);
        assertThat(remote.writes).as("what was taken over is not sent back").isOne();
    }

    /** As the version before did: it was taken over while nobody knew the task, and its link says so. */
    private void leftWithoutItsTask(String taskThere, int daysAgo, boolean billed, boolean asked) {
        String id = worked(taskThere, daysAgo, billed);
        RemoteEntryContent work = remote.entries.get(id).work();
        TimeEntryId entry = create(work.start(), null, billed);
        EntryContent content = EntryContent.of(
                world.time().find(entry.toString()).orElseThrow().seen().details());
        remote.change(id, work.noted(content.note()));
        EntryLinkId link = new EntryLinkId(world.account.connector(), world.account.account(), entry.value());
        EntryBase base = new EntryBase(content, work.noted(content.note()));
        world.send(new EntryLinkCommand.Link(link, id, base, world.clock.instant()));
        if (asked) {
            world.send(new ConflictCommand.Raise(
                    new ConflictId(UUID.randomUUID()),
                    world.account.link(EntityRef.entry(entry.value())),
                    Dispute.EntryDispute.refused(
                            Set.of(EntryField.PLACE), content, content, work, "it is billed in Devledger"),
                    world.clock.instant()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 36, 399, 800})
    void what_was_left_without_its_task_gets_it_and_a_false_conflict_ends(int daysAgo) {
        String task = taskThere("Fix login");
        synced();
        leftWithoutItsTask(task, daysAgo, false, false);
        leftWithoutItsTask(task, daysAgo, true, false);
        leftWithoutItsTask(task, daysAgo, true, true);
        leftWithoutItsTask("not in step", daysAgo, true, false);
        TaskId known = taskHere("Fix login");
        world.full();
        assertThat(here()).extracting(TimeEntryDetails::task).containsExactlyInAnyOrder(known, known, known, null);
        assertThat(world.conflicts.all())
                .extracting(ConflictBook.Entry::state)
                .containsExactly(ConflictView.State.OBSOLETE);
        int events = world.ledger.size();
        synced();
        assertThat(world.ledger.size()).isEqualTo(events);
        assertThat(remote.writes).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 36, 300})
    void what_is_deleted_there_goes_here_however_old_it_is(int daysAgo) {
        remote.deletedIsTold = false;
        worked(taskThere("Fix login"), daysAgo, false);
        synced();
        assertThat(here()).hasSize(1);
        remote.entries.clear();
        for (int week = 0; week < 2; week++) {
            world.clock.forward(Duration.ofDays(8)); // a wide window is read, and near ones after it
            synced();
        }
        assertThat(here()).isEmpty();
    }

    @Test
    void who_has_given_it_another_task_meanwhile_is_not_overruled() {
        String task = taskThere("Fix login");
        taskThere("Review");
        synced();
        leftWithoutItsTask(task, 36, false, false);
        TimeEntryId entry = world.time().rows().iterator().next().seen().entry();
        world.send(new TimeEntryCommand.Edit(
                entry, Patch.of(TimeEntryDetails.TASK, taskHere("Review")), false, null, world.clock.instant()));
        synced();
        assertThat(here()).extracting(TimeEntryDetails::task).containsExactly(taskHere("Review"));
        assertThat(remote.entries.values())
                .extracting(each -> each.work().task())
                .containsExactly(world.remote.card("Review").id);
    }

    @Test
    void a_thousand_entries_are_taken_over_in_a_few_transactions() {
        String task = taskThere("Fix login");
        for (int each = 0; each < 1_000; each++) {
            worked(task, 1 + each % 300, false);
        }
        synced();
        assertThat(here()).hasSize(1_000);
        int before = writes;
        for (int each = 0; each < 1_000; each++) {
            worked(task, 1 + each % 300, false);
        }
        world.runner =
                world.newRunner(Overlay.over(Connector.class, world.connector, new TimePassTest.HasTime(remote)));
        told.clear();
        world.full();
        assertThat(told).contains("0 of 1000 time entries are taken over", "500 of 1000 time entries are taken over");
        assertThat(String.valueOf(world.runner.status().message())).doesNotContain("time entries");
        assertThat(here()).hasSize(2_000);
        assertThat(writes - before).isLessThanOrEqualTo(4);
    }

    @Test
    void one_that_the_ledger_refuses_does_not_keep_back_the_others() {
        String task = taskThere("Fix login");
        worked(task, 3, false);
        worked(task, 4, false);
        synced();
        worked(task, 5, false);
        worked(task, 6, false);
        world.ledger.onSend(command -> {
            if (command instanceof TimeEntryCommand.Create(var entry, var key, var details, var any, var at)
                    && "5 days ago".equals(details.note())) {
                throw Rejection.invalid("note", "is refused");
            }
        });
        synced();
        assertThat(here()).hasSize(3);
        assertThat(world.state()).isNotNull();
    }

    private PendingApprovals.PendingPlan held() {
        List<PendingApprovals.PendingPlan> all = world.holds.list(world.account);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void nothing_of_time_is_written_on_either_side_before_the_first_plan_is_approved() {
        world = timed(World.live(TAKES_LISTS));
        worked(taskThere("Fix login"), 3, false);
        EntityRef task = world.task(world.project("House"), "Sweep");
        create(world.clock.instant().minus(Duration.ofDays(2)), new TaskId(task.id()), false);
        create(remote.entries.values().iterator().next().work().start(), null, false); // the same one
        int before = world.ledger.size();
        synced();
        world.untilQuiet();
        assertThat(held().guard()).isEqualTo(PendingApprovals.FIRST_LINK);
        assertThat(remote.writes).isZero();
        assertThat(world.ledger.size()).isEqualTo(before);

        world.approvals().approve(null, held().planHash(), "owner");
        synced();
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(remote.entries).hasSize(2);
        assertThat(remote.writes).as("one is added, once and whole").isOne();
        assertThat(here()).hasSize(2).extracting(TimeEntryDetails::task).doesNotContainNull();
    }

    @Test
    void where_only_time_is_on_both_sides_it_waits_as_well() {
        world = timed(World.live(TAKES_LISTS));
        worked(taskThere("Fix login"), 3, false);
        log(2);
        synced();
        world.untilQuiet();
        assertThat(here()).hasSize(1);
        assertThat(remote.writes).isZero();
        assertThat(held().scope()).isEqualTo("time");

        world.approvals().approve(null, held().planHash(), "owner");
        synced();
        assertThat(here()).hasSize(2);
        assertThat(remote.entries).hasSize(2);
    }

    @Test
    void a_wide_window_that_waits_for_a_person_is_read_again_once_somebody_has_agreed() {
        world = timed(World.live(TAKES_LISTS));
        String task = taskThere("Fix login");
        for (int daysAgo = 1; daysAgo <= 60; daysAgo++) {
            worked(task, daysAgo, false);
        }
        EntityRef mine = world.task(world.project("House"), "Sweep");
        create(world.clock.instant().minusSeconds(9_000), new TaskId(mine.id()), false);
        synced();
        for (int asked = 0; asked < 2; asked++) {
            assertThat(here()).hasSize(1);
            world.approvals().approve(null, held().planHash(), "owner");
            synced();
        }
        assertThat(here()).hasSize(61);
        assertThat(remote.entries).hasSize(61);
    }

    @Test
    void what_is_one_entry_on_both_sides_waits_too() {
        world = timed(World.live(TAKES_LISTS));
        worked(taskThere("Fix login"), 3, false);
        create(remote.entries.values().iterator().next().work().start(), null, false);
        synced();
        world.untilQuiet();
        assertThat(here()).extracting(TimeEntryDetails::note).containsExactly("logged here");
        assertThat(held().operations()).hasSize(1);
        world.approvals().approve(null, held().planHash(), "owner");
        synced();
        assertThat(here()).extracting(TimeEntryDetails::note).containsExactly("3 days ago");
        assertThat(world.holds.list(world.account)).isEmpty();
    }

    @Test
    void where_one_side_has_no_time_nobody_is_asked() {
        world = timed(World.live(TAKES_LISTS));
        worked(taskThere("Fix login"), 3, false);
        synced();
        assertThat(here()).hasSize(1);
        assertThat(world.holds.list(world.account)).isEmpty();
    }

    private void workedByBen(String task) {
        remote.others = List.of(new RemoteTimeEntries.Member("u2", "ben@example.com", "Ben"));
        Instant start = world.clock.instant().minus(Duration.ofDays(3));
        remote.put(new RemoteEntryContent(
                "u2",
                task,
                null,
                start,
                start.plusSeconds(600),
                ZoneOffset.UTC,
                "of Ben",
                Collections.emptySortedSet(),
                false,
                false));
    }

    /** Nobody has handed it to anybody else. */
    @Test
    void time_of_a_person_who_is_deleted_stays_in_the_service() {
        workedByBen(taskThere("Fix login"));
        synced();
        PersonId ben = here().getFirst().person();
        assertThat(ben).isNotEqualTo(PersonId.OWNER);

        world.people(changes -> changes.send(new PersonCommand.Delete(ben, null, changes.at())));
        synced();
        world.clock.forward(remote.reach().every().plusSeconds(1));
        synced();

        assertThat(remote.entries).hasSize(1);
        assertThat(remote.writes).isZero();
        assertThat(here()).hasSize(1);
    }

    @Test
    void nobody_is_made_here_before_what_is_new_is_approved() {
        world = timed(World.live(TAKES_LISTS));
        workedByBen(taskThere("Fix login"));
        log(2);
        synced();
        assertThat(world.holds.list(world.account)).isNotEmpty();
        assertThat(world.ledger.events()).noneMatch(event -> event.payload() instanceof PersonEvent.Created);
    }
}
