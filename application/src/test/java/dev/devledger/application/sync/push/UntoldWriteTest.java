package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service whose answers to some writes do not show the task: only a look shows if a tag was written. */
class UntoldWriteTest {
    private World world;
    private EntityRef task;

    @BeforeEach
    void a_task_is_there_in_both() {
        world = new World(Nature.CLICKUP);
        task = world.task(world.project("Ledger"), "Write");
        world.untilQuiet();
        world.full();
        world.remote.calls();
    }

    private void tag(String... tags) {
        Patch<TaskDetails> edit = Patch.of(TaskDetails.TAGS, new TreeSet<>(Set.of(tags)));
        world.send(new TaskCommand.Edit(new TaskId(task.id()), edit, null, world.clock.instant()));
    }

    private Collection<String> there() {
        return world.remote.card("Write").content.tags();
    }

    private SyncLink.Linked link() {
        return (SyncLink.Linked) world.link(task);
    }

    @Test
    void one_look_at_the_end_tells_of_all() {
        tag("one", "two");
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.UPDATE, Call.UPDATE, Call.FIND);
        assertThat(there()).containsExactly("one", "two");
        assertThat(link().base().tags()).containsExactly("one", "two");
        assertThat(link().sent()).isEmpty();
        assertThat(link().refusal()).isNull();
    }

    @Test
    void an_answer_that_tells_of_the_task_is_such_a_look() {
        tag("one", "two");
        world.status(task, TaskStatus.COMPLETED);
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.UPDATE, Call.UPDATE, Call.UPDATE);
        assertThat(link().base().tags()).containsExactly("one", "two");
        assertThat(link().sent()).isEmpty();
    }

    @Test
    void what_was_ignored_is_told_stays_to_be_done_and_is_no_removal_there() {
        world.remote.keep(Field.TAGS);
        tag("one", "two");
        world.cycle();
        assertThat(link().refusal()).contains("kept another tags");
        assertThat(world.work.reason(task)).contains("kept another tags");
        forHours();
        int events = world.ledger.size();
        forHours();
        assertThat(world.taskView(task).tags()).containsExactly("one", "two");
        assertThat(world.ledger.size()).as("nothing new is on record of it").isEqualTo(events);

        world.remote.keepNothing();
        forHours();
        assertThat(there()).containsExactly("one", "two");
        assertThat(world.taskView(task).tags()).containsExactly("one", "two");
        assertThat(link().refusal()).isNull();
        assertThat(world.work.marked()).isEmpty();
    }

    @Test
    void a_removal_that_was_ignored_brings_nothing_back() {
        tag("one", "two");
        world.untilQuiet();
        world.remote.keep(Field.TAGS);
        tag("two");
        forHours();
        assertThat(world.taskView(task).tags()).containsExactly("two");
        world.remote.keepNothing();
        forHours();
        assertThat(there()).containsExactly("two");
    }

    private void forHours() {
        for (int hour = 0; hour < 7; hour++) {
            world.clock.forward(Duration.ofHours(1));
            world.untilQuiet();
            world.full();
        }
    }

    @Test
    void without_that_look_nothing_is_agreed_on() {
        world.remote.next(Call.FIND, Fault.LOST_ANSWER);
        tag("one", "two");
        world.cycle();
        assertThat(link().base().tags()).isEmpty();
        world.remote.calls();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.remote.calls()).doesNotContain(Call.UPDATE);
        assertThat(link().base().tags()).containsExactly("one", "two");
        assertThat(link().sent()).isEmpty();
        assertThat(world.taskView(task).tags()).containsExactly("one", "two");
    }

    @Test
    void one_look_tells_of_as_many_as_are_remembered() {
        tag("1", "2", "3", "4", "5");
        world.cycle();
        assertThat(world.remote.calls())
                .containsExactly(Call.UPDATE, Call.UPDATE, Call.UPDATE, Call.UPDATE, Call.UPDATE, Call.FIND);
        assertThat(there()).containsExactly("1", "2", "3", "4", "5");
        assertThat(link().base().tags()).containsExactly("1", "2", "3", "4", "5");
        assertThat(link().past()).noneMatch(PastValues::late);
    }

    @Test
    void no_more_are_unseen_than_are_remembered() {
        String[] many = IntStream.range(0, SyncLink.Linked.MOST_OPEN + 2)
                .mapToObj("tag %02d"::formatted)
                .toArray(String[]::new);
        tag(many);
        world.cycle();
        List<Call> calls = world.remote.calls();
        assertThat(calls).hasSize(many.length + 2);
        assertThat(calls.get(SyncLink.Linked.MOST_OPEN)).isEqualTo(Call.FIND);
        assertThat(there()).containsExactly(many);
        assertThat(link().base().tags()).containsExactly(many);
        assertThat(link().past()).noneMatch(PastValues::late);
    }

    private void check(@Nullable SortedSet<String> tags, String... items) {
        Patch<TaskDetails> edit = Patch.<TaskDetails>none()
                .with(TaskDetails.TAGS, tags == null ? null : new SetTo<>(tags))
                .set(
                        TaskDetails.CHECKLIST,
                        Stream.of(items)
                                .map(item -> new ChecklistItem(UUID.randomUUID(), item, false))
                                .toList());
        world.send(new TaskCommand.Edit(new TaskId(task.id()), edit, null, world.clock.instant()));
    }

    @Test
    void of_a_checklist_the_answer_tells_unless_items_only_went() {
        check(null, "one", "two");
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.UPDATE);
        assertThat(link().base().checklist()).hasSize(2);
        assertThat(link().sent()).isEmpty();

        world.fullAfterSettle();
        world.remote.calls();
        check(null, "two");
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.UPDATE, Call.FIND);
        assertThat(link().base().checklist()).hasSize(1);
        assertThat(link().sent()).isEmpty();
    }

    @Test
    void the_look_at_tags_is_that_of_the_checklist() {
        check(new TreeSet<>(Set.of("one", "two")), "item");
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.UPDATE, Call.UPDATE, Call.FIND, Call.UPDATE);
        assertThat(there()).containsExactly("one", "two");
        assertThat(link().base().tags()).containsExactly("one", "two");
        assertThat(link().base().checklist()).hasSize(1);
        assertThat(link().sent()).isEmpty();
        assertThat(world.work.marked()).isEmpty();
    }

    @Test
    void a_checklist_that_was_ignored_is_told_and_comes_back_to_neither_side() {
        world.remote.keep(Field.CHECKLIST);
        check(null, "one");
        world.cycle();
        assertThat(link().refusal()).contains("kept another checklist");
        forHours();
        assertThat(world.taskView(task).details().checklist()).hasSize(1);
        world.remote.keepNothing();
        forHours();
        assertThat(world.remote.card("Write").content.checklist()).hasSize(1);
        assertThat(link().refusal()).isNull();
    }

    /** It is what one of the writes had made it, and none of them can come to pass any more. */
    @Test
    void what_somebody_takes_back_soon_after_is_taken_over() {
        tag("one", "two");
        world.cycle();
        world.phone.untag(world.remote.card("Write"), "two");
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.taskView(task).tags()).containsExactly("one");
        assertThat(there()).containsExactly("one");
    }

    /** Of what was done before it, the next cycle has to know that it was: somebody here may want it otherwise by then. */
    @ParameterizedTest
    @CsvSource({
        "'', one two three, ''",
        "one two three, '', one two three",
        "one two, three four, one two",
        "'', one two three four five, five",
        "one two three four five, '', one two three four five",
        "one two three four five, six seven eight nine, one two six"
    })
    void a_kill_between_any_two_steps_loses_nothing(String before, String wish, String then) {
        int step = 0;
        boolean more = true;
        for (; more; step++) {
            a_task_is_there_in_both();
            tag(words(before));
            world.untilQuiet();
            tag(words(wish));
            int taken = world.steps.taken();
            world.steps.crashAt(taken + step);
            world.cycle();
            more = world.steps.taken() > taken + step;
            world.steps.crashAt(Integer.MAX_VALUE);
            tag(words(then));
            world.lease.waitForTheDead();
            world.untilQuiet();
            world.fullAfterSettle();
            world.untilQuiet();
            String as = "killed before step " + step;
            assertThat(there()).as(as).containsExactlyInAnyOrder(words(then));
            assertThat(world.taskView(task).tags()).as(as).containsExactlyInAnyOrder(words(then));
            assertThat(link().sent()).as(as).isEmpty();
            assertThat(world.conflicts.all()).as(as).isEmpty();
        }
        assertThat(step).isGreaterThan(10);
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    @Test
    void what_somebody_puts_in_meanwhile_is_taken_over() {
        AtomicBoolean done = new AtomicBoolean();
        world.remote.onEachCall(call -> {
            if (call == Call.FIND && !done.getAndSet(true)) {
                world.phone.tag(world.remote.card("Write"), "theirs");
            }
        });
        tag("one");
        world.cycle();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.taskView(task).tags()).containsExactly("one", "theirs");
        assertThat(there()).containsExactly("one", "theirs");
    }

    @Test
    void what_was_deleted_there_is_told_by_the_first_request_and_decided_by_a_look() {
        world.phone.delete(world.remote.card("Write"));
        tag("one");
        world.cycle();
        assertThat(world.remote.calls()).startsWith(Call.UPDATE, Call.FIND).doesNotContain(Call.CREATE);
        assertThat(link().refusal()).isNull();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.conflicts.all()).hasSize(1);
        assertThat(world.taskView(task).tags()).containsExactly("one");
    }

    @Test
    void what_was_moved_there_gets_its_tag_and_is_moved_here() {
        EntityRef other = world.project("Other");
        world.task(other, "There already");
        world.untilQuiet();
        world.full();
        world.phone.move(world.remote.card("Write"), world.remote.card("There already").list);
        tag("one");
        world.cycle();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.tasksIn(other)).contains(task);
        assertThat(there()).containsExactly("one");
        assertThat(world.taskView(task).tags()).containsExactly("one");
        assertThat(link().base().tags()).containsExactly("one");
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void what_is_refused_is_looked_at_before_anybody_is_told() {
        world.remote.next(Call.UPDATE, Fault.NONE, Fault.REFUSED);
        tag("one", "two");
        world.cycle();
        assertThat(world.remote.calls())
                .as("the second was refused once, and what the first has done is seen with it")
                .containsExactly(Call.UPDATE, Call.UPDATE, Call.FIND, Call.UPDATE, Call.FIND);
        assertThat(there()).containsExactly("one", "two");
        assertThat(link().refusal()).isNull();
        assertThat(link().sent()).isEmpty();
    }
}
