package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.places.WebhookEvents;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The webhooks of a workspace. Each user sees only the user's own, with their secrets. */
public record Webhooks(StoredObjects things, ClickUpBehaviour circumstances) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<String> PLACES = List.of("task_id", "list_id", "folder_id", "space_id");

    public List<ObjectNode> of(StoredObject team, Caller caller) {
        return things.of(WebhookEvents.KIND, team.key()).stream()
                .filter(webhook -> isOf(webhook, caller))
                .map(StoredObject::shown)
                .toList();
    }

    public ObjectNode add(StoredObject team, Caller caller, RequestFields given) {
        ObjectNode webhook = Json.object().put("id", UUID.randomUUID().toString());
        webhook.put("userid", caller.user()).put("team_id", Long.parseLong(team.id()));
        String endpoint =
                given.text("endpoint").filter(url -> url.startsWith("http")).orElse("");
        if (endpoint.isEmpty()) throw new Refusal(400, "OAUTH_177", "Endpoint invalid");
        webhook.put("endpoint", endpoint);
        webhook.putNull("client_id");
        List<String> events = events(given);
        webhook.set("events", Json.arrayOf(events));
        for (String place : PLACES)
            given.text(place).ifPresentOrElse(id -> webhook.put(place, id), () -> webhook.putNull(place));
        webhook.putObject("health").put("status", "active").put("fail_count", 0);
        webhook.put("secret", secret());
        boolean known = things.of(WebhookEvents.KIND, team.key()).stream()
                .filter(each -> isOf(each, caller))
                .anyMatch(each -> isSame(each.body(), webhook));
        if (known && !circumstances.has(ClickUpHabit.WEBHOOK_TWICE))
            throw new Refusal(400, "OAUTH_171", "Webhook configuration already exists");
        things.add(new StoredObject(WebhookEvents.KIND, webhook.path("id").asString(), team.key(), webhook));
        return webhook;
    }

    private static boolean isSame(ObjectNode one, ObjectNode other) {
        return one.path("endpoint").equals(other.path("endpoint"))
                && one.path("events").equals(other.path("events"))
                && PLACES.stream().allMatch(place -> one.path(place).equals(other.path(place)));
    }

    private static List<String> events(RequestFields given) {
        List<String> events = Json.texts(given.json().path("events"));
        if (given.text("events").filter("*"::equals).isPresent()) return List.of("*");
        if (events.isEmpty()) throw new Refusal(400, "OAUTH_176", "Events invalid");
        return events;
    }

    /** Changes a webhook. A suspended webhook can be reactivated, but its missed events are never sent. */
    public ObjectNode change(Caller caller, String id, RequestFields given) {
        StoredObject webhook = find(caller, id);
        given.text("endpoint").ifPresent(url -> webhook.body().put("endpoint", url));
        if (given.has("events")) webhook.body().set("events", Json.arrayOf(events(given)));
        if (given.text("status").filter("active"::equals).isPresent())
            webhook.body().withObject("health").put("status", "active").put("fail_count", 0);
        return things.save(webhook).shown();
    }

    public void delete(Caller caller, String id) {
        things.delete(find(caller, id));
    }

    private StoredObject find(Caller caller, String id) {
        return things.present(WebhookEvents.KIND, id)
                .filter(webhook -> isOf(webhook, caller))
                .orElseThrow(() -> Refusal.notFound("Webhook"));
    }

    private static boolean isOf(StoredObject webhook, Caller caller) {
        return webhook.body().path("userid").asLong() == caller.user() && caller.reaches(webhook.text("team_id"));
    }

    private static String secret() {
        byte[] bytes = new byte[36];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
