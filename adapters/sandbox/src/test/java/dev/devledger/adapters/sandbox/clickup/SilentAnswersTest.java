package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.ClickUpConnector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.WholeReads;
import dev.devledger.application.sync.local.LinkedTaskTranslator;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What ClickUp passes over without a word, and what it does not show, costs nobody an edit: cycles as they are, over real HTTP. */
@Tag("long")
class SilentAnswersTest extends OnClickUp {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String CREATE = "^POST /list/[^/]+/task$";
    private static final String READ = "^GET ";

    private final World world = new World(
            new World.Kind(true, ConflictPolicy.REMOTE, MINUTE, ConnectorMode.SANDBOX, Sabotage.NONE, Nature.CLICKUP));
    private final ConnectorMemory memory = ConnectorMemory.ofThisProcess();
    private ClickUpConnector connector = connected();
    private EntityRef project = EntityRef.project(new UUID(0, 0));

    /** A field in the words of ClickUp, with what it is at first and later. */
    enum Said {
        NAME("name", "name"),
        TEXT("markdown_content", "markdown_description"),
        PRIORITY("priority", "priority"),
        TAGS("tags", "tags"),
        START("start_date", "start_date"),
        DUE("due_date", "due_date"),
        ESTIMATE("time_estimate", "time_estimate"),
        STAGE("status", "status"),
        CHECKLIST("", "checklists");

        final String sent;
        final String shown;

        Said(String sent, String shown) {
            this.sent = sent;
            this.shown = shown;
        }
    }

    @BeforeEach
    void inStep() {
        starts();
        follow();
        project = world.project("Silent", ProjectStatus.ACTIVE, Placement.LIST, "");
        polls(3);
    }

    private ClickUpConnector connected() {
        return ClickUpOnSandboxTest.connector(
                        world.account, null, "folder:Dev Projects", null, memory, () -> world.clock.instant())
                .knowing(words -> new LinkedTaskTranslator(words, world.book, world.tree, world.account));
    }

    /** Devledger, again. */
    private void starts() {
        connector = connected();
        world.runner = world.newRunner(connector);
    }

    private void follow() {
        stopAt(world.clock.instant().toString());
    }

    private void polls(int count) {
        for (int i = 0; i < count; i++) {
            world.clock.forward(MINUTE);
            follow();
            world.cycle();
        }
    }

    private void fault(String fault, String field, String path, int times) {
        control.post(
                "",
                "{'fault': '%s', 'field': '%s', 'path': '%s', 'times': %d}"
                        .formatted(fault, field, path.replace("\\", "\\\\"), times));
    }

    private static Patch<TaskDetails> edit(
            String title, String text, Priority priority, List<String> tags, int day, int minutes, List<String> items) {
        return Patch.of(TaskDetails.TITLE, title)
                .set(TaskDetails.DESCRIPTION, text)
                .set(TaskDetails.PRIORITY, priority)
                .set(TaskDetails.TAGS, new TreeSet<>(tags))
                .set(TaskDetails.START_DATE, new When.Day(LocalDate.of(2026, 4, day)))
                .set(TaskDetails.DUE_DATE, new When.Day(LocalDate.of(2026, 5, day)))
                .set(
                        TaskDetails.CHECKLIST,
                        items.stream()
                                .map(each -> new ChecklistItem(new UUID(9, each.hashCode()), each, false))
                                .toList())
                .set(TaskDetails.STAGE, day == 1 ? "in review" : "in progress")
                .set(TaskDetails.ESTIMATE_MINUTES, minutes);
    }

    private static final Patch<TaskDetails> FIRST =
            edit("A task", "born with a *text*", Priority.HIGH, List.of("one"), 1, 30, List.of("a", "b"));
    private static final Patch<TaskDetails> SECOND =
            edit("Another", "and *another*", Priority.LOW, List.of("two"), 2, 45, List.of("a", "c"));

