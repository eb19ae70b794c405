package dev.devledger.application.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An item of a checklist stays the same item on both sides, whatever its title and place. */
class ChecklistItemIdsTest {
    private static final ChecklistItem A = item(1, "a");
    private static final ChecklistItem B = item(2, "b");
    private static final ChecklistItem C = item(3, "c");

    private final World world = new World();
    private EntityRef task;

    private static ChecklistItem item(int number, String title) {
        return new ChecklistItem(new UUID(5, number), title, false);
    }

    private static ChecklistItem renamed(ChecklistItem item, String title) {
        return new ChecklistItem(item.id(), title, item.done());
    }

    @BeforeEach
    void a_checklist_that_both_have() {
        EntityRef project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.CARD, "");
        task = world.task(project, "Write");
        checklist(A, B, C);
        world.untilQuiet();
        world.full();
        world.clock.forward(World.SETTLE);
    }

    private void checklist(ChecklistItem... items) {
        world.send(new TaskCommand.Edit(
                new TaskId(task.id()), Patch.of(TaskDetails.CHECKLIST, List.of(items)), null, world.clock.instant()));
    }

    private Card card() {
        return world.remote.card("Write");
    }

    private List<String> remoteIds() {
        return card().items().stream().map(RemoteTask.Item::id).toList();
    }

    private List<String> remoteIds(int... places) {
        List<String> ids = remoteIds();
        return Arrays.stream(places).mapToObj(ids::get).toList();
    }

    @Test
    void renamed_and_moved_here_it_keeps_what_only_the_app_knows_of_it() {
        world.phone.note(card(), "its own date");
        List<String> expected = remoteIds(2, 0, 1);
        checklist(C, renamed(A, "better"), B);
        world.untilQuiet();
        assertThat(card().items()).extracting(RemoteTask.Item::title).containsExactly("c", "better", "b");
        assertThat(remoteIds()).isEqualTo(expected);
        assertThat(card().items()).allMatch(item -> item.unmapped().equals("its own date"));
    }

    private static Stream<List<ChecklistItem>> written() {
        return Stream.of(
                List.of(A, B, C, item(4, "d")),
                List.of(new ChecklistItem(A.id(), A.title(), true), B, C),
                List.of(C, A, B),
                List.of(A, B));
    }

    /** Its list has shown it in the same cycle. */
    @ParameterizedTest
    @MethodSource("written")
    void what_only_the_app_knows_of_it_is_kept_where_the_first_look_does_not_show_it(List<ChecklistItem> items) {
        world.remote.has(Habit.OLD_FIRST_LOOK, true);
        world.remote.passTime();
        world.phone.note(card(), "its own date");
        checklist(items.toArray(ChecklistItem[]::new));
        world.full();
        world.untilQuiet();
        assertThat(card().items()).hasSameSizeAs(items).allSatisfy(item -> assertThat(item.unmapped())
                .isEqualTo(item.title().equals("d") ? "" : "its own date"));
    }

    @Test
    void renamed_and_moved_there_it_keeps_its_id_here() {
        world.phone.renameItem(card(), 0, "better");
        world.phone.moveItem(card(), 0, 2);
        world.full();
        assertThat(world.taskView(task).details().checklist()).containsExactly(B, C, renamed(A, "better"));
    }

    @Test
    void renamed_on_both_sides_it_is_one_conflict_of_that_item_and_the_others_are_merged() {
        List<String> expected = remoteIds(1, 2, 0);
        checklist(renamed(A, "ours"), renamed(B, "b, here"), C);
        world.phone.renameItem(card(), 0, "theirs");
        world.phone.moveItem(card(), 0, 2);
        world.full();
        world.untilQuiet();
        assertThat(world.taskView(task).details().checklist())
                .containsExactly(renamed(B, "b, here"), C, renamed(A, "theirs"));
        assertThat(card().items()).extracting(RemoteTask.Item::title).containsExactly("b, here", "c", "theirs");
        assertThat(remoteIds()).isEqualTo(expected);
        assertThat(world.conflicts.all()).singleElement().satisfies(entry -> assertThat(entry.dispute())
                .isInstanceOfSatisfying(Dispute.FieldDispute.class, values -> assertThat(values.field())
                        .isEqualTo(Field.CHECKLIST)));
    }

    /** What was added on one side and renamed there or here before anything else happened to the list. */
    @Test
    void a_new_one_is_the_same_item_from_the_first_exchange_on() {
        ChecklistItem ours = item(4, "ours");
        checklist(A, B, C, ours);
        world.phone.check(card(), "theirs", false);
        world.full();
        world.untilQuiet();
        world.full();
        List<ChecklistItem> here = world.taskView(task).details().checklist();
        ChecklistItem theirs = here.stream()
                .filter(item -> item.title().equals("theirs"))
                .findFirst()
                .orElseThrow();
        List<String> before = remoteIds();

        checklist(renamed(theirs, "theirs, better"), renamed(ours, "ours, better"), A, B, C);
        world.untilQuiet();
        world.full();

        assertThat(remoteIds()).containsExactlyInAnyOrderElementsOf(before);
        world.clock.forward(World.SETTLE);
        int place = card().items().stream().map(RemoteTask.Item::title).toList().indexOf("theirs, better");
        world.phone.renameItem(card(), place, "theirs, best");
        world.phone.moveItem(card(), place, 4);
        world.full();
        assertThat(world.taskView(task).details().checklist())
                .containsExactly(renamed(ours, "ours, better"), A, B, C, renamed(theirs, "theirs, best"));
    }

    @Test
    void what_came_from_there_keeps_the_id_that_it_got_here() {
        Card other = world.phone.addBelow(world.remote.card("Ledger"), "Theirs");
        world.phone.check(other, "x", false);
        world.phone.check(other, "y", false);
        world.full();
        EntityRef imported = world.taskCalled("Theirs");
        List<UUID> ids = world.taskView(imported).details().checklist().stream()
                .map(ChecklistItem::id)
                .toList();
        world.clock.forward(World.SETTLE);
        world.phone.renameItem(other, 0, "x, better");
        world.phone.moveItem(other, 0, 1);
        world.full();
        assertThat(world.taskView(imported).details().checklist())
                .containsExactly(
                        new ChecklistItem(ids.get(1), "y", false), new ChecklistItem(ids.get(0), "x, better", false));
    }
}
