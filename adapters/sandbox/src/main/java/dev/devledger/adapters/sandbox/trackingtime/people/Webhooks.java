package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.People.SecretsInAnswers;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells webhooks of changes of entries. An event is stored together with its change, and delivered afterwards. */
public record Webhooks(StoredObjects things, TrackingTimeBehaviour circumstances, Webhooks.Deliveries deliveries) {
    static final String KIND = "webhook";
    private static final String DELETED = "event.deleted";

    /**
     * @param event {@code event.created}, {@code event.updated}, or {@code event.deleted}, which TrackingTime is not
     *     known to send to webhooks
     */
    public void tell(String event, long account, JsonNode entry) {
        if (event.equals(DELETED) && !circumstances.has(TrackingTimeHabit.DELETIONS_DELIVERED)) return;
        for (StoredObject webhook : things.of(KIND, account)) {
            List<String> events = Arrays.asList(webhook.text("events").split(",", -1));
            if (!webhook.text("status").equals("ENABLED")) continue;
            if (!events.contains(event) && !event.equals(DELETED)) continue;
            ObjectNode body = Json.object().put("event", event).put("account_id", account);
            body.put("webhook_id", webhook.id()).set("data", entry);
            deliveries.enqueue(String.valueOf(webhook.id()), body.toString());
        }
    }

    public ArrayNode all(long account, String filter) {
        return Json.nodes(things.of(KIND, account).stream()
                .filter(webhook -> filter.equals("ALL")
                        || webhook.text("status").equals(filter.equals("ACTIVE") ? "ENABLED" : filter))
                .map(Webhooks::shown)
                .toList());
    }

    public ObjectNode one(Caller caller, long id) {
        return shown(things.need(caller, KIND, id));
    }

    public ObjectNode add(Caller caller, RequestFields given) {
        String url = given.text("url").or(() -> given.text("callback_url")).orElseGet(() -> given.needed("url"));
        ObjectNode body = Json.object().put("url", url).put("status", "ENABLED");
        body.put("events", given.text("events").orElse("event.updated,event.created"));
        body.put("grouped", given.is("grouped")).put("secret", newSecret());
        return shown(things.add(KIND, caller.account(), 0, body));
    }

    public ObjectNode enable(Caller caller, long id, boolean enabled) {
        StoredObject webhook = things.need(caller, KIND, id);
        webhook.body().put("status", enabled ? "ENABLED" : "DISABLED");
        return shown(things.save(webhook));
    }

    public ObjectNode resetToken(Caller caller, long id) {
        StoredObject webhook = things.need(caller, KIND, id);
        webhook.body().put("secret", newSecret());
        return shown(things.save(webhook));
    }

    public void delete(Caller caller, long id) {
        things.delete(things.need(caller, KIND, id));
    }

    private static String newSecret() {
        return SecretsInAnswers.MARK + "webhook-" + UUID.randomUUID();
    }

    private static ObjectNode shown(StoredObject webhook) {
        ObjectNode shown = Json.object().put("id", webhook.id()).put("url", webhook.text("url"));
        shown.put("callback_url", webhook.text("url")).put("events", webhook.text("events"));
        shown.put("grouped", webhook.is("grouped")).put("status", webhook.text("status"));
        return shown.put("secret", webhook.text("secret")).put("token", webhook.text("secret"));
    }

    /** Delivers events to their webhooks: without a signature, and only once, whatever the answer. */
    public static final class Deliveries extends DeliveryQueue {
        private static final Duration PATIENCE = Duration.ofSeconds(7);

        private final StoredObjects things;

        public Deliveries(StoredObjects things, SandboxClock clock) {
            super(things.database(), clock);
            this.things = things;
        }

        @Override
        protected boolean attempt(Due due) {
            Optional<StoredObject> webhook = things.find(Webhooks.KIND, Long.parseLong(due.webhook()));
            webhook.ifPresent(found -> post(found.text("url"), due.body(), PATIENCE));
            drop(due);
            return webhook.isPresent();
        }
    }
}
