package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.MemoryCallBudget;
import dev.devledger.adapters.services.trackingtime.TrackingTimeConnector;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteTasksContract;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.WholeReads;
import dev.devledger.application.sync.memory.MemoryPeople;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector and the sandbox, each the other's proof, over real HTTP. */
class TrackingTimeOnSandboxTest extends RemoteTasksContract {
    private static final TrackingTimeCalls CONTROL =
            new TrackingTimeCalls(TrackingTimeServer.URL + PagePaths.FAULTS, "");
    private static final TrackingTimeCalls THERE = new TrackingTimeCalls(
            TrackingTimeServer.URL + PagePaths.API + OnTrackingTime.ACCOUNT,
            TrackingTimeCalls.basic("API_TOKEN", TrackingTimeServer.OWNER));
    private static TrackingTimeConnector shared;

    private final RemoteTasks tasks = shared.tasks();
    private final WholeReads whole = new WholeReads(tasks);

    @BeforeAll
    static void start() {
        CONTROL.post("/reset", "{}");
        CONTROL.delete("");
        CONTROL.post("/clock", "{'stopAt': '" + OnTrackingTime.NOON + "'}");
        shared = connector();
        shared.tasks().lists(null);
    }

    @AfterEach
    void healthy() {
        CONTROL.delete("");
        CONTROL.post("/clock", "{'stopAt': '" + OnTrackingTime.NOON + "'}");
    }

    static TrackingTimeConnector connector() {
        return connector(false);
    }

    /** @param everybody whether the time of all people is in step */
    static TrackingTimeConnector connector(boolean everybody) {
        return connector(
                new ConnectedAccount(
                        "trackingtime", "sandbox", ConnectorMode.SANDBOX, any -> "", TrackingTimeConnector.LAYOUT),
                everybody);
    }

    static TrackingTimeConnector connector(ConnectedAccount account, boolean everybody) {
        return new TrackingTimeConnector(
                account,
                new SyncSettings(
                        "",
                        true,
                        Duration.ZERO,
                        Duration.ZERO,
                        new ConflictPolicies(ConflictPolicy.REMOTE, Map.of()),
                        TrackingTimeServer.ZONE,
                        false),
                new TrackingTimeConnector.Profile(
                        String.valueOf(People.SANDBOX),
                        Placement.PROJECT,
                        everybody,
                        RemoteTimeEntries.Reach.of(RemoteTimeEntries.Reach.USUAL),
                        Map.of()),
                ClientOnTrackingTime.client(TrackingTimeServer.OWNER, String.valueOf(People.SANDBOX)),
                new CallBudget("off", Duration.ofSeconds(10), new MemoryCallBudget(System::nanoTime), System::nanoTime),
                new MemoryPeople(),
                InstantSource.system());
    }

    @Override
    protected RemoteTasks remote() {
        return shared.tasks();
    }

    @Override
    protected Capabilities capabilities() {
        return TrackingTimeConnector.CAPABILITIES;
    }

    @Override
    protected CanonicalContent known(CanonicalContent content) {
        return shared.words().known(content);
    }

    @Override
    protected String unknown() {
        return "no such thing";
    }

    @Override
    protected String deleted() {
        return "TrackingTime refused it";
    }

    @Override
    protected boolean newestFirst() {
        return false;
    }

    private String list(String name) {
        return value(tasks.createList(name)).id();
    }

    private static String project(String list) {
        return list.substring(1);
    }

    private RemoteTask made(String list, String body) {
        String more = body.isEmpty() ? "" : ", " + body;
        long id = THERE.post("/tasks/share", "{'name': 'Theirs', 'project_id': " + project(list) + more + "}")
                .id();
        return found(new RemoteRef(list, String.valueOf(id)));
    }

    private RemoteTask found(RemoteRef ref) {
        return ((LookupResult.Found) value(tasks.find(ref))).task();
    }

    private static CanonicalContent content(String title) {
        return CanonicalContent.list(title);
    }

    private CanonicalContent written(RemoteTask task, CanonicalContent wanted) {
        value(update(tasks, task, CanonicalChanges.between(task.content(), wanted)));
        return found(task.ref()).content();
    }

    @ParameterizedTest
    @CsvSource({"4.5, 270", "0.25, 15", "0.333333, 20", "0.016667, 1", "2.7166666666, 163", "0.001, 1"})
    void hours_are_minutes(String hours, int minutes) {
        RemoteTask task = made(list("Hours"), "'estimated_time': " + hours);
        assertThat(task.content().estimateMinutes()).isEqualTo(minutes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 59, 61, 163, 100_000})
    void minutes_come_back_as_they_were(int minutes) {
        RemoteTask task = value(tasks.create(list("Minutes"), content("Long").with(null, minutes, new TreeSet<>())));
        assertThat(task.content().estimateMinutes()).isEqualTo(minutes);
        assertThat(written(task, content("Long")).estimateMinutes()).isNull();
    }

