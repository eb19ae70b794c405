package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.clickup.ClickUpCalls.Reply;
import dev.devledger.adapters.sandbox.clickup.Receiver.Delivery;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What webhooks are told, and what becomes of those that do not answer: numbers 24 and 25 of the behaviours. */
class WebhookBehavioursTest extends OnClickUp {
    private final Receiver receiver = new Receiver();
    private String webhook = "";
    private String secret = "";

    @AfterEach
    void close() {
        receiver.close();
    }

    private Reply register(String more) {
        Reply made = clickup.post(
                "/team/" + TEAM + "/webhook", "{'endpoint': '" + receiver.url() + "', 'events': ['*']" + more + "}");
        webhook = made.text("id");
        secret = made.at("/webhook/secret").asString();
        return made;
    }

    /** Whether this or the sandbox's own thread does it, afterwards it is done. */
    private void deliver() {
        control.post("/deliveries", "{}");
    }

    private List<String> eventsOf(Runnable deed) {
        deliver();
        receiver.forget();
        deed.run();
        deliver();
        return receiver.events();
    }

    private JsonNode health() {
        return clickup.get("/team/" + TEAM + "/webhook").at("/webhooks/0/health");
    }

    private int failures() {
        return health().path("fail_count").asInt();
    }

    @Test
    @Tag("b24")
    void b24_a_delivery_is_signed_over_its_raw_bytes() {
        register("");
        task("{'name': 'Tü'}", list);
        deliver();
        assertThat(receiver.all()).isNotEmpty().allSatisfy(each -> {
            assertThat(each.isSignedWith(secret)).isTrue();
            assertThat(each.isSignedWith("another")).isFalse();
            assertThat(each.raw()).isNotEqualTo(each.json().toString());
            assertThat(each.json().path("webhook_id").asString()).isEqualTo(webhook);
        });
    }

    @Test
    @Tag("b24")
    void b24_one_change_is_told_under_several_names() {
        register("");
        String task = task("First");
        assertThat(eventsOf(() -> task("T"))).containsExactly("taskCreated", "taskStatusUpdated");
        List<Delivery> created = receiver.all();
        JsonNode items = created.getFirst().json().path("history_items");
        assertThat(texts(items, "field")).containsExactly("status", "task_creation");
        assertThat(texts(created.getLast().json().path("history_items"), "id"))
                .containsExactly(items.path(0).path("id").asString());
        String path = "/task/" + task;
        assertThat(eventsOf(() -> clickup.put(path, "{'priority': 1}")))
                .containsExactly("taskPriorityUpdated", "taskUpdated");
        assertThat(eventsOf(() -> clickup.put(path, "{'name': 'U'}"))).containsExactly("taskUpdated");
        assertThat(eventsOf(() -> clickup.put(path, "{'status': 'done'}")))
                .containsExactly("taskStatusUpdated", "taskUpdated");
        assertThat(eventsOf(() -> clickup.put(path, "{'assignees': {'add': [184]}}")))
                .containsExactly("taskAssigneeUpdated", "taskUpdated");
        assertThat(eventsOf(() -> clickup.put(path, "{'due_date': 1}")))
                .containsExactly("taskDueDateUpdated", "taskUpdated");
        assertThat(eventsOf(() -> clickup.put(path, "{'time_estimate': 1}")))
                .containsExactly("taskTimeEstimateUpdated", "taskUpdated");
        assertThat(eventsOf(() -> clickup.post(path + "/tag/a", ""))).containsExactly("taskTagUpdated", "taskUpdated");
        assertThat(eventsOf(() -> clickup.post(path + "/comment", "{'comment_text': 'c'}")))
                .containsExactly("taskCommentPosted", "taskUpdated");
        assertThat(eventsOf(() -> clickup.delete(path))).containsExactly("taskDeleted");
        assertThat(receiver.all().getFirst().json().has("history_items")).isFalse();
    }

    @Test
    @Tag("b24")
    void places_are_told_by_their_own_names_and_a_deleted_list_says_nothing_of_its_tasks() {
        register("");
        task("T");
        assertThat(eventsOf(() -> newList("L"))).containsExactly("listCreated");
        assertThat(eventsOf(() -> clickup.put("/list/" + list, "{'name': 'M'}")))
                .containsExactly("listUpdated");
        assertThat(eventsOf(() -> clickup.delete("/list/" + list))).containsExactly("listDeleted");
        assertThat(receiver.all().getFirst().json().path("list_id").asString()).isEqualTo(list);
        assertThat(eventsOf(() -> clickup.post("/space/" + space + "/folder", "{'name': 'F'}")))
                .containsExactly("folderCreated");
        assertThat(eventsOf(() -> clickup.post("/team/" + TEAM + "/space", "{'name': 'S'}")))
                .containsExactly("spaceCreated", "listCreated", "spaceUpdated");
    }

