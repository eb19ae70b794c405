package dev.devledger.adapters.services.clickup.webhook;

import dev.devledger.application.connection.SecretStore;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Connector.Hints;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads deliveries that are signed with the webhook's secret. One change comes as several of them, and any may come again:
 * what is to be looked at is the same, so it is looked at once.
 */
public final class ClickUpHints implements Hints {
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

    /** Over the bytes as they came, and in a time that tells nothing of where the difference is. */
    private static boolean isSigned(Webhook webhook, String signature, byte[] raw) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(webhook.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected = HexFormat.of().formatHex(mac.doFinal(raw));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.US_ASCII),
                    signature.strip().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each Java has it
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

    /** The task's list; some deliveries do not say it. */
    private static @Nullable String parent(JsonNode delivery) {
        return text(delivery.path("history_items").path(0), "parent_id");
    }

    private static @Nullable String text(JsonNode node, String name) {
        String text = node.path(name).asString("");
        return text.isBlank() ? null : text;
    }
}
