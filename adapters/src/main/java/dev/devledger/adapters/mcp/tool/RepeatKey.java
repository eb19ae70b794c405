package dev.devledger.adapters.mcp.tool;

import dev.devledger.application.command.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What tells a repeat of a call from another call. */
public final class RepeatKey {
    private static final String FIELD = "idempotency_key";

    /** A repeat is answered as the first was, whatever the versions are by then. */
    private static final List<String> NOT_COMPARED = List.of(FIELD, "expected_version");

    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RepeatKey() {}

    /** Null where the caller gave none. The same key of another caller or tool is another key. */
    public static @Nullable IdempotencyKey of(ToolCall call) {
        String key = call.arguments().text(FIELD);
        if (key == null) {
            return null;
        }
        if (!key.matches("[\\x21-\\x7e]{1,64}")) {
            throw call.arguments()
                    .wrong(FIELD, "is not 1 to 64 visible ASCII characters without spaces. Nothing was written.");
        }
        return new IdempotencyKey(
                call.caller().actor() + " mcp " + call.tool(),
                key,
                hash(call.arguments().json()));
    }

    /** The order of the fields says nothing. */
    private static String hash(ObjectNode arguments) {
        arguments.remove(NOT_COMPARED);
        Object plain = SORTED.convertValue((JsonNode) arguments, Object.class);
        return HexFormat.of()
                .formatHex(sha256().digest(SORTED.writeValueAsString(plain).getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-256.", impossible);
        }
    }
}