    @Test
    @Tag("b24")
    void deliveries_can_come_twice_and_in_disorder() {
        register("");
        habit("deliveries", "twice");
        assertThat(eventsOf(() -> task("T")))
                .containsExactlyInAnyOrder("taskCreated", "taskCreated", "taskStatusUpdated", "taskStatusUpdated");
        habit("deliveries", "once");
        habit("deliveryOrder", "reversed");
        receiver.answers(500);
        eventsOf(() -> task("U"));
        receiver.answers(200);
        receiver.forget();
        pass("PT10S");
        deliver();
        assertThat(receiver.events()).containsExactly("taskStatusUpdated", "taskCreated");
    }

    @Test
    @Tag("b24")
    void the_narrowest_place_of_a_webhook_decides_and_everybody_sees_their_own() {
        String other = newList("Other");
        register(", 'space_id': '" + space + "', 'list_id': '" + list + "'");
        assertThat(eventsOf(() -> task("{'name': 'T'}", other))).isEmpty();
        assertThat(eventsOf(() -> task("T"))).hasSize(2);
        assertThat(asUser(184).get("/team/" + TEAM + "/webhook").all("webhooks"))
                .isEmpty();
        assertThat(texts(clickup.get("/team/" + TEAM + "/webhook").json().path("webhooks"), "secret"))
                .containsExactly(secret);
        assertThat(register(", 'space_id': '" + space + "', 'list_id': '" + list + "'")
                        .code())
                .isEqualTo("OAUTH_171");
        habit("sameWebhook", "taken");
        assertThat(register(", 'space_id': '" + space + "', 'list_id': '" + list + "'")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Tag("b25")
    void b25_what_fails_five_times_is_lost() {
        register(", 'list_id': '" + list + "'");
        clickup.put("/webhook/" + webhook, "{'events': ['taskDeleted']}");
        receiver.answers(500);
        String task = task("T");
        clickup.delete("/task/" + task);
        deliver();
        for (int attempt = 2; attempt <= 5; attempt++) {
            assertThat(receiver.all()).hasSize(attempt - 1);
            assertThat(failures()).isZero();
            pass("PT1M");
            deliver();
        }
        assertThat(receiver.all()).hasSize(5);
        assertThat(failures()).isEqualTo(1);
        receiver.answers(200);
        pass("PT1H");
        deliver();
        assertThat(receiver.all()).hasSize(5);
        clickup.delete("/task/" + task("U"));
        deliver();
        assertThat(failures()).isZero();
    }

    @Test
    @Tag("b25")
    void b25_after_a_hundred_losses_it_is_suspended_until_it_is_revived() {
        register("");
        clickup.put("/webhook/" + webhook, "{'events': ['taskDeleted']}");
        receiver.answers(500);
        for (int each = 0; each < 100; each++) clickup.delete("/task/" + task("T" + each));
        for (int attempt = 1; attempt <= 5; attempt++) {
            deliver();
            pass("PT1M");
        }
        assertThat(health().path("status").asString()).isEqualTo("suspended");
        assertThat(failures()).isEqualTo(100);
        receiver.answers(200);
        assertThat(eventsOf(() -> clickup.delete("/task/" + task("Missed")))).isEmpty();
        clickup.put("/webhook/" + webhook, "{'events': ['taskDeleted'], 'status': 'active'}");
        assertThat(health().path("status").asString()).isEqualTo("active");
        deliver();
        assertThat(receiver.events()).isEmpty();
        assertThat(eventsOf(() -> clickup.delete("/task/" + task("Told")))).containsExactly("taskDeleted");
    }

    @Test
    @Tag("b25")
    void b25_who_says_gone_or_unauthorized_is_suspended_at_once_and_who_is_slow_has_failed() {
        for (int status : List.of(410, 401)) {
            register("");
            receiver.answers(status);
            task("T");
            deliver();
            assertThat(health().path("status").asString()).as("%s", status).isEqualTo("suspended");
            clickup.delete("/webhook/" + webhook);
        }
        control.post("/account", "{'webhookMillis': 100}");
        register("");
        clickup.put("/webhook/" + webhook, "{'events': ['taskDeleted']}");
        receiver.answers(0);
        clickup.delete("/task/" + task("T"));
        for (int attempt = 1; attempt <= 5; attempt++) {
            deliver();
            pass("PT1M");
        }
        assertThat(failures()).isEqualTo(1);
    }
}
