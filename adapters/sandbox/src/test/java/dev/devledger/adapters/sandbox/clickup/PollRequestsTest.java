package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.ClickUpConnector;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.local.LinkedTaskTranslator;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What polls cost: cycles of the sync, as they are, on the sandbox over real HTTP, and a clock that moves. */
@Tag("long")
class PollRequestsTest extends OnClickUp {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LISTS = 20;
    private static final int MOST = 4;

    private final World world = new World(
            new World.Kind(true, ConflictPolicy.REMOTE, MINUTE, ConnectorMode.SANDBOX, Sabotage.NONE, Nature.CLICKUP));
    private List<EntityRef> projects = List.of();

    /** A poll a minute, until all is there and nothing is told any more. */
    private void inStep(String scope) {
        world.runner = world.newRunner(
                ClickUpOnSandboxTest.connector(world.account, null, scope, null, () -> world.clock.instant())
                        .knowing(words -> new LinkedTaskTranslator(words, world.book, world.tree, world.account)));
        follow();
        projects = IntStream.range(0, LISTS)
                .mapToObj(each -> world.project("Project " + each, ProjectStatus.ACTIVE, Placement.LIST, ""))
                .toList();
        projects.forEach(project ->
                world.task(project, "Task of " + world.projectView(project).name()));
        polls(20);
        assertThat(world.work.pending(world.account)).isZero();
    }

    private void follow() {
        stopAt(world.clock.instant().toString());
    }

    /** What each of so many asked for. */
    private List<List<String>> polls(int count) {
        List<Integer> totals = new ArrayList<>(List.of(total()));
        for (int i = 0; i < count; i++) {
            world.clock.forward(MINUTE);
            follow();
            world.cycle();
            totals.add(total());
        }
        List<String> all = journal().toList();
        int unseen = totals.getLast() - all.size();
        return IntStream.range(0, count)
                .mapToObj(i -> all.subList(totals.get(i) - unseen, totals.get(i + 1) - unseen))
                .toList();
    }

    private static long count(List<List<String>> polls, String what) {
        return polls.stream()
                .flatMap(List::stream)
                .filter(each -> each.startsWith(what))
                .count();
    }

