package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A look that leaves out a field says nothing about it: a remote edit of the field is neither overwritten nor deleted.
 */
class UnshownFieldsTest {
    private static final int ALWAYS = 1_000;

    private final World world = new World();
    private final String cards = world.cardList();
    private final EntityRef project = world.project("Home");
    private final EntityRef task = world.task(project, "Task");

    private Card card() {
        return world.remote.card("Task");
    }

    private void linked() {
        world.untilQuiet();
        world.fullAfterSettle();
        world.clock.forward(Duration.ofMinutes(5));
        world.remote.calls();
    }

    private void describe(EntityRef any, String text) {
        edit(any, Patch.of(TaskDetails.DESCRIPTION, text));
    }

    private void edit(EntityRef any, Patch<TaskDetails> edit) {
        world.people(
                changes -> changes.send(new TaskCommand.Edit(new TaskId(any.id()), edit, null, world.clock.instant())));
    }

    private void assertAsked(EntityRef any, Field field) {
        world.fullAfterSettle();
        assertThat(world.conflicts.of(any)).singleElement().satisfies(each -> {
            assertThat(each.dispute()).isInstanceOf(Dispute.FieldDispute.class);
            assertThat(((Dispute.FieldDispute) each.dispute()).field()).isEqualTo(field);
        });
    }

    @Test
    void a_second_look_shows_what_somebody_has_written_there() {
        linked();
        world.phone.describe(card(), "theirs");
        describe(task, "ours");
        world.remote.leavesOut(Call.FIND, Field.DESCRIPTION, 1);
        world.cycle();
        assertThat(card().content.description()).isEqualTo("theirs");
        assertAsked(task, Field.DESCRIPTION);
    }

    @Test
    void where_that_does_not_either_it_waits_and_says_so_and_all_else_is_written() {
        linked();
        world.phone.describe(card(), "theirs");
        describe(task, "ours");
        world.rename(task, "Renamed");
        world.remote.leavesOut(Call.FIND, Field.DESCRIPTION, 2);
        world.cycle();
        assertThat(world.remote.card("Renamed").content.description()).isEqualTo("theirs");
        assertThat(world.work.reason(task)).contains("does not show what it holds now: description");
        assertAsked(task, Field.DESCRIPTION);
    }

