package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.devledger.adapters.services.trackingtime.direct.TrackingTimeCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** An account of TrackingTime that is elsewhere: whoever is not let in is told so, and no secret of its answers stays here. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class TrackingTimeLiveIT {
    /** No app password is among them: each has its own. */
    private static final List<String> SECRETS = List.of("canary-", "73017.01", "41903.03", "invite?");

    private static TrackingTimeThere sandbox;

    @BeforeAll
    static void start() {
        sandbox = new TrackingTimeThere(SharedTrackingTime.get().api(), TrackingTimeThere.SANDBOX);
        SharedDevledger.get();
    }

    /** Each start sets the levels of the log anew. */
    @AfterAll
    static void quiet() {
        ((Logger) LoggerFactory.getLogger("dev.devledger")).setLevel(null);
    }

    /** With a ledger of its own: what other classes have made in the shared one would be pushed first. */
    private static RunningDevledger live(String password, String... more) {
        List<String> properties = new ArrayList<>(List.of(more));
        properties.addAll(List.of(
                "devledger.trackingtime.app-password=" + password,
                "devledger.trackingtime.api-url="
                        + SharedTrackingTime.get().api().base().resolve(TrackingTimeThere.API),
                "devledger.trackingtime.budget=off",
                "devledger.trackingtime.poll-interval=0s",
                "devledger.mcp.toolsets=default,trackingtime",
                "devledger.ticktick.mode=off",
                "logging.level.dev.devledger=trace"));
        return SharedDevledger.start(SharedDevledger.newFolder(), properties.toArray(String[]::new));
    }

    private static String password() {
        return sandbox.control("/passwords", "{'user': " + TrackingTimeThere.ANA + "}")
                .path("password")
                .asString();
    }

    private static JsonNode health(Api api) {
        JsonNode health = api.read("/actuator/health");
        assertThat(health.path("status").asString()).isEqualTo("UP");
        return health.at("/components/trackingtime");
    }

    private static void assertComplains(Api api, String... told) {
        assertThat(api.get(409, "/api/trackingtime/projects")
                        .json()
                        .path("detail")
                        .asString())
                .contains(told);
        JsonNode health = health(api);
        assertThat(health.path("status").asString()).isEqualTo("UNKNOWN");
        assertThat(health.at("/details/message").asString()).contains(told);
        assertThat(health.at("/details/mode").asString()).isEqualTo("live");
    }

    @Test
    void without_an_account_the_start_says_which_there_are_and_a_refused_password_is_told(CapturedOutput log) {
        String password = password();
        try (RunningDevledger devledger = live(password)) {
            Api api = devledger.api();
            String[] accounts = {"devledger.trackingtime.account-id", "438100 (Sandbox)"};
            Ledger.eventually(() -> assertThat(log.getAll().lines().filter(line -> line.contains(" WARN ")))
                    .anyMatch(line -> Stream.of(accounts).allMatch(line::contains)));
            assertComplains(api, accounts);
            assertThat(Mcp.connect(api).failure("tt_list_projects", "{}")).contains(accounts);
            JsonNode connection = api.read("/api/trackingtime/connection");
            assertThat(connection.path("state").asString()).isEqualTo("needs-account");

            sandbox.control("/passwords/revoke", "{'password': '" + password + "'}");
            assertComplains(api, "does not accept the app password", "devledger.trackingtime.app-password");
            assertThat(api.get(200, "/api/trackingtime/connection").text("state"))
                    .isEqualTo("needs-authorization");
        }
        assertThat(log.getAll()).doesNotContain(password, TrackingTimeThere.basic(password));
    }

    /** Both sides have something, and neither gets anything of the other before a person agrees. */
    private static String assertFirstLinkAsks(Api api, TrackingTimeThere there) {
        api.post(201, "/api/projects", "{\"name\":\"Only here\"}");
        api.post(200, "/api/sync/run?connector=trackingtime", null);
        JsonNode waits = api.read("/api/sync/approvals?connector=trackingtime").path("items");
        assertThat(waits.at("/0/guard").asString()).isEqualTo("first-link");
        assertThat(waits.at("/0/operations").toString()).contains("push-create", "pull-create");
        assertThat(waits.at("/0/operations").valueStream())
                .as("each has a name, also what only TrackingTime has")
                .allSatisfy(each -> assertThat(each.path("name").asString()).isNotBlank())
                .anySatisfy(each -> assertThat(each.path("name").asString()).startsWith("Hunted before"));
        assertThat(there.data("/projects?filter=ALL").toString()).doesNotContain("Only here");
        String here = api.get(200, "/api/projects?q=Hunted").body();
        assertThat(here).doesNotContain("Hunted before");
        return waits.toString() + here;
    }

    /** Over MCP, and what reads over REST as well. */
    @Test
    void all_calls_together_leave_no_secret_in_answers_in_the_log_or_in_the_database(CapturedOutput log) {
        String password = password();
        String people = "[" + TrackingTimeThere.ANA + ", " + TrackingTimeThere.BEN + "]";
        long account = sandbox.control("/accounts", "{'name': 'Hunt', 'role': 'ADMIN', 'members': " + people + "}")
                .path("id")
                .asLong();
        TrackingTimeThere there = new TrackingTimeThere(SharedTrackingTime.get().api(), account);
        StringBuilder told = new StringBuilder();
        TrackingTimeRun run = new TrackingTimeRun(there, account);
        run.prepare("Hunted before");
        try (RunningDevledger devledger =
                live(password, "devledger.trackingtime.account-id=" + account, "devledger.trackingtime.tools=all")) {
            Api api = devledger.api();
            told.append(assertFirstLinkAsks(api, there));
            List<DirectCall> calls =
                    TrackingTimeRun.inOrder(TrackingTimeCalls.off(true).all());
            assertThat(calls).hasSize(92);
            for (DirectCall call : calls) {
                if (call.effect() == Effect.READS
                        && call.routes().getFirst().method().equals("GET")) {
                    told.append(api.get(200, "/api/trackingtime" + run.address(call, "Hunted"))
                            .body());
                }
            }
            Mcp agent = Mcp.connect(api);
            assertThat(agent.result("tools/list", "{}")
                            .path("tools")
                            .valueStream()
                            .map(tool -> tool.path("name").asString())
                            .filter(name -> name.startsWith("tt_")))
                    .containsExactlyInAnyOrderElementsOf(
                            calls.stream().map(DirectCall::name).toList());
            List<String> failed = new ArrayList<>();
            for (DirectCall call : calls) {
                String arguments =
                        run.arguments(call, call.name().equals("tt_update_customer") ? "Hunted later" : "Hunted");
                if (call.effect() == Effect.ADDS) {
                    arguments = arguments.replaceFirst("}$", ", \"idempotency_key\": \"hunt-" + call.name() + "\"}");
                }
                JsonNode answer = agent.call(call.name(), arguments);
                told.append(answer);
                if (answer.path("isError").asBoolean(true)) {
                    failed.add(call.name() + arguments + answer.at("/content/0/text"));
                }
            }
            assertThat(failed).isEmpty();
            assertThat(there.data("/projects/" + run.id("/projects")).isEmpty()).isTrue();
            assertThat(there.data("/services?filter=ALL").toString()).contains("\"Hunted\"");
            told.append(api.get(200, "/api/trackingtime/connection").body());
            assertThat(health(api).at("/details/state").asString())
                    .as("its first link waits")
                    .isEqualTo("attention");

            List<String> secrets = Stream.concat(
                            SECRETS.stream(), Stream.of(password, TrackingTimeThere.basic(password)))
                    .toList();
            assertThat(told.toString()).contains("Hunted").doesNotContain(secrets);
            assertThat(log.getAll()).contains("/events/add answered 200").doesNotContain(secrets);
            Tables tables = new Tables(devledger);
            assertThat(tables.with("Hunted"))
                    .as("an answer for whoever repeats a call")
                    .contains("public.idempotency_key");
            assertThat(secrets.stream().flatMap(secret -> tables.with(secret).stream()))
                    .isEmpty();
        }
    }

    /** With the time of all people, so that each of their entries, with its rates and links, is read as well. */
    @Test
    void what_the_sync_of_time_reads_and_writes_leaves_no_secret_either(CapturedOutput log) {
        String password = password();
        String people = "[" + TrackingTimeThere.ANA + ", " + TrackingTimeThere.BEN + "]";
        long account = sandbox.control("/accounts", "{'name': 'Clock', 'role': 'ADMIN', 'members': " + people + "}")
                .path("id")
                .asLong();
        TrackingTimeThere there = new TrackingTimeThere(SharedTrackingTime.get().api(), account);
        long project = there.made("/projects/add", "{'name': 'Hunted clock'}");
        long task = there.made("/tasks/share", "{'name': 'Hunted hour', 'project_id': " + project + "}");
        Instant start = Instant.now().minus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
        long anas = hour(there, TrackingTimeThere.ANA, task, start, "hunted time of Ana");
        hour(there, TrackingTimeThere.BEN, task, start.plusSeconds(7200), "hunted time of Ben");
        StringBuilder told = new StringBuilder();
        try (RunningDevledger devledger = live(
                password,
                "devledger.trackingtime.account-id=" + account,
                "devledger.trackingtime.people=all",
                "devledger.trackingtime.settle=200ms")) {
            Api api = devledger.api();
            Ledger.eventually(() -> {
                synced(api);
                assertThat(entries(api)).contains("hunted time of Ana", "hunted time of Ben", "\"taskKey\":\"T-");
            });
            String hour = api.read("/api/time-entries?q=hunted")
                    .at("/items/0/taskKey")
                    .asString();
            api.post(
                    201,
                    "/api/time-entries",
                    "{\"task\": \"" + hour + "\", \"start\": \"" + start.minusSeconds(7200)
                            + "\", \"seconds\": 600, \"note\": \"hunted here\"}");
            sandbox.control("/events/" + anas, "{'locked': true}");
            String key = api.read("/api/time-entries?q=%22time%20of%20Ana%22")
                    .at("/items/0/key")
                    .asString();
            api.patch(200, "/api/time-entries/" + key, "{\"note\": \"hunted and locked\"}");
            Ledger.eventually(() -> {
                synced(api);
                assertThat(there.data("/events?filter=COMPANY&from=2020-01-01&to=2100-01-01")
                                .toString())
                        .contains("hunted here");
                assertThat(api.get(200, "/api/sync/conflicts").body()).contains("hunted and locked");
            });
            for (String path : List.of(
                    "/api/time-entries?limit=200",
                    "/api/time-entries/export?format=ndjson",
                    "/api/time-entries/export?format=csv",
                    "/api/time-entries/summary?by=person,task",
                    "/api/people",
                    "/api/timer",
                    "/api/history?sync=true&limit=200",
                    "/api/export",
                    "/api/connectors",
                    "/api/sync/status",
                    "/api/sync/cycles",
                    "/api/sync/conflicts",
                    "/api/sync/approvals",
                    "/actuator/health",
                    "/actuator/prometheus")) {
                told.append(api.get(path).body());
            }
            Mcp agent = Mcp.connect(api);
            told.append(agent.call("get_time_report", "{\"group_by\": [\"entry\"]}"));
            told.append(agent.call("get_overview", "{}"));
            List<String> secrets = Stream.concat(
                            SECRETS.stream(), Stream.of(password, TrackingTimeThere.basic(password)))
                    .toList();
            assertThat(told.toString())
                    .contains("hunted time of Ben", "hunted here")
                    .doesNotContain(secrets);
            assertThat(log.getAll()).contains("/events/add answered 200").doesNotContain(secrets);
            Tables tables = new Tables(devledger);
            assertThat(tables.with("hunted time of Ben")).contains("public.time_entries");
            assertThat(secrets.stream().flatMap(secret -> tables.with(secret).stream()))
                    .isEmpty();
        }
    }

    private static long hour(TrackingTimeThere there, long user, long task, Instant start, String note) {
        return there.made(
                "/events/add",
                "{'user_id': " + user + ", 'task_id': " + task + ", 'start': '" + local(start) + "', 'end': '"
                        + local(start.plusSeconds(3600)) + "', 'duration': 3600, 'timezone': 'GMT+0', 'notes': '"
                        + note + "'}");
    }

    private static String local(Instant at) {
        return at.toString().replace('T', ' ').replace("Z", "");
    }

    private static String entries(Api api) {
        return api.get(200, "/api/time-entries?q=hunted").body();
    }

    /** And whatever waits is agreed to. */
    private static void synced(Api api) {
        api.post(200, "/api/sync/run?connector=trackingtime", null);
        api.read("/api/sync/approvals?connector=trackingtime")
                .path("items")
                .valueStream()
                .filter(held -> held.path("planHash").isString())
                .forEach(held -> api.post(
                        "/api/sync/approvals?connector=trackingtime",
                        "{\"planHash\":\"" + held.path("planHash").asString() + "\"}"));
    }
}
