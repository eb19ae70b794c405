package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A ledger with time of its own meets an account that has worked for a year, 1,000 entries of it; others with {@code
 * -Ddevledger.test.entries=6200}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class TrackingTimeFirstHourIT {
    private static final int MANY = Integer.getInteger("devledger.test.entries", 1_000);
    private static final int ODD = 6;

    /** Five cycles. */
    private static final int MOST_FOR_ALL = 500;

    private static final int MOST_FOR_A_THOUSAND = 100;

    private static long account;
    private static TrackingTimeThere there;
    private static RunningDevledger devledger;
    private static Api api;
    private static long roundTrips;

    @BeforeAll
    static void two_sides_that_have_something() {
        Api sandboxed = SharedTrackingTime.get().api();
        TrackingTimeThere sandbox = new TrackingTimeThere(sandboxed, TrackingTimeThere.SANDBOX);
        account = sandbox.control(
                        "/accounts", "{'name': 'Year', 'role': 'ADMIN', 'members': [" + TrackingTimeThere.ANA + "]}")
                .path("id")
                .asLong();
        there = new TrackingTimeThere(sandboxed, account);
        long website = there.made("/projects/add", "{'name': 'Website'}");
        long fix = there.made("/tasks/share", "{'name': 'Fix login', 'project_id': " + website + "}");
        long review = there.made("/tasks/share", "{'name': 'Review', 'project_id': " + website + "}");
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        for (int daysAgo : List.of(3, 34, 300)) {
            hour(fix, now.minus(daysAgo, ChronoUnit.DAYS), false);
            hour(review, now.minus(daysAgo, ChronoUnit.DAYS).plusSeconds(7_200), true);
        }
        there.control(
                "/events",
                "{'account': " + account + ", 'count': " + MANY + ", 'task': " + fix + ", 'from': '"
                        + local(now.minus(200, ChronoUnit.DAYS)) + "'}");
        String password = sandbox.control("/passwords", "{'user': " + TrackingTimeThere.ANA + "}")
                .path("password")
                .asString();
        devledger = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.trackingtime.app-password=" + password,
                "devledger.trackingtime.api-url=" + sandboxed.base().resolve(TrackingTimeThere.API),
                "devledger.trackingtime.account-id=" + account,
                "devledger.trackingtime.budget=off",
                "devledger.trackingtime.settle=200ms",
                "devledger.trackingtime.poll-interval=0s",
                "devledger.ticktick.mode=off");
        api = devledger.api();
        api.post(201, "/api/projects", "{\"name\":\"House\"}");
        api.post(201, "/api/people", "{\"name\": \"Ana R.\", \"email\": \"ANA@example.com\"}");
        api.post(201, "/api/projects/P-1/tasks", "{\"title\": \"Sweep\", \"assignees\": [\"ana@example.com\"]}");
        api.post(201, "/api/people", "{\"name\": \"Dora\"}");
        api.post(
                201,
                "/api/projects/P-1/tasks",
                "{\"title\": \"Wash\", \"assignees\": [\"Dora\", \"ana@example.com\"]}");
        there.made(
                "/tasks/share",
                "{'name': 'Deploy', 'project_id': " + website + ", 'users': [{'id': " + TrackingTimeThere.ANA + "}]}");
        api.post(201, "/api/time-entries", logged(now.minus(2, ChronoUnit.DAYS), "swept"));
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    private static void hour(long task, Instant start, boolean billed) {
        there.made(
                "/events/add",
                "{'user_id': " + TrackingTimeThere.ANA + ", 'task_id': " + task + ", 'start': '" + local(start)
                        + "', 'end': '" + local(start.plusSeconds(3600))
                        + "', 'duration': 3600, 'timezone': 'GMT+0', 'is_billed': " + billed + "}");
    }

    private static String local(Instant at) {
        return at.toString().replace('T', ' ').replace("Z", "");
    }

    private static String logged(Instant start, String note) {
        return "{\"project\": \"P-1\", \"start\": \"" + start + "\", \"seconds\": 600, \"note\": \"" + note + "\"}";
    }

    private static void sync() {
        String request = "first-hour-" + UUID.randomUUID();
        Queue<String> statements = CountedDatabase.watch(request);
        api.post(200, "/api/sync/run?connector=trackingtime", null, "X-Request-Id", request);
        roundTrips += statements.size();
    }

    /** More than 50 entries at once are a question of their own. */
    private static void approve() {
        elements(api.read("/api/sync/approvals").path("items"))
                .forEach(each -> api.post(
                        201,
                        "/api/sync/approvals?connector=trackingtime",
                        "{\"planHash\": \"" + text(each, "planHash") + "\"}"));
    }

    private static long entries() {
        return JdbcClient.create(devledger.bean(DataSource.class))
                .sql("select count(*) from time_entries")
                .query(Long.class)
                .single();
    }

    private static List<String> writes() {
        return there.journal().stream()
                .filter(call -> call.contains(" /" + account + "/") && !call.startsWith("GET "))
                .toList();
    }

    @Test
    @Order(1)
    void nothing_of_it_is_written_before_the_plan_is_approved() {
        List<String> before = writes();
        for (int cycle = 0; cycle < 3; cycle++) {
            sync();
        }
        assertThat(entries()).isOne();
        assertThat(writes()).isEqualTo(before);
        JsonNode waits = api.read("/api/sync/approvals").path("items");
        assertThat(elements(waits)).singleElement().satisfies(each -> assertThat(text(each, "guard"))
                .isEqualTo("first-link"));
    }

    /** What is counted are transactions, each of which is some round trips: seconds are the machine's. */
    @Test
    @Order(2)
    void then_all_of_it_comes_on_its_task_in_a_few_transactions_and_nobody_is_asked() {
        roundTrips = 0;
        for (int cycle = 0; cycle < 5; cycle++) {
            approve();
            sync();
        }
        assertThat(entries()).isEqualTo(MANY + ODD + 1);
        JsonNode sums = api.read("/api/time-entries/summary?by=task");
        assertThat(elements(sums.path("items")).stream()
                        .map(each -> each.at("/group/task/name").asString() + " " + each.path("seconds")))
                .as(sums.toString())
                .contains("Fix login " + (MANY * 900 + 3 * 3600), "Review " + 3 * 3600);
        assertThat(elements(api.read("/api/sync/conflicts").path("items"))).isEmpty();
        long transactions = JdbcClient.create(devledger.bean(DataSource.class))
                .sql("select count(distinct xmin::text) from event where event_type = 'time-entry.created'")
                .query(Long.class)
                .single();
        assertThat(transactions).isLessThanOrEqualTo(3L + MANY / 500);
        assertThat(roundTrips).isPositive().isLessThan(MOST_FOR_ALL + MANY * MOST_FOR_A_THOUSAND / 1_000);
        assertThat(writes().stream().filter(call -> call.endsWith("/events/add") || call.contains("/events/update")))
                .as("the one of here is sent once and whole, beside the %d that were made", ODD)
                .hasSize(ODD + 1);
        assertThat(elements(api.read("/api/tasks?assignee=me").path("items")))
                .as("who was a second person is the owner")
                .extracting(each -> text(each, "title"))
                .containsExactlyInAnyOrder("Sweep", "Wash", "Deploy", "Fix login", "Review");
        assertThat(elements(api.read("/api/people").path("items")))
                .extracting(each -> text(each, "email"))
                .containsExactlyInAnyOrder("ana@example.com", "");
        assertThat(elements(api.read("/api/tasks?q=Wash").path("items")))
                .as("who shares a task with them keeps it")
                .singleElement()
                .satisfies(each -> assertThat(elements(each.path("assignees")))
                        .extracting(assignee -> text(assignee, "name"))
                        .containsExactlyInAnyOrder("Owner", "Dora"));
        int before = writes().size();
        sync();
        assertThat(writes()).hasSize(before);

        String owner = text(api.read("/api/people").at("/items/0"), "key");
        api.patch(200, "/api/people/" + owner, "{\"email\": \"chosen@example.com\"}");
        sync();
        assertThat(text(api.read("/api/people/" + owner), "email")).isEqualTo("chosen@example.com");
    }
}
