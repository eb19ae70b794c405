package dev.devledger.adapters.services.clickup.webhook;

import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;
import static dev.devledger.adapters.services.kernel.Endpoint.put;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Connector.Hints;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps one webhook registered and active. After a long outage of this server ClickUp suspends it without a notice, and
 * never sends the missed deliveries. So after the webhook is reactivated, everything is read.
 */
public final class WebhookKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookKeeper.class);
    private static final Duration PACE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final List<String> EVENTS =
            List.of(("taskCreated taskUpdated taskDeleted taskPriorityUpdated taskStatusUpdated"
                            + " taskAssigneeUpdated taskDueDateUpdated taskTagUpdated taskMoved taskCommentPosted"
                            + " taskCommentUpdated taskTimeEstimateUpdated listCreated listUpdated listDeleted"
                            + " folderUpdated folderDeleted spaceUpdated spaceDeleted")
                    .split(" "));

    /**
     * @param endpoint the URL to which ClickUp delivers
     * @param workspace the workspace's id; null if only one is granted
     */
    public record Address(URI endpoint, @Nullable String workspace) {}

    private final ClickUpClient client;
    private final Address address;
    private final SecretStore secrets;
    private final ConnectedAccount account;
    private final Consumer<Hint> missed;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    /** @param missed receives the hint to read everything */
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

    /** Checks the webhook, at most every ten minutes. A failure does no harm: polls find the changes, too. */
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
        if (!(client.read(get("team")) instanceof Outcome.Answered(JsonNode json))) {
            return Optional.empty();
        }
        List<String> granted = json.path("teams")
                .valueStream()
                .map(team -> team.path("id").asString(""))
                .toList();
        return granted.size() == 1 ? Optional.of(granted.getFirst()) : Optional.empty();
    }

    private boolean isKept(String workspace) {
        Outcome listed = client.read(get("team", workspace, "webhook"));
        if (!(listed instanceof Outcome.Answered(JsonNode json))
                || !json.path("webhooks").isArray()) { // as an empty list it would lead to another webhook
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
        Outcome made = client.write(post("team", workspace, "webhook"), body());
        if (!(made instanceof Outcome.Answered(JsonNode json))) {
            return told(made); // if the answer was lost, the list shows the webhook the next time
        }
        JsonNode webhook = json.path("webhook");
        remember(
                webhook.path("id").asString(json.path("id").asString("")),
                webhook.path("secret").asString(""));
        LOG.info("ClickUp delivers what changes to {}", address.endpoint());
        missed.accept(Hint.EVERYTHING);
        return true;
    }

    /** Reactivates a webhook, which may be another node's webhook: the list has the secret of each webhook. */
    private boolean revived(JsonNode webhook) {
        String id = webhook.path("id").asString("");
        remember(id, webhook.path("secret").asString(""));
        String health = webhook.path("health").path("status").asString("active");
        if (health.equals("active")) {
            return true;
        }
        Outcome revived = client.write(put("webhook", id), body().put("status", "active"));
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

    /**
     * Reads deliveries that are signed with the webhook's secret. ClickUp sends several deliveries for one change, and
     * may repeat each; the resulting hints are equal, and are handled once.
     */
    public static final class ClickUpHints implements Hints {
        private static final String SIGNATURE = "x-signature";
        private static final JsonMapper JSON = new JsonMapper();

        private final SecretStore secrets;
        private final ConnectedAccount account;

        public ClickUpHints(SecretStore secrets, ConnectedAccount account) {
            this.secrets = secrets;
            this.account = account;
        }

        @Override
        public Optional<Hint> accept(Map<String, String> headers, byte[] raw) {
            String signature = headers.get(SIGNATURE);
            return Webhook.of(secrets, account)
                    .filter(webhook -> signature != null && isSigned(webhook, signature, raw))
                    .map(webhook -> hint(raw));
        }

        /** Checks the signature over the raw bytes of the body, in constant time. */
        private static boolean isSigned(Webhook webhook, String signature, byte[] raw) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(webhook.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                String expected = HexFormat.of().formatHex(mac.doFinal(raw));
                return MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII),
                        signature.strip().getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e); // every Java has HmacSHA256
            }
        }

        private static Hint hint(byte[] raw) {
            JsonNode delivery;
            try {
                delivery = Objects.requireNonNullElse(JSON.readTree(raw), JSON.createObjectNode());
            } catch (JacksonException signedAllTheSame) {
                return Hint.EVERYTHING;
            }
            String event = delivery.path("event").asString("");
            String task = text(delivery, "task_id");
            String list = text(delivery, "list_id");
            boolean deleted = event.endsWith("Deleted");
            String mark = deleted ? " deleted" : "";
            if (task != null) {
                return new Hint(parent(delivery), task, deleted, "task " + task + mark);
            }
            return list == null ? Hint.EVERYTHING : new Hint(list, null, deleted, "list " + list + mark);
        }

        /** Returns the task's list; null if the delivery does not name it. */
        private static @Nullable String parent(JsonNode delivery) {
            return text(delivery.path("history_items").path(0), "parent_id");
        }

        private static @Nullable String text(JsonNode node, String name) {
            String text = node.path(name).asString("");
            return text.isBlank() ? null : text;
        }
    }

    /**
     * The registered webhook. It is stored encrypted, as anyone who knows its secret can trigger reads.
     *
     * @param secret the key for the signatures of its deliveries
     */
    record Webhook(String id, String secret) {

        static Optional<Webhook> of(SecretStore secrets, ConnectedAccount account) {
            return secrets.get(name(account)) instanceof SecretStore.Lookup.Opened(var text) && text.contains("\n")
                    ? Optional.of(
                            new Webhook(text.substring(0, text.indexOf('\n')), text.substring(text.indexOf('\n') + 1)))
                    : Optional.empty();
        }

        void keep(SecretStore secrets, ConnectedAccount account) {
            secrets.put(name(account), id + "\n" + secret);
        }

        private static String name(ConnectedAccount account) {
            return account.connector() + "/" + account.account() + "/webhook";
        }

        /** Omits the secret. */
        @Override
        public String toString() {
            return "Webhook[" + id + "]";
        }
    }
}
