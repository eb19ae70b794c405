package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that answers with nothing for a while, though it has contents. */
class EmptyAnswersTest {
    private static final Set<Call> SEARCHES =
            EnumSet.of(Call.FIND_ANYWHERE, Call.SEARCH_OPEN, Call.SEARCH_ALL, Call.EVERYWHERE);

    static Stream<Nature> natures() {
        return Stream.of(Nature.TICKTICK, Nature.CLICKUP, Nature.TRACKINGTIME);
    }

    /** Returns the kinds of service that report deletions, and show more than one level. */
    static Stream<Nature> telling() {
        return Stream.of(Nature.PLAIN, Nature.CLICKUP);
    }

    private static EntityRef listWithTask(World world) {
        return listWithTask(world, "List");
    }

    private static EntityRef listWithTask(World world, String name) {
        EntityRef project = world.project(name);
        world.place(project, Placement.LIST);
        world.task(project, "Task");
        world.untilQuiet();
        world.fullAfterSettle();
        return project;
    }

    private static void answersNothing(World world, Call... more) {
        Set<Call> all = EnumSet.of(Call.LISTS, more);
        world.remote.answersNothing(all);
        world.remote.withoutContent(
                world.remote.allLists().stream().map(each -> each.id()).toList());
    }

    private static void answersAgain(World world) {
        world.remote.answersNothing(Set.of());
        world.remote.withoutContent(List.of());
    }

    private static void looks(World world) {
        looks(world, true);
    }