    @Test
    void people_are_met_by_their_addresses_and_strangers_stay() {
        String list = list("People");
        RemoteTask task = value(tasks.create(list, content("Whose")));
        assertThat(task.content().assignees()).as("nobody was said").isEmpty();

        CanonicalContent both = task.content().withAssignees(addresses("ana@example.com", "cleo@example.com"));
        assertThat(written(task, both).assignees()).containsExactly("ana@example.com", "cleo@example.com");

        RemoteAnswer<CanonicalContent> answer = update(
                tasks,
                task,
                CanonicalChanges.between(
                        task.content(), task.content().withAssignees(addresses("nobody@example.com"))));
        assertThat(answer)
                .isEqualTo(new RemoteAnswer.Refused<>(
                        "nobody in the TrackingTime account has the address nobody@example.com"));
    }

    private static SortedSet<String> addresses(String... some) {
        return new TreeSet<>(List.of(some));
    }

    @Test
    void a_project_has_ended_where_it_is_archived_and_its_tasks_are_told() {
        String list = list("Ends");
        RemoteTask task = made(list, "");
        THERE.put("/projects/close/" + project(list), "{}");
        RemoteList archived = listed(list);
        assertThat(archived.content().status()).isEqualTo(RemoteStatus.COMPLETED);
        assertThat(value(whole.openTasks(list)).orElseThrow().tasks()).containsExactly(task);

        RemoteList open = value(tasks.updateList(
                list,
                CanonicalChanges.between(archived.content(), archived.content().withStatus(RemoteStatus.OPEN))));
        assertThat(open.content().status()).isEqualTo(RemoteStatus.OPEN);
        assertThat(listed(list)).isEqualTo(open);
    }

    private RemoteList listed(String list) {
        return value(whole.lists()).stream()
                .filter(each -> each.id().equals(list))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_deletion_keeps_the_time_that_was_worked() {
        String list = list("Worked");
        RemoteTask task = made(list, "");
        long entry = THERE.post(
                        "/events/add",
                        OnTrackingTime.body(
                                "2026-03-09",
                                "09:00",
                                "10:00",
                                "'task_id': " + task.ref().id()))
                .id();
        value(tasks.delete(task.ref()));
        assertThat(THERE.get("/events/" + entry).status()).isEqualTo(200);
        value(tasks.deleteList(list));
        assertThat(THERE.get("/events/" + entry).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from-0", "from-1"})
    void all_pages_are_read_whichever_is_the_first(String first) {
        CONTROL.post("/account", "{'habits': {'taskPage': '" + first + "'}}");
        String list = list("Pages " + first);
        IntStream.range(0, 205)
                .forEach(number -> THERE.post(
                        "/tasks/share", "{'name': 'Task " + number + "', 'project_id': " + project(list) + "}"));
        assertThat(value(whole.openTasks(list)).orElseThrow().tasks()).hasSize(205);
        assertThat(value(tasks.searchAll(list)))
                .as("not all of them are on one page")
                .isEmpty();
    }

    /** Under HTTP 200. */
    @ParameterizedTest
    @ValueSource(strings = {"err-under-200", "nonsense", "empty-answer", "gateway", "not-granted"})
    void an_error_is_never_nothing(String fault) {
        String list = list("Errors");
        made(list, "");
        fault(fault, "GET " + OnTrackingTime.ACCOUNT + "/tasks", 4);
        assertThat(whole.openTasks(list)).isNotInstanceOf(RemoteAnswer.Ok.class);
        CONTROL.delete("");
        fault(fault, "GET " + OnTrackingTime.ACCOUNT + "/projects", 4);
        assertThat(whole.lists()).isNotInstanceOf(RemoteAnswer.Ok.class);
    }

    private static void fault(String fault, String path, int times) {
        CONTROL.post("", "{'fault': '" + fault + "', 'times': " + times + ", 'path': '" + path + "'}");
    }

    @Test
    void what_is_in_no_project_is_there_and_in_no_list() {
        String list = list("Leaves");
        RemoteTask task = made(list, "");
        THERE.put("/tasks/update/" + task.ref().id(), "{'project_id': null}");
        assertThat(value(tasks.find(task.ref()))).isEqualTo(new LookupResult.NotFound());
        assertThat(value(whole.openAnywhere()).find(task.ref().id())).isEqualTo(new LookupResult.NotFound());
    }

    @Test
    void a_write_that_is_ignored_is_not_taken_for_done() {
        RemoteTask task = made(list("Ignores"), "'due_date': '2026-03-31'");
        fault(
                "ignored",
                "PUT " + OnTrackingTime.ACCOUNT + "/tasks/update/" + task.ref().id(),
                1);
        RemoteAnswer<CanonicalContent> answer =
                update(tasks, task, CanonicalChanges.between(task.content(), due(task.content(), "2026-04-01")));
        assertThat(answer).isInstanceOf(RemoteAnswer.Unknown.class);
        assertThat(found(task.ref()).content()).isEqualTo(task.content());
    }

    private static CanonicalContent due(CanonicalContent content, String day) {
        return new CanonicalContent(
                content.title(),
                "",
                content.priority(),
                content.tags(),
                null,
                new When.Day(LocalDate.parse(day)),
                null,
                List.of(),
                content.status(),
                content.parent());
    }

    private static <T> T value(RemoteAnswer<T> answer) {
        assertThat(answer).isInstanceOf(RemoteAnswer.Ok.class);
        return ((RemoteAnswer.Ok<T>) answer).value();
    }
}