    private int total() {
        return control.get("").json().path("total").asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder:Dev Projects", "space:Team Space"})
    void a_quiet_poll_is_four_requests_at_most_whatever_falls_due_with_it(String scope) {
        inStep(scope);
        world.clock.forward(
                Duration.ofHours(6)); // each list is to be read, each task's comments, and whose account it is
        List<List<String>> sweep = polls(2);

        List<List<String>> quiet = polls(LISTS * MOST);

        assertThat(quiet).allSatisfy(asked -> assertThat(asked).hasSizeLessThanOrEqualTo(MOST));
        assertThat(quiet.stream().flatMap(List::stream)).allMatch(asked -> asked.startsWith("GET "));
        Set<String> commented = Stream.concat(sweep.stream(), quiet.stream())
                .flatMap(List::stream)
                .filter(asked -> asked.endsWith("/comment"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(commented).as("the comments of each").hasSize(LISTS);
        assertThat(quiet.stream().flatMap(List::stream).filter(Set.of("GET /user", "GET /team")::contains))
                .as("by turns, each quarter of an hour or a little later")
                .hasSizeBetween(3, 6);
    }

    @Test
    void what_was_sent_is_told_a_few_times_and_not_with_each_poll_for_five_minutes() {
        inStep("folder:Dev Projects");
        polls(12);
        for (int i = 0; i < 290; i++) {
            world.task(projects.get(i % LISTS), "Exported " + i);
        }
        polls(1);
        assertThat(world.work.pending(world.account)).isZero();

        List<List<String>> after = polls(20);

        long pages = count(after, "GET /team/" + TEAM + "/task");
        assertThat(pages)
                .as("three more with the next poll, and with one or two that go far back; of archived tasks every"
                        + " other time")
                .isLessThanOrEqualTo(20 + 10 + 3 * 3);
        assertThat(after.stream().flatMap(List::stream))
                .as("nothing is looked at one by one")
                .noneMatch(asked -> asked.startsWith("GET /task/") && !asked.endsWith("/comment"));
    }

    /** ClickUp may show a change late: as if it had been made then, and nobody had seen it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void what_turns_up_minutes_late_is_told_all_the_same(int minutes) {
        inStep("folder:Dev Projects");
        String task = clickup.get("/team/" + TEAM + "/task")
                .all("tasks")
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        polls(7);
        Instant now = world.clock.instant();
        stopAt(now.minus(Duration.ofMinutes(minutes)).minusSeconds(55).toString());
        clickup.put("/task/" + task, "{'name': 'Written late'}");
        follow();

        polls(11);

        assertThat(projects.stream().flatMap(project -> world.tasksIn(project).stream()))
                .extracting(each -> world.taskView(each).title())
                .containsOnlyOnce("Written late");
    }

    private ClickUpConnector anotherProcess(Duration ahead) {
        return ClickUpOnSandboxTest.connector(world.account, null, "space:Team Space", null, () -> world.clock
                .instant()
                .plus(ahead));
    }

    private static FeedAnswer changes(ClickUpConnector process, @Nullable String cursor) {
        return ((Ok<FeedAnswer>) process.tasks().changes(cursor)).value();
    }

    /** All that is told from there on, with the cursor behind it. */
    private static String told(ClickUpConnector process, String cursor, List<String> titles) {
        FeedAnswer changes = changes(process, cursor);
        changes.seen().tasks().forEach(task -> titles.add(task.content().title()));
        return changes.more() ? told(process, changes.cursor(), titles) : changes.cursor();
    }

    /** A process that has just begun knows no other time than its own until ClickUp has answered it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 50, 3_600, 7 * 3_600})
    void a_clock_that_is_ahead_leaves_nothing_out(long seconds) {
        follow();
        ClickUpConnector first = anotherProcess(Duration.ofSeconds(seconds));
        String begun = changes(first, null).cursor();
        world.clock.forward(MINUTE);
        follow();
        task("Made after the first look");
        world.clock.forward(MINUTE);
        follow();
        List<String> titles = new ArrayList<>();
        String next = told(first, begun, titles);
        assertThat(titles).contains("Made after the first look");

        String cursor = told(anotherProcess(Duration.ofSeconds(seconds)), next, titles);
        world.clock.forward(MINUTE);
        follow();
        task("Made after the next process had begun");
        world.clock.forward(MINUTE);
        follow();
        told(anotherProcess(Duration.ZERO), cursor, titles);
        assertThat(titles).contains("Made after the next process had begun");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /user", "GET /team$"})
    void that_the_account_is_refused_for_a_while_says_nothing_of_where_the_feed_goes_on(String path) {
        follow();
        String begun = changes(anotherProcess(Duration.ZERO), null).cursor();
        ClickUpConnector process = anotherProcess(Duration.ZERO);
        control.post("", "{'fault': 'not-granted', 'times': 1, 'path': '" + path + "'}");
        assertThat(process.tasks().changes(begun)).isInstanceOf(RemoteAnswer.Unknown.class);
        task("Made meanwhile");
        List<String> titles = new ArrayList<>();
        told(process, begun, titles);
        assertThat(titles).contains("Made meanwhile");
    }

    @Test
    void who_is_in_the_workspace_is_asked_for_with_each_other_poll_where_polls_are_rare() {
        follow();
        ClickUpConnector process = anotherProcess(Duration.ZERO);
        String cursor = changes(process, null).cursor();
        for (int poll = 0; poll < 6; poll++) {
            int before = total();
            world.clock.forward(Duration.ofHours(2));
            follow();
            cursor = told(process, cursor, new ArrayList<>());
            assertThat(journal().skip(Math.max(0, journal().count() - (total() - before))))
                    .filteredOn(Set.of("GET /user", "GET /team")::contains)
                    .hasSize(poll % 2);
        }
    }

    @Test
    void after_five_minutes_of_500s_everything_is_there_once_and_nobody_was_asked_more_than_the_limit_lets_through() {
        inStep("folder:Dev Projects");
        EntityRef project = projects.getFirst();
        EntityRef renamed = world.tasksIn(project).getFirst();
        control.post("", "{'fault': 'error-500', 'times': 1000000, 'path': '.'}");
        world.rename(renamed, "Renamed meanwhile");
        for (int i = 0; i < 10; i++) {
            world.task(project, "New meanwhile " + i);
        }
        List<List<String>> away = polls(5);
        SyncStatus status = world.runner.status();
        assertThat(status.state()).isEqualTo(ConnectorCondition.UNREACHABLE);
        assertThat(status.message()).isEqualTo("ClickUp answered APP_000 (Internal Server Error)");
        assertThat(status.pending()).isEqualTo(11);
        assertThat(away).allSatisfy(asked -> assertThat(asked).hasSizeLessThanOrEqualTo(3 * MOST));

        control.delete("");
        polls(5);

        assertThat(world.runner.status().state()).isEqualTo(ConnectorCondition.IDLE);
        String there = ((SyncLink.Linked) world.link(EntityRef.list(project.id())))
                .remote()
                .list();
        assertThat(clickup.get("/list/" + there + "/task").names())
                .hasSize(11)
                .doesNotHaveDuplicates()
                .contains("Renamed meanwhile", "New meanwhile 0", "New meanwhile 9");
    }

    /** What a change takes that is sent at once, as ids are of no interest. */
    private List<String> edited(Runnable edit) {
        polls(3);
        edit.run();
        int before = total();
        world.clock.forward(Duration.ofSeconds(1));
        follow();
        world.cycle();
        List<String> all = journal().toList();
        return all.subList(all.size() - (total() - before), all.size()).stream()
                .map(asked -> asked.replaceFirst("/checklist/[^/]+/checklist_item(/[^/]+)?", "/item")
                        .replaceFirst("/[^ ]*/home_list/.*", "/home_list")
                        .replaceFirst("/(task|list)/[^/]+", "/$1"))
                .toList();
    }

    private void edit(
            EntityRef task,
            @Nullable List<String> tags,
            @Nullable List<ChecklistItem> items,
            @Nullable String stage,
            EntityRef... waitsFor) {
        Patch<TaskDetails> edit = Patch.<TaskDetails>none()
                .with(TaskDetails.TAGS, tags == null ? null : new SetTo<>(new TreeSet<>(tags)))
                .with(TaskDetails.CHECKLIST, items == null ? null : new SetTo<>(items))
                .with(TaskDetails.STAGE, stage == null ? null : new SetTo<>(stage))
                .with(
                        TaskDetails.BLOCKED_BY,
                        waitsFor.length == 0
                                ? null
                                : new SetTo<>(Stream.of(waitsFor)
                                        .map(each -> new TaskId(each.id()))
                                        .collect(Collectors.toCollection(
                                                () -> new TreeSet<>(Comparator.comparing(TaskId::value))))));
        world.send(new TaskCommand.Edit(new TaskId(task.id()), edit, null, world.clock.instant()));
    }

    private void tag(EntityRef task, String... tags) {
        edit(task, List.of(tags), null, null);
    }

    private static ChecklistItem item(int number, String title, boolean done) {
        return new ChecklistItem(new UUID(0, number), title, done);
    }

    private void items(EntityRef task, ChecklistItem... items) {
        edit(task, null, List.of(items), null);
    }

    @Test
    void an_edit_is_the_requests_of_its_script_and_one_look() {
        inStep("folder:Dev Projects");
        EntityRef task = world.tasksIn(projects.getFirst()).getFirst();

        assertThat(edited(() -> world.rename(task, "Renamed"))).containsExactly("GET /task", "PUT /task");
        assertThat(edited(() -> tag(task, "one"))).containsExactly("POST /task/tag/one", "GET /task");
        assertThat(edited(() -> tag(task, "two", "three")))
                .containsExactly("DELETE /task/tag/one", "POST /task/tag/three", "POST /task/tag/two", "GET /task");
        assertThat(edited(() -> {
                    world.rename(task, "Renamed again");
                    tag(task, "two");
                }))
                .containsExactly("GET /task", "DELETE /task/tag/three", "PUT /task");
        assertThat(edited(() -> tag(task, "a", "b", "c", "d", "e", "f")))
                .containsExactly(
                        "DELETE /task/tag/two",
                        "POST /task/tag/a",
                        "POST /task/tag/b",
                        "POST /task/tag/c",
                        "POST /task/tag/d",
                        "POST /task/tag/e",
                        "POST /task/tag/f",
                        "GET /task");
        assertThat(edited(() -> edit(
                        task,
                        null,
                        null,
                        null,
                        world.tasksIn(projects.get(1)).getFirst(),
                        world.tasksIn(projects.get(2)).getFirst())))
                .containsExactly("POST /task/dependency", "POST /task/dependency", "GET /task");
    }

    @Test
    void the_first_status_of_a_list_takes_one_look_too() {
        inStep("folder:Dev Projects");
        EntityRef first = world.tasksIn(projects.getFirst()).getFirst();
        EntityRef second = world.tasksIn(projects.get(1)).getFirst();

        assertThat(edited(() -> world.status(first, TaskStatus.COMPLETED))).containsExactly("GET /task", "PUT /task");
        assertThat(edited(() -> edit(second, null, null, "in review"))).containsExactly("GET /task", "PUT /task");
    }

    /** Then they are asked for, and kept for a quarter of an hour. */
    @Test
    void where_no_answer_about_many_lists_tells_their_statuses_the_first_one_takes_a_look_at_its_list() {
        habit("listStatuses", "left-out");
        inStep("folder:Dev Projects");
        habit("listStatuses", "left-out");
        EntityRef task = world.tasksIn(projects.getFirst()).getFirst();
        world.clock.forward(Duration.ofMinutes(16)); // what the answer to its making has told is forgotten

        assertThat(edited(() -> world.status(task, TaskStatus.COMPLETED)))
                .containsExactly("GET /task", "GET /list", "PUT /task");
        assertThat(edited(() -> world.status(task, TaskStatus.OPEN))).containsExactly("GET /task", "PUT /task");
    }

    /** Its id and those of its items a look tells; what was done the answer to each item tells, but to a removal. */
    @Test
    void a_checklist_takes_one_look_and_two_where_items_only_go() {
        inStep("folder:Dev Projects");
        EntityRef task = world.tasksIn(projects.getFirst()).getFirst();

        assertThat(edited(() -> items(task, item(1, "one", true), item(2, "two", false))))
                .containsExactly("GET /task", "POST /task/checklist", "POST /item", "PUT /item", "POST /item");
        assertThat(edited(() -> items(task, item(2, "two", true), item(1, "one", true), item(3, "three", false))))
                .as("in another order, so that the items take other titles")
                .containsExactly("GET /task", "PUT /item", "PUT /item", "POST /item");
        assertThat(edited(() -> items(task, item(1, "1", true), item(3, "three", false))))
                .as("what goes is first")
                .containsExactly("GET /task", "DELETE /item", "PUT /item");
        assertThat(edited(() -> items(task, item(3, "three", false))))
                .containsExactly("GET /task", "DELETE /item", "GET /task");
        assertThat(edited(() -> edit(task, List.of("one"), List.of(item(3, "3", false)), null)))
                .as("one look tells of the tag, and what the checklist is")
                .containsExactly("POST /task/tag/one", "GET /task", "PUT /item");
        assertThat(edited(() -> {
                    world.rename(task, "Renamed");
                    edit(task, List.of(), List.of(), null);
                }))
                .as("the last answer tells of all")
                .containsExactly("GET /task", "DELETE /task/tag/one", "DELETE /item", "PUT /task");
    }

    /** Whether somebody has moved it elsewhere only a look tells; what became of it the answer, where that is the task. */
    @Test
    void a_move_takes_one_look_and_two_where_its_answer_is_empty() {
        inStep("folder:Dev Projects");
        EntityRef task = world.tasksIn(projects.getFirst()).getFirst();

        assertThat(edited(() -> world.move(task, projects.get(1), null)))
                .containsExactly("GET /task", "PUT /home_list");
        assertThat(edited(() -> {
                    world.move(task, projects.get(2), null);
                    world.rename(task, "Moved and renamed");
                }))
                .containsExactly("GET /task", "PUT /home_list", "PUT /task");
        habit("moveReply", "empty");
        assertThat(edited(() -> world.move(task, projects.get(3), null)))
                .containsExactly("GET /task", "PUT /home_list", "GET /task");
    }

    @Test
    void a_subtask_that_may_not_be_moved_goes_to_the_top_of_its_list_first() {
        inStep("folder:Dev Projects");
        EntityRef task = world.tasksIn(projects.getFirst()).getFirst();
        EntityRef below = world.task(projects.getFirst(), "Below");
        world.move(below, projects.getFirst(), task);
        polls(2);
        habit("subtaskMove", "refused");

        assertThat(edited(() -> world.move(below, projects.get(1), null)))
                .containsExactly("GET /task", "PUT /home_list", "PUT /task", "PUT /home_list");
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(clickup.get("/team/" + TEAM + "/task?subtasks=true").all("tasks"))
                .filteredOn(each -> each.path("name").asString("").equals("Below"))
                .extracting(each -> each.at("/list/name").asString())
                .containsExactly("Project 1");
    }

    /** That it would not be below itself its list tells, and what it is by now, all at one moment. */
    @Test
    void a_new_parent_takes_one_look_at_the_list() {
        inStep("folder:Dev Projects");
        EntityRef task = world.tasksIn(projects.getFirst()).getFirst();
        EntityRef above = world.task(projects.getFirst(), "Above");
        polls(1);

        assertThat(edited(() -> world.move(task, projects.getFirst(), above)))
                .containsExactly("GET /list/task", "PUT /task");
        assertThat(edited(() -> world.move(task, projects.getFirst(), null)))
                .as("the top of its list is below nothing")
                .containsExactly("GET /task", "PUT /task");
    }

    /** They are two changes there, and what is above it in that list is seen when it is in it. */
    @Test
    void a_move_below_a_task_of_another_list_takes_a_look_for_each() {
        inStep("folder:Dev Projects");
        EntityRef task = world.tasksIn(projects.getFirst()).getFirst();
        EntityRef above = world.tasksIn(projects.get(1)).getFirst();

        assertThat(edited(() -> world.move(task, projects.get(1), above)))
                .containsExactly("GET /task", "PUT /home_list", "GET /list/task", "PUT /task");
    }
}