    private void edit(EntityRef task, Patch<TaskDetails> edit) {
        world.send(new TaskCommand.Edit(new TaskId(task.id()), edit, null, world.clock.instant()));
    }

    private EntityRef task() {
        EntityRef task = world.task(project, "A task");
        edit(task, FIRST);
        return task;
    }

    private SyncLink.Linked link(EntityRef entity) {
        EntityRef linked = entity.kind() == EntityRef.Kind.PROJECT ? EntityRef.list(entity.id()) : entity;
        return (SyncLink.Linked) Objects.requireNonNull(
                world.book.findAll(world.account, List.of(linked)).get(linked));
    }

    private @Nullable CanonicalContent there(EntityRef task) {
        return connector.tasks().find(link(task).remote()) instanceof Ok<LookupResult>(LookupResult.Found(var found))
                ? connector
                        .words()
                        .compared(EntityRef.Kind.TASK, found.filled(link(task).base()))
                : null;
    }

    /** No poll changes anything here, and nobody is asked. */
    private void nothingIsLost(EntityRef task, CanonicalContent meant, int polls) {
        for (int i = 0; i < polls; i++) {
            polls(1);
            assertThat(CanonicalChanges.between(meant, world.content(task)).fields())
                    .as("changed here by poll " + i)
                    .isEmpty();
            assertThat(world.conflicts.open(world.account)).isZero();
        }
    }

