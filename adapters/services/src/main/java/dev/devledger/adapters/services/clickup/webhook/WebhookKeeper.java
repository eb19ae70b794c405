package dev.devledger.adapters.services.clickup.webhook;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.connection.SecretStore;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps one webhook registered and alive. ClickUp suspends it where we were away for long, tells nobody of that, and never
 * sends what was missed: then everything is looked at once.
 */
public final class WebhookKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookKeeper.class);
    private static final Duration PACE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final List<String> EVENTS = List.of(
            "taskCreated",
            "taskUpdated",
            "taskDeleted",
            "taskPriorityUpdated",
            "taskStatusUpdated",
            "taskAssigneeUpdated",
            "taskDueDateUpdated",
            "taskTagUpdated",
            "taskMoved",
            "taskCommentPosted",
            "taskCommentUpdated",
            "taskTimeEstimateUpdated",
            "listCreated",
            "listUpdated",
            "listDeleted",
            "folderUpdated",
            "folderDeleted",
            "spaceUpdated",
            "spaceDeleted");

    /**
     * @param endpoint where ClickUp delivers to
     * @param workspace its id; null for the only one that is granted
     */
    public record Address(URI endpoint, @Nullable String workspace) {}

    private final ClickUpClient client;
    private final Address address;
    private final SecretStore secrets;
    private final ConnectedAccount account;
    private final Consumer<Hint> missed;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    /** @param missed takes the hint to look at everything */
    public WebhookKeeper(
            ClickUpClient client,
            Address address,
            SecretStore secrets,
            ConnectedAccount account,
            Consumer<Hint> missed,
            InstantSource clock) {
        this.client = client;
        this.address = address;
        this.secrets = secrets;
        this.account = account;
        this.missed = missed;
        this.clock = clock;
    }

    /** Asks how it is, at most every ten minutes; without an answer a poll finds what changes, so nothing waits for it. */
    public synchronized void keep() {
        if (clock.instant().isBefore(next)) {
            return;
        }
        boolean well = workspace().map(this::isKept).orElse(false);
        next = clock.instant().plus(well ? PACE : SOON);
    }

    private Optional<String> workspace() {
        if (address.workspace() != null && !address.workspace().isBlank()) {
            return Optional.of(address.workspace());
        }
        if (!(client.call(Share.READ, Endpoint.get("team")) instanceof Outcome.Answered(JsonNode json))) {
            return Optional.empty();
        }
        List<String> granted = json.path("teams")
                .valueStream()
                .map(team -> team.path("id").asString(""))
                .toList();
        return granted.size() == 1 ? Optional.of(granted.getFirst()) : Optional.empty();
    }

    private boolean isKept(String workspace) {
        Outcome listed = client.call(Share.READ, Endpoint.get("team", workspace, "webhook"));
        if (!(listed instanceof Outcome.Answered(JsonNode json))
                || !json.path("webhooks").isArray()) { // which are none: another one would be made
            return told(listed);
        }
        Optional<JsonNode> ours = json.path("webhooks")
                .valueStream()
                .filter(each -> each.path("endpoint")
                        .asString("")
                        .equals(address.endpoint().toString()))
                .findFirst();
        return ours.map(this::revived).orElseGet(() -> registered(workspace));
    }

    private boolean registered(String workspace) {
        Outcome made = client.call(Share.WRITE, Endpoint.post("team", workspace, "webhook"), body());
        if (!(made instanceof Outcome.Answered(JsonNode json))) {
            return told(made); // one whose answer was lost is in the list the next time
        }
        JsonNode webhook = json.path("webhook");
        remember(
                webhook.path("id").asString(json.path("id").asString("")),
                webhook.path("secret").asString(""));
        LOG.info("ClickUp delivers what changes to {}", address.endpoint());
        missed.accept(Hint.EVERYTHING);
        return true;
    }

    /** The list has the secret of each, so one that another node registered is ours as well. */
    private boolean revived(JsonNode webhook) {
        String id = webhook.path("id").asString("");
        remember(id, webhook.path("secret").asString(""));
        String health = webhook.path("health").path("status").asString("active");
        if (health.equals("active")) {
            return true;
        }
        Outcome revived = client.call(Share.WRITE, Endpoint.put("webhook", id), body().put("status", "active"));
        if (!(revived instanceof Outcome.Answered)) {
            return told(revived);
        }
        LOG.warn("ClickUp's webhook was {} and is active again; what it did not deliver is looked for", health);
        missed.accept(Hint.EVERYTHING);
        return true;
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("endpoint", address.endpoint().toString());
        EVENTS.forEach(body.putArray("events")::add);
        return body;
    }

    private void remember(String id, String secret) {
        Webhook now = new Webhook(id, secret);
        if (!secret.isEmpty() && !Webhook.of(secrets, account).equals(Optional.of(now))) {
            now.keep(secrets, account);
        }
    }

    private static boolean told(Outcome outcome) {
        LOG.debug("ClickUp's webhook could not be looked after: {}", outcome);
        return false;
    }
}
