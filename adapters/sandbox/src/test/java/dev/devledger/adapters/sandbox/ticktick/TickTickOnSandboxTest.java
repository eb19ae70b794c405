package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.fault.ArmedFaults.Fault;
import dev.devledger.adapters.sandbox.ticktick.TickTickSandboxConfiguration.TickTickFaultFilter;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.adapters.services.ticktick.TickTickConnector;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.KeptItemsContract;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteTasksContract;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.connector.WholeReads;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The connector and the sandbox, each the other's proof, over real HTTP. */
class TickTickOnSandboxTest extends KeptItemsContract {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RECURRING = """
        {"title":"Water the plants","projectId":"LIST","dueDate":"2026-11-30T23:00:00+0000","isAllDay":true,
         "timeZone":"Europe/Madrid","repeatFlag":"RRULE:FREQ=DAILY;INTERVAL=1","reminders":["TRIGGER:P0DT9H0M0S"],
         "items":[{"title":"ferns","status":0,"startDate":"2026-11-30T08:00:00+0000"},{"title":"palms","status":0}]}\
        """;

    static SandboxServer server;
    static TickTickConnector shared;

    @BeforeAll
    static void start() {
        server = SandboxServer.start(
                new SteppingClock("2026-11-20T08:00:00Z"),
                Map.of("sandbox-test.rate-limit", "false", "devledger.sandbox.faults", "true"));
        shared = connector();
    }

    @AfterAll
    static void stop() {
        shared.close();
        server.close();
    }

    @BeforeEach
    void healthy() {
        server.faults().clear();
    }

    @Override
    protected Capabilities capabilities() {
        return TickTickConnector.CAPABILITIES;
    }

    @Override
    protected RemoteTasks remote() {
        return shared.tasks();
    }

    WholeReads reads() {
        return new WholeReads(remote());
    }

    @Test
    void a_create_whose_answer_is_lost_is_unknown_and_there_once() {
        for (Fault fault :
                List.of(Fault.DROP_ANSWER, Fault.TRUNCATE, Fault.EMPTY_ANSWER, Fault.DONE_504, Fault.DONE_HTML)) {
            String list = list();
            server.arm(fault, 1);
            assertThat(remote().create(list, titled("Once"))).isInstanceOf(Unknown.class);
            assertThat(value(reads().openTasks(list)).map(Listing::tasks).orElseThrow())
                    .hasSize(1);
        }
    }

    @Test
    void a_create_that_is_answered_with_201_is_made() {
        String list = list();
        server.arm(Fault.CREATED, 1);
        RemoteTask made = value(remote().create(list, titled("Made")));
        assertThat(found(made.ref()).content()).isEqualTo(titled("Made"));
        server.arm(Fault.CREATED, 1);
        RemoteList another = value(remote().createList("Made"));
        assertThat(value(reads().lists())).contains(another);
    }

    @Test
    void a_full_list_takes_nothing_more_and_its_tasks_can_still_be_written() throws IOException {
        TickTickCalls control = new TickTickCalls(server.url() + TickTickFaultFilter.CONTROL, "none");
        String list = list();
        RemoteTask made = value(remote().create(list, titled("First")));
        assertThat(control.post("/account", "{'maxOpenTasks':1}").status()).isEqualTo(200);
        assertThat(remote().create(list, titled("Second")))
                .isInstanceOfSatisfying(
                        NotSent.class, full -> assertThat(full.hold()).isEqualTo(NotSentReason.FULL));
        assertThat(value(remote().createAll(list, List.of(titled("Third"), titled("Fourth")))))
                .satisfies(none -> {
                    assertThat(none.ids()).isEmpty();
                    assertThat(none.full()).isTrue();
                });
        assertThat(write(made, titled("Other"))).isEqualTo(new Ok<>(titled("Other")));
    }