    @Test
    void what_no_look_of_an_hour_shows_is_written() {
        linked();
        describe(task, "ours");
        world.remote.leavesOut(Call.FIND, Field.DESCRIPTION, ALWAYS);
        for (int hour = 0; hour < 6; hour++) {
            world.untilQuiet();
            world.clock.forward(Duration.ofHours(1));
        }
        assertThat(card().content.description()).isEqualTo("ours");
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void what_was_shown_for_an_hour_and_refused_for_it_is_not_what_no_look_shows() {
        linked();
        world.phone.describe(card(), "theirs");
        describe(task, "ours");
        for (int hour = 0; hour < 8; hour++) {
            world.cycle();
            world.clock.forward(Duration.ofHours(6));
        }
        assertThat(world.work.reason(task)).contains("it was changed in TickTick as well: description");
        world.remote.leavesOut(Call.FIND, Field.DESCRIPTION, 2);
        world.cycle();
        assertThat(card().content.description()).isEqualTo("theirs");
        assertAsked(task, Field.DESCRIPTION);
    }

    @Test
    void what_else_fails_meanwhile_does_not_keep_it_for_ever() {
        linked();
        world.phone.rename(card(), "Theirs");
        world.rename(task, "Ours");
        describe(task, "ours");
        world.remote.leavesOut(Call.FIND, Field.DESCRIPTION, ALWAYS);
        for (int hour = 0; hour < 8; hour++) {
            world.cycle();
            assertThat(world.work.reason(task)).contains("it was changed in TickTick as well: title");
            world.clock.forward(Duration.ofHours(6));
        }
        assertThat(world.remote.card("Theirs").content.description()).isEqualTo("ours");
    }

    @Test
    void the_first_tag_of_each_side_stays() {
        linked();
        world.phone.tag(card(), "theirs");
        edit(task, Patch.of(TaskDetails.TAGS, tags("ours")));
        world.remote.leavesOut(Call.FIND, Field.TAGS, 2);
        world.cycle();
        assertThat(card().content.tags()).containsExactly("theirs");
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(card().content.tags()).containsExactly("ours", "theirs");
        assertThat(world.taskView(task).tags()).containsExactly("ours", "theirs");
    }

    @Test
    void the_first_item_of_each_side_stays() {
        linked();
        world.phone.check(card(), "theirs", false);
        List<ChecklistItem> ours = List.of(new ChecklistItem(new UUID(5, 1), "ours", false));
        edit(task, Patch.of(TaskDetails.CHECKLIST, ours));
        world.remote.leavesOut(Call.FIND, Field.CHECKLIST, 2);
        world.cycle();
        assertThat(card().content.checklist()).extracting(ChecklistEntry::title).containsExactly("theirs");
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(card().content.checklist())
                .extracting(ChecklistEntry::title)
                .containsExactlyInAnyOrder("ours", "theirs");
    }

    @Test
    void a_status_that_is_a_tag_takes_the_place_of_no_tag_that_is_not_shown() {
        linked();
        Card home = world.remote.card("Home");
        world.phone.tag(home, "theirs");
        world.status(project, ProjectStatus.BLOCKED);
        world.remote.leavesOut(Call.FIND, Field.TAGS, 2);
        world.cycle();
        assertThat(home.content.tags()).containsExactly("theirs");
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(home.content.tags()).containsExactly("blocked", "theirs");
    }

    private static SortedSet<String> tags(String only) {
        return new TreeSet<>(Set.of(only));
    }

    @Test
    void of_many_at_once_each_is_looked_at_by_itself() {
        List<EntityRef> tasks = IntStream.range(0, 6)
                .mapToObj(each -> world.task(project, "Task " + each))
                .toList();
        linked();
        world.phone.describe(world.remote.card("Task 3"), "theirs");
        tasks.forEach(each -> describe(each, "ours"));
        world.remote.leavesOut(Call.OPEN_TASKS, Field.DESCRIPTION, 1);
        world.cycle();
        assertThat(world.remote.card("Task 3").content.description()).isEqualTo("theirs");
        assertThat(world.remote.card("Task 2").content.description()).isEqualTo("ours");
        assertAsked(tasks.get(3), Field.DESCRIPTION);
    }

    @Test
    void what_is_deleted_here_stays_where_somebody_has_written_into_it() {
        linked();
        world.phone.describe(card(), "theirs");
        world.delete(task);
        world.remote.leavesOut(Call.FIND, Field.DESCRIPTION, 2);
        world.cycle();
        assertThat(card().deleted).isFalse();
        world.fullAfterSettle();
        assertThat(card().deleted).isFalse();
        assertThat(world.conflicts.of(task)).hasSize(1);
    }

    @Test
    void what_is_unchanged_there_goes() {
        linked();
        world.delete(task);
        world.remote.leavesOut(Call.FIND, Field.DESCRIPTION, 1);
        world.cycle();
        assertThat(world.remote.live()).extracting(each -> each.content.title()).containsExactly("Home");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_name_of_a_list_that_is_not_shown_may_be_another(int silent) {
        EntityRef other = world.project("Other", ProjectStatus.ACTIVE, Placement.LIST, "");
        linked();
        String list = world.link(EntityRef.list(other.id())).object().id();
        world.remote.rename(list, "Theirs");
        world.rename(other, "Ours");
        world.remote.leavesOut(Call.LISTS, Field.TITLE, silent);
        world.cycle();
        assertThat(world.remote.allLists()).extracting(RemoteList::name).contains("Theirs");
        world.fullAfterSettle();
        assertThat(world.conflicts.all()).hasSize(1);
    }

    @Test
    void a_list_goes_only_as_it_was_shown() {
        EntityRef other = world.project("Other", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(other, "In it");
        linked();
        String list = world.link(EntityRef.list(other.id())).object().id();
        world.remote.rename(list, "Theirs");
        world.delete(other);
        world.remote.leavesOut(Call.LISTS, Field.TITLE, 3);
        world.cycle();
        assertThat(world.remote.allLists()).extracting(RemoteList::name).contains("Theirs");
        world.untilQuiet();
        world.fullAfterSettle();
        assertThat(world.remote.allLists()).extracting(RemoteList::name).contains("Theirs");
        assertThat(world.conflicts.of(EntityRef.list(other.id()))).hasSize(1);
    }

    /** A card says with a tag that it is blocked or paused; that it is open again alone says nothing of that. */
    @ParameterizedTest
    @ValueSource(strings = {"blocked", "paused"})
    void how_an_open_card_stands_is_not_told_without_its_tags(String tag) {
        linked();
        Card home = world.remote.card("Home");
        world.status(project, ProjectStatus.ABANDONED);
        world.untilQuiet();
        world.fullAfterSettle();
        world.clock.forward(Duration.ofMinutes(5));
        world.phone.tag(home, tag);
        world.phone.reopen(home);
        world.remote.leavesOut(Call.OPEN_TASKS, Field.TAGS, ALWAYS);
        world.full();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.ABANDONED);
        world.remote.leavesOut(Call.OPEN_TASKS, Field.TAGS, 0);
        world.fullAfterSettle();
        assertThat(world.projectView(project).status().name()).isEqualToIgnoringCase(tag);
        assertThat(world.remote.allLists()).extracting(RemoteList::id).contains(cards);
    }
}