    private static void looks(World world, boolean whole) {
        for (int look = 0; look < 4; look++) {
            if (whole) {
                world.fullAfterSettle();
            } else {
                world.clock.forward(World.SETTLE);
                world.cycle();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("natures")
    void no_lists_at_all_is_an_outage_while_what_was_in_them_is_there(Nature nature) {
        World world = new World(nature);
        EntityRef project = listWithTask(world);
        answersNothing(world);

        looks(world);

        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.runner.status().state()).isEqualTo(ConnectorCondition.UNREACHABLE);
        assertThat(world.runner.status().message()).contains("returned no lists at all");

        answersAgain(world);
        world.phone.add(world.link(EntityRef.list(project.id())).object().list(), "Later");
        looks(world);
        assertThat(world.taskCalled("Later")).isNotNull();
        assertThat(world.runner.status().message()).isNull();
    }

    @ParameterizedTest
    @MethodSource("natures")
    void so_it_is_where_looks_and_searches_find_nothing_either(Nature nature) {
        World world = new World(nature);
        EntityRef project = listWithTask(world);
        answersNothing(
                world, Stream.concat(Stream.of(Call.FIND), SEARCHES.stream()).toArray(Call[]::new));

        looks(world);

        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.taskView(world.tasksIn(project).getFirst()).deletedAt())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("natures")
    void the_only_list_is_gone_once_what_was_in_it_says_so(Nature nature) {
        World world = new World(nature);
        EntityRef project = listWithTask(world);
        world.remote.allLists().forEach(list -> world.phone.deleteList(list.id()));

        looks(world);

        assertThat(world.projectView(project).deletedAt()).isNotNull();
    }

    private static EntityRef listWithoutTasks(World world) {
        EntityRef project = world.project("Empty");
        world.place(project, Placement.LIST);
        world.untilQuiet();
        world.fullAfterSettle();
        return project;
    }

    @Test
    void a_project_without_tasks_is_not_deleted_with_a_list_that_nothing_tells_of() {
        World world = new World();
        EntityRef project = listWithoutTasks(world);
        answersNothing(world);

        looks(world);

        assertThat(world.projectView(project).deletedAt()).isNull();
    }

    /** Nothing was in it that could tell, so a person is told what would. */
    @ParameterizedTest
    @MethodSource("natures")
    void what_is_changed_in_the_only_list_waits_for_a_list_to_be_added(Nature nature) {
        World world = new World(nature);
        EntityRef project = listWithoutTasks(world);
        EntityRef list = EntityRef.list(project.id());
        world.remote.allLists().forEach(each -> world.phone.deleteList(each.id()));
        world.rename(project, "Renamed");
        EntityRef task = world.task(project, "Task");
        looks(world);
        world.remote.calls();

        looks(world);

        for (EntityRef each : List.of(list, task)) {
            assertThat(world.work.reason(each)).contains("returned no lists at all", "add one in");
        }
        assertThat(world.runner.status().state().word()).isEqualTo("attention");
        assertThat(world.runner.status().message()).contains("returned no lists at all", "add one in");
        assertThat(world.remote.calls()).doesNotContain(Call.CREATE);

        world.remote.addList("Another");
        looks(world);
        assertThat(world.conflicts.of(list)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("natures")
    void nor_is_it_where_another_list_is_gone(Nature nature) {
        World world = new World(nature);
        EntityRef gone = listWithTask(world);
        EntityRef project = listWithoutTasks(world);
        world.phone.deleteList(world.link(EntityRef.list(gone.id())).object().list());
        answersNothing(world);

        looks(world);

        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.projectView(gone).deletedAt()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("natures")
    void nor_with_tasks_where_more_of_another_list_is_gone(Nature nature) {
        World world = new World(nature);
        EntityRef gone = listWithTask(world);
        world.task(gone, "Second");
        world.task(gone, "Third");
        world.task(gone, "Fourth");
        EntityRef project = listWithTask(world, "Kept");
        world.phone.deleteList(world.link(EntityRef.list(gone.id())).object().list());
        answersNothing(
                world, Stream.concat(Stream.of(Call.FIND), SEARCHES.stream()).toArray(Call[]::new));

        looks(world);

        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.taskView(world.tasksIn(project).getFirst()).deletedAt())
                .isNull();
    }

    /** Nothing tells what stands below the task either, and would go along with it. */
    @ParameterizedTest
    @MethodSource("telling")
    void nothing_is_deleted_whose_list_does_not_show_it(Nature nature) {
        World world = new World(nature);
        world.remote.has(Habit.CHILDREN_GO, true);
        EntityRef task = world.tasksIn(listWithTask(world)).getFirst();
        Card theirs = world.phone.addBelow(world.remote.card("Task"), "Theirs");
        world.remote.answersNothing(Set.of(Call.OPEN_TASKS));
        world.delete(task);

        world.untilQuiet();

        assertThat(theirs.deleted).isFalse();
        assertThat(world.work.reason(task)).contains("its list does not show it");

        assertIsAskedAboutOnceAllIsShown(world, task);
    }

    /** A list that shows all of them is to show finished ones as well. */
    @ParameterizedTest
    @CsvSource({"PLAIN, COMPLETED", "CLICKUP, COMPLETED", "CLICKUP, ABANDONED"})
    void nor_is_what_is_finished(String nature, TaskStatus finished) {
        World world = new World(nature.equals("PLAIN") ? Nature.PLAIN : Nature.CLICKUP);
        world.remote.has(Habit.CHILDREN_GO, true);
        EntityRef task = world.tasksIn(listWithTask(world)).getFirst();
        world.status(task, finished);
        world.untilQuiet();
        world.fullAfterSettle();
        Card theirs = world.phone.addBelow(world.remote.card("Task"), "Theirs");
        world.remote.answersNothing(Set.of(Call.OPEN_TASKS, Call.SEARCH_OPEN, Call.SEARCH_ALL));
        world.delete(task);

        world.untilQuiet();

        assertThat(theirs.deleted).isFalse();
        assertThat(world.work.reason(task)).contains("its list does not show it");

        assertIsAskedAboutOnceAllIsShown(world, task);
    }

    @Test
    void what_is_finished_is_deleted_where_its_list_shows_it() {
        World world = new World(Nature.CLICKUP);
        EntityRef task = world.tasksIn(listWithTask(world)).getFirst();
        world.status(task, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.fullAfterSettle();
        Card card = world.remote.card("Task");
        world.delete(task);

        world.untilQuiet();

        assertThat(card.deleted).isTrue();
    }

    /** Whatever else the list shows. */
    @ParameterizedTest
    @MethodSource("telling")
    void nor_where_it_leaves_out_those_two_alone(Nature nature) {
        World world = new World(nature);
        world.remote.has(Habit.CHILDREN_GO, true);
        EntityRef project = listWithTask(world);
        EntityRef task = world.tasksIn(project).getFirst();
        world.task(project, "Another");
        world.untilQuiet();
        Card theirs = world.phone.addBelow(world.remote.card("Task"), "Theirs");
        world.remote.leaveOut(world.remote.card("Task"), theirs);
        world.delete(task);

        world.untilQuiet();

        assertThat(theirs.deleted).isFalse();
        assertThat(world.work.reason(task)).contains("its list does not show it");

        world.remote.showAll();
        assertIsAskedAboutOnceAllIsShown(world, task);
    }

    private static void assertIsAskedAboutOnceAllIsShown(World world, EntityRef task) {
        answersAgain(world);
        looks(world);
        assertThat(world.remote.card("Theirs").deleted).isFalse();
        assertThat(world.conflicts.of(task))
                .extracting(ConflictBook.Entry::dispute)
                .hasOnlyElementsOfType(Dispute.DeletedLocally.class)
                .hasSize(1);
    }

    @Test
    void nor_is_the_card_of_a_project_that_has_become_a_list() {
        World world = new World(Nature.PLAIN);
        world.remote.has(Habit.CHILDREN_GO, true);
        EntityRef project = world.project("Card");
        world.untilQuiet();
        world.fullAfterSettle();
        Card card = world.remote.card("Card");
        Card theirs = world.phone.addBelow(card, "Theirs");
        world.remote.answersNothing(Set.of(Call.OPEN_TASKS));
        world.place(project, Placement.LIST);

        world.untilQuiet();

        assertThat(theirs.deleted).isFalse();

        answersAgain(world);
        looks(world);
        assertThat(theirs.deleted).isFalse();
        assertThat(card.deleted).isTrue();
    }

    /** What somebody has put into a closed list no answer shows. */
    @ParameterizedTest
    @MethodSource("natures")
    void no_list_is_deleted_that_is_not_among_the_open_ones(Nature nature) {
        World world = new World(nature);
        EntityRef project = world.project("Empty");
        world.place(project, Placement.LIST);
        world.untilQuiet();
        world.fullAfterSettle();
        EntityRef list = EntityRef.list(project.id());
        String id = world.link(list).object().list();
        world.remote.archive(id, false);
        Card theirs = world.phone.add(id, "Theirs");
        world.remote.answersNothing(
                Stream.concat(Stream.of(Call.LISTS), SEARCHES.stream()).toList());
        world.delete(project);

        world.untilQuiet();

        assertThat(theirs.deleted).isFalse();
        assertThat(world.work.reason(list)).contains("does not show it among the open lists");

        answersAgain(world);
        world.remote.unarchive(id);
        looks(world);
        assertThat(theirs.deleted).isFalse();
        assertThat(world.conflicts.of(list)).hasSize(1);
    }

    @Test
    void what_is_nowhere_is_not_made_again_while_nothing_at_all_is_found() {
        World world = new World();
        world.cards(1);
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        world.project("Made");
        world.cycle();
        world.remote.answersNothing(SEARCHES);
        world.remote.withoutContent(
                world.remote.allLists().stream().map(each -> each.id()).toList());

        looks(world);
        answersAgain(world);
        looks(world);

        assertThat(world.remote.titles()).containsOnlyOnce("Made");
    }

    @Test
    void a_limit_met_while_it_is_asked_whether_the_service_is_away_is_told_as_a_limit() {
        World world = new World(Nature.TICKTICK);
        List<EntityRef> cards = world.cards(8);
        world.untilQuiet();
        cards.forEach(card -> world.rename(card, "Renamed " + card.id()));
        for (int call = 0; call < 8; call++) {
            world.remote.next(Call.FIND, Fault.LOST_REQUEST);
            world.remote.next(Call.OPEN_TASKS, Fault.LOST_REQUEST);
        }
        world.remote.next(Call.LISTS, Fault.RATE_LIMITED);
        world.cycle();
        assertThat(world.runner.status().state()).isEqualTo(ConnectorCondition.RATE_LIMITED);
    }

    /** A task that no list shows, as it is abandoned, beside one that is open. */
    private static EntityRef abandoned(World world) {
        EntityRef task = world.task(listWithTask(world), "Abandoned");
        world.untilQuiet();
        world.status(task, TaskStatus.ABANDONED);
        world.untilQuiet();
        world.fullAfterSettle();
        return task;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_no_look_finds_is_deleted_there_once_looks_find_anything(boolean whole) {
        World world = new World();
        EntityRef task = abandoned(world);
        world.remote.answersNothing(EnumSet.of(Call.FIND));
        world.delete(task);
        looks(world, whole);
        assertThat(world.work.reason(task)).contains("found none of the tasks that Devledger asked for");

        answersAgain(world);
        looks(world);

        assertThat(world.remote.titles()).containsExactly("Task");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void restored_it_is_not_made_a_second_time(boolean whole) {
        World world = new World();
        EntityRef task = abandoned(world);
        world.remote.answersNothing(EnumSet.of(Call.FIND));
        world.delete(task);
        looks(world, whole);

        answersAgain(world);
        world.restore(task);
        world.rename(task, "Restored");
        looks(world);

        assertThat(world.remote.titles()).containsExactly("Restored", "Task");
    }

    @Test
    void so_it_is_where_the_delete_had_no_answer() {
        World world = new World();
        EntityRef task = abandoned(world);
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST);
        world.delete(task);
        world.cycle();
        world.remote.answersNothing(EnumSet.of(Call.FIND));
        world.restore(task);
        looks(world);

        answersAgain(world);
        looks(world);

        assertThat(world.remote.titles()).containsOnlyOnce("Abandoned");
    }

    @Test
    void what_was_let_go_and_is_wanted_again_is_not_made_a_second_time() {
        World world = new World();
        EntityRef project = world.cards(2).getFirst();
        String name = world.projectView(project).name();
        world.status(project, ProjectStatus.ABANDONED);
        world.untilQuiet();
        world.place(project, Placement.NONE);
        world.untilQuiet();
        world.remote.answersNothing(EnumSet.of(Call.FIND));
        world.place(project, Placement.CARD);
        looks(world);

        answersAgain(world);
        looks(world);

        assertThat(world.remote.titles()).containsOnlyOnce(name);
    }

    @Test
    void what_is_nowhere_is_let_go_where_looks_find_what_a_list_shows() {
        World world = new World();
        EntityRef task = abandoned(world);
        world.remote.live().forEach(card -> {
            card.deleted = true;
            card.list = "emptied trash";
        });
        world.delete(task);
        looks(world);
        assertThat(world.work.reason(task)).contains("add a task to a list that is synced");

        world.phone.add(world.remote.allLists().getFirst().id(), "Added");
        looks(world);

        assertThat(world.work.marked()).isEmpty();
    }

    /** One by one, or all at once. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30})
    void no_list_is_deleted_with_what_somebody_has_finished_in_it(int tasks) {
        World world = new World();
        EntityRef project = listWithoutTasks(world);
        for (int number = 0; number < tasks; number++) {
            world.task(project, "Task " + number);
        }
        world.untilQuiet();
        world.fullAfterSettle();
        String list = world.link(EntityRef.list(project.id())).object().list();
        world.remote.answersNothing(EnumSet.of(Call.FINISHED_TASKS));
        Card theirs = world.phone.add(list, "Theirs");
        world.phone.complete(theirs);

        world.delete(project);
        world.untilQuiet();
        looks(world);

        assertThat(theirs.deleted).isFalse();
        assertThat(world.remote.allLists()).extracting(RemoteList::id).contains(list);
    }
}