    /** Both sides hold it in the end. */
    private void inStepAgain(EntityRef task, CanonicalContent meant) {
        control.delete("");
        control.post("/account", "{'limit': 100000}");
        follow();
        nothingIsLost(task, meant, 12);
        CanonicalContent there = Objects.requireNonNull(there(task));
        CanonicalContent here = world.content(task);
        assertThat(CanonicalChanges.between(there, here).fields())
                .as("whose parent is the list there, and whose days have a zone here")
                .isSubsetOf(Field.DATES, Field.PARENT);
        assertThat(List.of(there.startDate(), there.dueDate())).isEqualTo(List.of(here.startDate(), here.dueDate()));
        assertThat(world.work.pending(world.account)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NAME", "CHECKLIST"})
    void a_field_that_is_ignored_at_the_create_is_added(Said field) {
        fault("ignore-field", field.sent, CREATE, 1);
        EntityRef task = task();
        CanonicalContent meant = world.content(task);
        nothingIsLost(task, meant, 3);
        inStepAgain(task, meant);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHECKLIST")
    void a_field_that_is_ignored_at_a_change_is_sent_again(Said field) {
        EntityRef task = task();
        polls(3);
        if (field == Said.TAGS) fault("ignored", "", "/tag/", 2);
        else fault("ignore-field", field.sent, "^PUT /task/", 1);
        edit(task, SECOND);
        CanonicalContent meant = world.content(task);
        nothingIsLost(task, meant, 3);
        inStepAgain(task, meant);
    }

    @ParameterizedTest
    @EnumSource
    void a_field_that_no_answer_to_a_write_shows_is_looked_at(Said field) {
        fault("silent-field", field.shown, "^(POST|PUT|DELETE) ", 1000);
        EntityRef task = task();
        CanonicalContent first = world.content(task);
        nothingIsLost(task, first, 3);
        edit(task, SECOND);
        CanonicalContent second = world.content(task);
        nothingIsLost(task, second, 3);
        assertThat(world.work.pending(world.account)).isZero();
        inStepAgain(task, second);
    }

    @ParameterizedTest
    @EnumSource
    void a_field_that_no_read_shows_is_as_both_sides_agreed(Said field) {
        EntityRef task = task();
        CanonicalContent first = world.content(task);
        polls(3);
        fault("silent-field", field.shown, READ, 1000);
        clickup.put("/task/" + link(task).remote().id(), "{'points': 3}");
        nothingIsLost(task, first, 3);
        world.clock.forward(Duration.ofHours(7)); // each list is read as a whole
        nothingIsLost(task, first, 3);
        edit(task, SECOND);
        nothingIsLost(task, world.content(task), 3);
        inStepAgain(task, world.content(task));
    }

    @ParameterizedTest
    @EnumSource
    void what_no_answer_at_all_shows_is_lost_nowhere(Said field) {
        fault("silent-field", field.shown, "/task", 10_000);
        EntityRef task = task();
        CanonicalContent first = world.content(task);
        nothingIsLost(task, first, 4);
        if (field != Said.TAGS) { // of a set that nobody has ever seen nobody knows whose the members are
            edit(task, SECOND);
        }
        CanonicalContent second = world.content(task);
        nothingIsLost(task, second, 4);
        inStepAgain(task, second);
    }

    @Test
    void a_deletion_that_is_passed_over_is_told_and_sent_again() {
        EntityRef task = task();
        polls(3);
        String there = link(task).remote().id();
        control.post("", "{'fault': 'ignored', 'path': '^DELETE /task/[^/]+$', 'times': 1}");
        world.delete(task);
        polls(1);
        assertThat(read(there).path("id").asString()).isEqualTo(there);
        assertThat(world.work.reason(task)).contains("reported that it was deleted, and still shows it");
        polls(4);
        assertThat(clickup.get("/task/" + there).status()).isEqualTo(404);
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void a_task_that_is_not_closed_though_it_was_said_stays_closed_here() {
        EntityRef task = task();
        polls(3);
        fault("ignore-field", "status", "^PUT /task/", 1);
        world.status(task, TaskStatus.COMPLETED);
        CanonicalContent meant = world.content(task);
        nothingIsLost(task, meant, 3);
        inStepAgain(task, meant);
    }

    @Test
    void a_folder_that_does_not_show_its_lists_is_asked_for_them() {
        ClickUpConnector all = ClickUpOnSandboxTest.connector(
                world.account, null, "space:" + space, null, memory, () -> world.clock.instant());
        RemoteAnswer<List<RemoteList>> before = new WholeReads(all.tasks()).lists();
        control.post("", "{'fault': 'silent-field', 'field': 'lists', 'path': '/space/[^/]+/folder', 'times': 10}");
        assertThat(new WholeReads(all.tasks()).lists()).isEqualTo(before);
        assertThat(((Ok<List<RemoteList>>) before).value())
                .extracting(RemoteList::id)
                .contains(link(project).remote().id());
    }

    @Test
    void a_task_that_does_not_say_its_list_is_not_missing_there() {
        EntityRef task = task();
        polls(3);
        control.post("", "{'fault': 'silent-field', 'field': 'list', 'path': '^GET /list/[^/]+/task', 'times': 1}");
        assertThat(new WholeReads(connector.tasks())
                        .openTasks(link(task).remote().list()))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void a_checklist_is_known_by_its_items_whatever_it_is_called() {
        EntityRef task = task();
        CanonicalContent meant = world.content(task);
        polls(3);
        String list = read(link(task).remote().id()).at("/checklists/0/id").asString();
        clickup.put("/checklist/" + list, "{'name': 'Steps'}");
        nothingIsLost(task, meant, 3);
        edit(task, SECOND);
        inStepAgain(task, world.content(task));
        assertThat(read(link(task).remote().id()).path("checklists")).hasSize(1);
    }

    /** It is known by its id, also where nothing else of it stays as it was, or one of its first name stands beside it. */
    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void a_checklist_of_another_name_and_other_items_is_the_same(boolean isReplaced, boolean hasNeighbour) {
        EntityRef task = task();
        polls(3);
        String there = link(task).remote().id();
        String list = read(there).at("/checklists/0/id").asString();
        if (!isReplaced) { // emptied once, so that no item tells which one it is
            edit(task, items(List.of()));
            polls(3);
        }
        clickup.put("/checklist/" + list, "{'name': 'Steps'}");
        if (hasNeighbour) {
            checklist(there, "of ClickUp alone");
        }
        if (isReplaced) {
            replace(there, list, "new");
        } else {
            starts();
            nothingIsLost(task, world.content(task), 2);
            edit(task, items(List.of("new")));
        }
        polls(4);
        assertThat(world.content(task).checklist())
                .extracting(CanonicalContent.ChecklistEntry::title)
                .containsExactly("new");
        edit(task, items(List.of("new", "newer")));
        nothingIsLost(task, world.content(task), 4);
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(titles(there, list)).containsExactly("new", "newer");
        assertThat(read(there).path("checklists")).hasSize(hasNeighbour ? 2 : 1);
    }

    /** One that is deleted has no items; one of its name that somebody makes is the next one, and is known by its own id. */
    @Test
    void in_the_place_of_a_checklist_that_is_deleted_the_next_one_of_its_name_is_taken() {
        EntityRef task = task();
        polls(3);
        String there = link(task).remote().id();
        clickup.delete("/checklist/" + read(there).at("/checklists/0/id").asString());
        polls(3);
        assertThat(world.content(task).checklist()).isEmpty();
        String next = checklist(there, "next");
        polls(3);
        clickup.put("/checklist/" + next, "{'name': 'Steps'}");
        replace(there, next, "last");
        polls(3);
        assertThat(world.content(task).checklist())
                .extracting(CanonicalContent.ChecklistEntry::title)
                .containsExactly("last");
    }

    private static Patch<TaskDetails> items(List<String> items) {
        return edit("A task", "born with a *text*", Priority.HIGH, List.of("one"), 1, 30, items);
    }

    private String checklist(String task, String item) {
        String id = clickup.post("/task/" + task + "/checklist", "{'name': 'Checklist'}")
                .at("/checklist/id")
                .asString();
        clickup.post("/checklist/" + id + "/checklist_item", "{'name': '" + item + "'}");
        return id;
    }

    private JsonNode checklist(JsonNode task, String id) {
        return task.path("checklists")
                .valueStream()
                .filter(each -> each.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> titles(String task, String list) {
        return checklist(read(task), list)
                .path("items")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }

    private void replace(String task, String list, String item) {
        checklist(read(task), list)
                .path("items")
                .valueStream()
                .forEach(each -> clickup.delete("/checklist/" + list + "/checklist_item/"
                        + each.path("id").asString()));
        clickup.post("/checklist/" + list + "/checklist_item", "{'name': '" + item + "'}");
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, Europe/Berlin, answered", "America/New_York, Europe/Berlin, left-out",
        "Asia/Tokyo, Europe/Berlin, answered", "Asia/Tokyo, Europe/Berlin, left-out",
        "Europe/Berlin, Asia/Tokyo, left-out", "Europe/Berlin, America/New_York, answered"
    })
    void a_day_stays_that_day_when_the_account_moves(String from, String to, String flags) {
        habit("timeFlags", flags);
        control.post("/users/183", "{'timezone': '" + from + "'}");
        world.clock.forward(Duration.ofHours(2));
        polls(20);
        EntityRef task = task();
        CanonicalContent meant = world.content(task);
        polls(3);
        control.post("/users/183", "{'timezone': '" + to + "'}");
        starts();
        nothingIsLost(task, meant, 3);
        world.clock.forward(Duration.ofHours(7));
        nothingIsLost(task, meant, 3);
        edit(task, SECOND);
        inStepAgain(task, world.content(task));
    }

    /** Beside a day that is kept the other one is a day as well, whichever of the two is changed in ClickUp. */
    @ParameterizedTest
    @CsvSource({"due_date, 2026-04-01, 2026-05-09", "start_date, 2026-04-09, 2026-05-01"})
    void a_day_stays_a_day_when_the_account_moves_and_the_other_one_is_changed(String field, String start, String due) {
        habit("timeFlags", "left-out");
        control.post("/users/183", "{'timezone': 'America/New_York'}");
        world.clock.forward(Duration.ofHours(2));
        polls(20);
        EntityRef task = task();
        polls(4);
        control.post("/users/183", "{'timezone': 'Europe/Berlin'}");
        starts();
        polls(3);
        LocalDate changed = LocalDate.parse(field.equals("due_date") ? due : start);
        long four = changed.atTime(4, 0)
                .atZone(ZoneId.of("Europe/Berlin"))
                .toInstant()
                .toEpochMilli();
        clickup.put(
                "/task/" + link(task).remote().id(), "{'" + field + "': " + four + ", '" + field + "_time': false}");
        polls(4);
        assertThat(world.content(task).startDate()).isEqualTo(new When.Day(LocalDate.parse(start)));
        assertThat(world.content(task).dueDate()).isEqualTo(new When.Day(LocalDate.parse(due)));
    }

    private String folderNamed(String name) {
        return clickup.get("/space/" + space + "/folder")
                .all("folders")
                .filter(each -> each.path("name").asString("").equals(name))
                .map(each -> each.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private List<String> folders() {
        return clickup.get("/space/" + space + "/folder")
                .all("folders")
                .map(each -> each.path("name").asString(""))
                .sorted()
                .toList();
    }

    @Test
    void the_folder_of_the_scope_is_known_by_its_id_over_a_restart() {
        String folder = folderNamed("Dev Projects");
        clickup.put("/folder/" + folder, "{'name': 'Engineering'}");
        starts();
        EntityRef another = world.project("Another", ProjectStatus.ACTIVE, Placement.LIST, "");
        polls(4);

        assertThat(folders()).contains("Engineering").doesNotContain("Dev Projects");
        assertThat(clickup.get("/folder/" + folder + "/list").all("lists"))
                .extracting(each -> each.path("id").asString())
                .contains(link(another).remote().id(), link(project).remote().id());
        clickup.post("/space/" + space + "/folder", "{'name': 'Dev Projects'}");
        starts();
        EntityRef third = world.project("Third", ProjectStatus.ACTIVE, Placement.LIST, "");
        polls(4);
        assertThat(clickup.get("/folder/" + folder + "/list").all("lists"))
                .as("of two the one that was known before")
                .extracting(each -> each.path("id").asString())
                .contains(link(third).remote().id());
    }

    /** An archived folder is not shown: its lists stay in it, and the next one waits until it is open again. */
    @Test
    void beside_a_folder_that_is_archived_no_second_one_is_made() {
        String folder = folderNamed("Dev Projects");
        clickup.put("/folder/" + folder, "{'archived': true}");
        starts();
        EntityRef another = world.project("Another", ProjectStatus.ACTIVE, Placement.LIST, "");
        polls(4);
        assertThat(folders()).doesNotContain("Dev Projects");
        assertThat(world.work.pending(world.account)).isPositive();
        assertThat(world.conflicts.open(world.account)).isZero();

        clickup.put("/folder/" + folder, "{'archived': false}");
        polls(4);
        assertThat(folders()).containsOnlyOnce("Dev Projects");
        assertThat(clickup.get("/folder/" + folder + "/list").all("lists"))
                .extracting(each -> each.path("id").asString())
                .contains(link(another).remote().id(), link(project).remote().id());
    }

    @Test
    void in_the_place_of_a_folder_that_is_deleted_another_one_is_made() {
        clickup.delete("/folder/" + folderNamed("Dev Projects"));
        starts();
        world.project("Another", ProjectStatus.ACTIVE, Placement.LIST, "");
        polls(4);
        assertThat(folders()).containsOnlyOnce("Dev Projects");
    }

    /** As the scope, and as the place of its folder. */
    @ParameterizedTest
    @CsvSource({"space:Renamed later,", "folder:Dev Projects, Renamed later"})
    void a_space_is_known_by_its_id_over_a_restart(String scope, String named) {
        clickup.put("/space/" + space, "{'name': 'Renamed later'}");
        RemoteAnswer<List<RemoteList>> before = lists(scope, named);
        clickup.put("/space/" + space, "{'name': 'Renamed'}");
        assertThat(before).isInstanceOf(Ok.class);
        assertThat(lists(scope, named)).isEqualTo(before);
        clickup.post("/team/" + TEAM + "/space", "{'name': 'Renamed later'}");
        assertThat(lists(scope, named))
                .as("of two the one that was known before")
                .isEqualTo(before);
    }

    private RemoteAnswer<List<RemoteList>> lists(String scope, @Nullable String named) {
        return new WholeReads(ClickUpOnSandboxTest.connector(
                                world.account, null, scope, named, memory, () -> world.clock.instant())
                        .tasks())
                .lists();
    }

    /** It is tried with each cycle and told meanwhile, and never more often. */
    @Test
    void a_field_that_is_ignored_for_ever_is_told_and_not_hammered() {
        EntityRef task = task();
        polls(3);
        fault("ignore-field", "priority", "^PUT /task/", 100_000);
        edit(task, SECOND);
        CanonicalContent meant = world.content(task);
        long before = journal().filter(call -> call.startsWith("PUT /task/")).count();
        nothingIsLost(task, meant, 20);
        assertThat(journal().filter(call -> call.startsWith("PUT /task/")).count() - before)
                .isBetween(2L, 20L);
        assertThat(world.work.reason(task)).contains("priority");
        inStepAgain(task, meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "content", "priority", "due_date"})
    void what_of_a_list_is_ignored_at_a_change_is_sent_again(String field) {
        fault("ignore-field", field, "^PUT /list/", 1);
        world.edit(project, LISTED);
        world.rename(project, "Said");
        CanonicalContent meant = world.content(project);
        nothingIsLost(project, meant, 6);
        JsonNode there = clickup.get("/list/" + link(project).remote().id()).json();
        assertThat(there.path("name").asString()).isEqualTo("Said");
        assertThat(there.path("content").asString()).isEqualTo("What it is about");
        assertThat(there.at("/priority/priority").asString()).isEqualTo("high");
        assertThat(there.path("due_date").isNull()).isFalse();
        assertThat(world.work.pending(world.account)).isZero();
    }

    /** Of a list, a checklist with its items, and a task that is moved: done, and what is answered says so badly or not at all. */
    @ParameterizedTest
    @CsvSource({
        "drop-answer, ^POST /folder/[^/]+/list$",
        "empty-answer, ^POST /folder/[^/]+/list$",
        "done-500, ^POST /folder/[^/]+/list$",
        "truncate, ^POST /task/[^/]+/checklist$",
        "done-500, ^POST /task/[^/]+/checklist$",
        "drop-answer, /checklist_item$",
        "empty-answer, /checklist_item$",
        "drop-answer, home_list",
        "truncate, home_list",
        "empty-answer, ^POST /list/[^/]+/task$",
        "done-500, ^POST /list/[^/]+/task$",
        "done-504, ^POST /folder/[^/]+/list$",
        "done-html, ^POST /folder/[^/]+/list$",
        "done-504, ^POST /task/[^/]+/checklist$",
        "done-html, /checklist_item$",
        "done-504, home_list",
        "done-html, home_list"
    })
    void what_was_done_and_not_answered_is_there_once(String fault, String path) {
        fault(fault, "", path, 1);
        EntityRef another = world.project("Another", ProjectStatus.ACTIVE, Placement.LIST, "");
        polls(5);
        EntityRef task = task();
        polls(5);
        world.move(task, another, null);
        CanonicalContent meant = world.content(task);
        nothingIsLost(task, meant, 5);
        inStepAgain(task, meant);

        String folder = folderNamed("Dev Projects");
        assertThat(clickup.get("/folder/" + folder + "/list").all("lists"))
                .extracting(each -> each.path("name").asString())
                .containsExactlyInAnyOrder("Silent", "Another");
        JsonNode there = read(link(task).remote().id());
        assertThat(there.at("/list/id").asString())
                .isEqualTo(link(another).remote().id());
        assertThat(there.path("checklists")).hasSize(1);
        assertThat(there.at("/checklists/0/items")).hasSize(2);
        for (EntityRef each : List.of(project, another)) {
            assertThat(clickup.get("/list/" + link(each).remote().id() + "/task")
                            .all("tasks"))
                    .hasSize(each.equals(another) ? 1 : 0);
        }
    }

    /** For the tasks of a list, for lists, for folders, for the workspace, and for all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"^GET /list/[^/]+/task", "^GET /folder/", "/folder$", "^GET /team", "^GET "})
    void an_empty_object_is_no_deletion(String path) {
        EntityRef task = task();
        CanonicalContent meant = world.content(task);
        polls(3);
        control.post("", "{'fault': 'ignored', 'path': '" + path + "', 'times': 100000}");
        starts();
        nothingIsLost(task, meant, 3);
        world.clock.forward(Duration.ofHours(7)); // each list is read as a whole
        nothingIsLost(task, meant, 3);
        assertThat(world.views.project(project.id())).isPresent();
        inStepAgain(task, meant);
    }

    /** And is edited as before. */
    @Test
    void what_is_archived_there_is_no_deletion() {
        EntityRef task = task();
        polls(3);
        String there = link(task).remote().id();
        clickup.put("/task/" + there, "{'archived': true}");
        CanonicalContent meant = world.content(task);
        nothingIsLost(task, meant, 4);
        world.clock.forward(Duration.ofHours(7));
        nothingIsLost(task, meant, 4);
        edit(task, SECOND);
        nothingIsLost(task, world.content(task), 4);
        assertThat(read(there).path("name").asString()).isEqualTo("Another");
        clickup.put("/task/" + there, "{'archived': false}");
        inStepAgain(task, world.content(task));
    }

    @Test
    void tags_of_odd_signs_go_there_and_stay() {
        EntityRef task = task();
        polls(3);
        List<String> odd = List.of("a b", "50%", "c++", "what?", "#1", "über", "\ud83d\udd27", "a&b=c");
        edit(task, edit("Tagged", "", Priority.LOW, odd, 2, 45, List.of("a")));
        CanonicalContent meant = world.content(task);
        nothingIsLost(task, meant, 4);
        assertThat(texts(read(link(task).remote().id()).path("tags"), "name")).containsExactlyInAnyOrderElementsOf(odd);
        edit(task, edit("Tagged", "", Priority.LOW, List.of("c++"), 2, 45, List.of("a")));
        inStepAgain(task, world.content(task));
        assertThat(texts(read(link(task).remote().id()).path("tags"), "name")).containsExactly("c++");
    }

    /** Shown in each list, and the task of its own one. */
    @Test
    void a_task_that_is_put_into_a_second_list_stays_one() {
        EntityRef another = world.project("Another", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef task = task();
        polls(5);
        clickup.post(
                "/list/" + link(another).remote().id() + "/task/"
                        + link(task).remote().id(),
                "{}");
        CanonicalContent meant = world.content(task);
        nothingIsLost(task, meant, 4);
        world.clock.forward(Duration.ofHours(7));
        inStepAgain(task, meant);
        assertThat(world.taskCalled("A task")).isEqualTo(task);
    }

    @Test
    void in_the_place_of_a_folder_that_the_account_may_not_see_none_is_made() {
        String folder = folderNamed("Dev Projects");
        clickup.put("/folder/" + folder, "{'archived': true}");
        control.post("", "{'fault': 'no-access', 'path': 'GET [^ ]*/folder/" + folder + "$', 'times': 1000}");
        starts();
        world.project("Another", ProjectStatus.ACTIVE, Placement.LIST, "");
        polls(4);
        assertThat(folders()).doesNotContain("Dev Projects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "content", "priority", "due_date"})
    void what_of_a_list_is_not_shown_is_as_both_sides_agreed(String field) {
        world.edit(project, LISTED);
        polls(3);
        CanonicalContent meant = world.content(project);
        control.post("", "{'fault': 'silent-field', 'field': '" + field + "', 'path': 'list', 'times': 1000}");
        world.clock.forward(Duration.ofHours(7));
        polls(4);
        assertThat(CanonicalChanges.between(meant, world.content(project)).fields())
                .isEmpty();
        world.describe(project, "Another text");
        polls(4);
        control.delete("");
        control.post("/account", "{'limit': 100000}");
        follow();
        polls(12);
        assertThat(world.content(project).description()).isEqualTo("Another text");
        assertThat(clickup.get("/list/" + link(project).remote().id())
                        .json()
                        .path("content")
                        .asString(""))
                .isEqualTo("Another text");
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    private List<String> writes() {
        return journal().filter(call -> !call.startsWith("GET ")).toList();
    }

    /** Under the ids that they had: no task counts as changed, so only a read of the whole list tells. */
    @Test
    void a_status_that_gets_another_name_is_the_stage_of_that_name() {
        EntityRef task = task();
        EntityRef finished = world.task(project, "Finished later");
        polls(5);
        String there = link(task).remote().id();
        CanonicalContent meant = world.content(task);
        String changed = Instant.ofEpochMilli(
                        Long.parseLong(read(there).path("date_updated").asString()))
                .toString();
        control.post(
                "/places/list/" + link(project).remote().id() + "/statuses",
                "{'statuses': ['to do:open', 'in progress:custom', 'checking:custom', 'dropped:done',"
                        + " 'shipped:closed']}");
        stopAt(changed);
        clickup.put("/task/" + there, "{'status': 'checking'}");
        follow();
        List<String> before = writes();
        polls(2);
        world.clock.forward(Duration.ofHours(7));
        polls(3);
        assertThat(world.taskView(task).details().stage()).isEqualTo("checking");
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.OPEN);
        assertThat(writes()).as("nobody has edited anything").isEqualTo(before);
        assertThat(world.conflicts.open(world.account)).isZero();

        world.status(finished, TaskStatus.COMPLETED);
        edit(task, SECOND);
        polls(4);
        assertThat(read(link(finished).remote().id()).at("/status/status").asString())
                .isEqualTo("shipped");
        assertThat(CanonicalChanges.between(meant, world.content(task)).fields())
                .isNotEmpty();
        inStepAgain(task, world.content(task));
        assertThat(read(there).at("/status/status").asString()).isEqualTo("in progress");
    }

    /** What is edited meanwhile goes there when it is back. */
    @Test
    void a_list_that_is_put_into_another_folder_and_back_loses_nothing() {
        world.project("Stays", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef task = task();
        polls(5);
        String list = link(project).remote().id();
        String home = folderNamed("Dev Projects");
        String elsewhere = clickup.post("/space/" + space + "/folder", "{'name': 'Elsewhere'}")
                .text("id");
        CanonicalContent meant = world.content(task);
        control.post("/places/list/" + list + "/folder", "{'folder': '" + elsewhere + "'}");
        nothingIsLost(task, meant, 4);
        world.clock.forward(Duration.ofHours(7));
        nothingIsLost(task, meant, 4);
        assertThat(world.runner.status().message()).contains("Silent");
        edit(task, SECOND);
        CanonicalContent edited = world.content(task);
        nothingIsLost(task, edited, 4);
        assertThat(clickup.get("/folder/" + home + "/list").all("lists"))
                .as("none is made in its place")
                .extracting(each -> each.path("name").asString())
                .containsExactly("Stays");

        control.post("/places/list/" + list + "/folder", "{'folder': '" + home + "'}");
        inStepAgain(task, edited);
        assertThat(link(project).remote().id()).isEqualTo(list);
        assertThat(clickup.get("/list/" + list + "/task").all("tasks")).hasSize(1);
    }

    private static final ProjectEdit LISTED = new ProjectEdit(Patch.of(ProjectDetails.DESCRIPTION, "What it is about")
            .set(ProjectDetails.PRIORITY, Priority.HIGH)
            .set(ProjectDetails.DUE_DATE, new When.Day(LocalDate.of(2026, 6, 1))));
}