    @Test
    void what_is_not_allowed_in_one_list_does_not_end_the_connection() {
        String list = list();
        RemoteTask made = value(remote().create(list, titled("Before")));
        server.arm(Fault.FORBIDDEN, 1, "POST /task", 0);
        assertThat(write(made, titled("After")))
                .isInstanceOfSatisfying(
                        NotSent.class, forbidden -> assertThat(forbidden.hold()).isEqualTo(NotSentReason.FORBIDDEN));
        server.arm(Fault.FORBIDDEN, 1, "/data", 0);
        assertThat(reads().openTasks(list)).isInstanceOf(RemoteAnswer.Refused.class);
        assertThat(found(made.ref()).content()).isEqualTo(titled("Before"));
    }

    @Test
    void an_update_that_is_answered_with_nothing_is_unknown() {
        RemoteTask made = value(remote().create(list(), titled("Before")));
        server.arm(Fault.EMPTY_ANSWER, 1);
        assertThat(write(made, titled("After"))).isInstanceOf(Unknown.class);
    }

    @Test
    void a_day_in_a_zone_of_an_old_name_is_a_day() {
        String list = list();
        for (String zone : List.of("EST", "MST", "HST", "ROC")) {
            String id = json(shared.calls()
                            .send(DirectRequest.of("ticktick_create_task").saying("""
                                {"title":"Old","projectId":"%s","startDate":"2026-11-02T17:00:00+0000",
                                 "dueDate":"2026-11-02T17:00:00+0000","isAllDay":true,"timeZone":"%s"}\
                                """.formatted(list, zone))))
                    .get("id")
                    .asString();
            When.Day day = new When.Day(LocalDate.parse(zone.equals("ROC") ? "2026-11-03" : "2026-11-02"));
            RemoteTask task = found(new RemoteRef(list, id));
            assertThat(task.content().dueDate()).as(zone).isEqualTo(day);
            CanonicalContent renamed = with(task.content(), "New", Priority.NONE, RemoteStatus.OPEN);
            assertThat(write(task, renamed)).isEqualTo(new Ok<>(renamed));
            assertThat(found(task.ref()).content().dueDate()).isEqualTo(day);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROP_ANSWER", "DONE_504", "DONE_HTML"})
    void an_update_whose_answer_is_lost_is_unknown_and_done(Fault fault) {
        RemoteTask made = value(remote().create(list(), titled("Before")));
        server.arm(fault, 1);
        assertThat(write(made, titled("After"))).isInstanceOf(Unknown.class);
        assertThat(found(made.ref()).content().title()).isEqualTo("After");
    }

    /** Where 200 and nothing else is the whole answer as well. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONSENSE", "DONE_HTML"})
    void a_page_is_no_yes(Fault fault) {
        String list = list();
        RemoteTask gone = value(remote().create(list, titled("Gone")));
        RemoteTask done = value(remote().create(list, titled("Done")));
        RemoteTask series = recurring();
        server.arm(fault, 1, "DELETE", 0);
        assertThat(remote().delete(gone.ref())).isInstanceOf(Unknown.class);
        server.arm(fault, 1, "/complete$", 0);
        assertThat(write(done, with(done.content(), "Done", Priority.NONE, RemoteStatus.COMPLETED)))
                .isInstanceOf(Unknown.class);
        server.arm(fault, 1, "/complete$", 0);
        assertThat(write(series, with(series.content(), "Series", Priority.NONE, RemoteStatus.COMPLETED)))
                .isInstanceOf(Unknown.class);
        server.arm(fault, 1, "DELETE", 0);
        assertThat(shared.calls()
                        .send(DirectRequest.of("ticktick_delete_task")
                                .with("project_id", list)
                                .with("task_id", done.ref().id())))
                .isInstanceOf(DirectReply.Unreachable.class);
        server.arm(fault, 1, "DELETE", 0);
        assertThat(remote().deleteList(list)).isInstanceOf(Unknown.class);
        assertThat(value(reads().lists()).stream().anyMatch(each -> each.id().equals(list)))
                .isEqualTo(fault == Fault.NONSENSE);
    }

    @Test
    void an_answer_that_comes_too_late_is_no_answer() {
        String list = list();
        server.arm(Fault.DELAY, 1, "POST /task", 3000);
        try (TickTickConnector hasty = connector(Duration.ofSeconds(1))) {
            assertThat(hasty.tasks().create(list, titled("Late"))).isInstanceOf(Unknown.class);
        }
        assertThat(value(reads().openTasks(list)).map(Listing::tasks).orElseThrow())
                .hasSize(1);
    }

    @Test
    void nonsense_and_failures_are_unknown() {
        String list = list();
        server.arm(Fault.NONSENSE, 2);
        assertThat(remote().create(list, titled("No"))).isInstanceOf(Unknown.class);
        assertThat(reads().openTasks(list)).isInstanceOf(Unknown.class);
        server.arm(Fault.ERROR_500, 2);
        assertThat(remote().create(list, titled("No"))).isInstanceOf(Unknown.class);
        assertThat(reads().openTasks(list)).isInstanceOf(Unknown.class);
        assertThat(value(reads().openTasks(list)).map(Listing::tasks).orElseThrow())
                .isEmpty();
    }

    @Test
    void what_holds_the_whole_connector() {
        String list = list();
        server.arm(Fault.UNAUTHORIZED, 1);
        assertHeld(remote().create(list, titled("No")), NotSentReason.NEEDS_AUTHORIZATION);
        try (TickTickConnector limited = connector()) {
            server.faults().clear();
            server.arm(Fault.LIMIT, 1);
            assertHeld(limited.tasks().create(list, titled("No")), NotSentReason.RATE_LIMITED);
            assertHeld(new WholeReads(limited.tasks()).openTasks(list), NotSentReason.RATE_LIMITED);
            assertThat(limited.calls().send(DirectRequest.of("ticktick_list_projects")))
                    .isInstanceOf(DirectReply.RateLimited.class);
            assertThat(server.faults().journal().total()).isEqualTo(1);
        }
        assertThat(value(reads().openTasks(list)).map(Listing::tasks).orElseThrow())
                .isEmpty();
    }

    @Test
    void a_task_of_a_deleted_list_is_not_called_gone() {
        RemoteTask made = value(remote().create(list(), titled("Orphan")));
        assertThat(shared.calls()
                        .send(DirectRequest.of("ticktick_delete_project")
                                .with("project_id", made.ref().list())))
                .isEqualTo(new DirectReply.Done());
        assertThat(remote().find(made.ref())).isInstanceOf(RemoteAnswer.Refused.class);
        assertThat(reads().openTasks(made.ref().list())).isEqualTo(new Ok<>(Optional.empty()));
    }

    @Test
    void completing_a_recurring_task_moves_it_on_by_one() {
        RemoteTask recurring = recurring();
        assertThat(recurring.recurring()).isTrue();
        CanonicalContent before = recurring.content();
        CanonicalContent done = with(before, before.title(), before.priority(), RemoteStatus.COMPLETED);
        assertThat(write(recurring, done)).isEqualTo(new Ok<>(done));
        RemoteTask next = found(recurring.ref());
        assertThat(next.content().status()).isEqualTo(RemoteStatus.OPEN);
        assertThat(next.content().dueDate()).isEqualTo(new When.Day(LocalDate.parse("2026-12-02")));

        CanonicalContent edited = with(next.content(), "Water them well", before.priority(), RemoteStatus.COMPLETED);
        assertThat(write(next, edited)).isInstanceOf(Ok.class);
        RemoteTask after = found(recurring.ref());
        assertThat(after.content().title()).isEqualTo("Water them well");
        assertThat(after.content().dueDate()).isEqualTo(new When.Day(LocalDate.parse("2026-12-03")));
    }

    /** docs/sync-design.md, section 9, I17: what is not mapped never changes by our writes. */
    @Test
    void what_the_ledger_does_not_know_stays_as_it_is() {
        RemoteTask task = recurring();
        ObjectNode before = raw(task.ref());
        CanonicalContent content = task.content();
        List<CanonicalContent> steps = List.of(
                with(content, "Other", content.priority(), content.status()),
                with(content, "Other", Priority.HIGH, content.status()),
                new CanonicalContent(
                        "Other",
                        "Words",
                        Priority.HIGH,
                        new TreeSet<>(Set.of("green")),
                        null,
                        content.dueDate(),
                        content.timeZone(),
                        List.of(new ChecklistEntry("palms", true), new ChecklistEntry("ferns", false)),
                        content.status(),
                        null),
                new CanonicalContent(
                        "Other",
                        "Words",
                        Priority.HIGH,
                        new TreeSet<>(),
                        null,
                        new When.Moment(Instant.parse("2026-12-24T18:00:00Z")),
                        null,
                        List.of(new ChecklistEntry("palms", false), new ChecklistEntry("ferns", false)),
                        content.status(),
                        null));
        for (CanonicalContent step : steps) {
            assertThat(write(task, step)).isEqualTo(new Ok<>(step));
            task = found(task.ref());
        }
        assertThat(unmapped(raw(task.ref()))).isEqualTo(unmapped(before));
        assertThat(raw(task.ref()).get("items").get(1).get("startDate").asString())
                .startsWith("2026-11-30T08:00:00");
    }

    @Test
    void the_nine_calls_in_ticktick_s_own_words() {
        DirectCalls ticktick = shared.calls();
        String list = json(ticktick.send(
                        DirectRequest.of("ticktick_create_project").saying("{\"name\":\"Nine\"}")))
                .get("id")
                .asString();
        assertThat(json(ticktick.send(DirectRequest.of("ticktick_list_projects"))))
                .anyMatch(project -> project.get("id").asString().equals(list));
        assertThat(json(ticktick.send(DirectRequest.of("ticktick_update_project")
                                .with("project_id", list)
                                .saying("{\"name\":\"Ten\"}")))
                        .get("name")
                        .asString())
                .isEqualTo("Ten");
        String task = json(ticktick.send(DirectRequest.of("ticktick_create_task")
                        .saying("{\"title\":\"A\",\"projectId\":\"" + list + "\"}")))
                .get("id")
                .asString();
        assertThat(json(ticktick.send(DirectRequest.of("ticktick_update_task")
                                .with("project_id", list)
                                .with("task_id", task)
                                .saying("{\"title\":\"B\"}")))
                        .get("title")
                        .asString())
                .isEqualTo("B");
        assertThat(json(ticktick.send(DirectRequest.of("ticktick_get_project").with("project_id", list)))
                        .get("tasks")
                        .size())
                .isEqualTo(1);
        assertThat(ticktick.send(DirectRequest.of("ticktick_complete_task")
                        .with("project_id", list)
                        .with("task_id", task)))
                .isEqualTo(new DirectReply.Done());
        assertThat(json(ticktick.send(DirectRequest.of("ticktick_get_project").with("project_id", list)))
                        .get("tasks")
                        .size())
                .isZero();
        assertThat(ticktick.send(DirectRequest.of("ticktick_delete_task")
                        .with("project_id", list)
                        .with("task_id", task)))
                .isEqualTo(new DirectReply.Done());
        assertThat(ticktick.send(DirectRequest.of("ticktick_update_task")
                        .with("project_id", list)
                        .with("task_id", "70aa00000000000000009999")
                        .saying("{\"title\":\"C\"}")))
                .isInstanceOf(DirectReply.NotFound.class);
        assertThat(ticktick.send(DirectRequest.of("ticktick_create_task").saying("{\"projectId\":\"" + list + "\"}")))
                .isInstanceOf(DirectReply.Refused.class);
        assertThat(ticktick.send(DirectRequest.of("ticktick_delete_project").with("project_id", list)))
                .isEqualTo(new DirectReply.Done());
        assertThat(ticktick.send(DirectRequest.of("ticktick_get_project").with("project_id", list)))
                .isInstanceOf(DirectReply.NotFound.class);
    }

    private RemoteTask recurring() {
        String list = list();
        String id = json(shared.calls()
                        .send(DirectRequest.of("ticktick_create_task").saying(RECURRING.replace("LIST", list))))
                .get("id")
                .asString();
        return found(new RemoteRef(list, id));
    }

    private static ObjectNode raw(RemoteRef task) {
        for (JsonNode each : json(shared.calls()
                        .send(DirectRequest.of("ticktick_get_project").with("project_id", task.list())))
                .get("tasks")) {
            if (each.get("id").asString().equals(task.id())) {
                return (ObjectNode) each;
            }
        }
        throw new AssertionError("not among the open ones");
    }

    private static ObjectNode unmapped(ObjectNode task) {
        ObjectNode rest = task.deepCopy();
        rest.remove(Set.of("title", "content", "desc", "priority", "tags", "startDate", "dueDate", "isAllDay"));
        rest.remove(Set.of("etag", "etimestamp", "items")); // the first two are TickTick's own marks of a write
        return rest;
    }

    static JsonNode json(DirectReply reply) {
        assertThat(reply).isInstanceOf(DirectReply.Json.class);
        return JSON.readTree(((DirectReply.Json) reply).body());
    }

    String list() {
        return value(remote().createList("Sandbox")).id();
    }

    RemoteTask found(RemoteRef task) {
        return task(value(remote().find(task))).orElseThrow();
    }

    RemoteAnswer<CanonicalContent> write(RemoteTask current, CanonicalContent wanted) {
        return RemoteTasksContract.update(remote(), current, CanonicalChanges.between(current.content(), wanted));
    }

    static CanonicalContent titled(String title) {
        return new CanonicalContent(
                title, "", Priority.NONE, new TreeSet<>(), null, null, null, List.of(), RemoteStatus.OPEN, null);
    }

    static CanonicalContent with(CanonicalContent content, String title, Priority priority, RemoteStatus status) {
        return new CanonicalContent(
                title,
                content.description(),
                priority,
                content.tags(),
                content.startDate(),
                content.dueDate(),
                content.timeZone(),
                content.checklist(),
                status,
                content.parent());
    }

    private static Optional<RemoteTask> task(LookupResult found) {
        assertThat(found).as("it can be read").isNotInstanceOf(LookupResult.Unreadable.class);
        return found instanceof LookupResult.Found(var task) ? Optional.of(task) : Optional.empty();
    }

    static <T> T value(RemoteAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Ok.class);
        return ((Ok<T>) answer).value();
    }

    private static void assertHeld(RemoteAnswer<?> answer, NotSentReason hold) {
        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(((NotSent<?>) answer).hold()).isEqualTo(hold);
    }

    private static TickTickConnector connector() {
        return connector(Duration.ofSeconds(10));
    }

    private static TickTickConnector connector(Duration limit) {
        URI api = URI.create(server.url() + Call.PATH);
        return new TickTickConnector(
                new ConnectedAccount("ticktick", "sandbox", ConnectorMode.SANDBOX, RemoteRef::id),
                new SyncSettings(
                        "Dev Projects",
                        true,
                        Duration.ofSeconds(60),
                        Duration.ZERO,
                        ConflictPolicies.all(ConflictPolicy.REMOTE),
                        SandboxServer.ZONE),
                Map.of(),
                new ClientLimits(new HttpLimits(limit, limit, limit, limit), "off", "test"),
                ServiceAccount.of(base -> Optional.of(api), () -> Optional.of(SandboxServer.TOKEN)),
                new NoLog());
    }

    /** The budget is off. */
    private static final class NoLog implements SharedCallBudget {
        @Override
        public CallDecision take(CallPurpose share, Limits limits, List<EndedCall> ended) {
            throw new AssertionError();
        }

        @Override
        public Duration exceeded(Duration pause, Duration longPause) {
            throw new AssertionError();
        }

        @Override
        public Duration pauseLeft() {
            throw new AssertionError();
        }

        @Override
        public List<BudgetUsage.Use> use(List<Window> windows) {
            throw new AssertionError();
        }
    }
}
