package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Sha256;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The idempotency key of a call. The same key from another caller or for another tool counts as another key. */
public final class CallKey {
    public static final String FIELD = "idempotency_key";
    private static final Pattern KEY = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,64}");

    /**
     * The fields that a repeat of a call may omit or change, as the caller may have read newer versions. The repeat
     * still gets the first answer.
     */
    private static final Set<String> NOT_HASHED = Set.of(FIELD, "expected_version", "dry_run", Consent.ARGUMENT);

    private CallKey() {}

    /** Returns the key of the call; null if the call has none. */
    public static @Nullable IdempotencyKey of(ToolCall call) {
        return of(call, "");
    }

    /** @param part the part of the call that runs only once, if a call has several parts; otherwise empty */
    public static @Nullable IdempotencyKey of(ToolCall call, String part) {
        String key = call.arguments().text(FIELD);
        if (key == null) {
            return null;
        }
        if (key.isBlank() || !KEY.matcher(key).matches()) {
            throw call.arguments().wrong(FIELD, "is empty or has a control character. Use 1 to 64 characters.");
        }
        ObjectNode arguments = call.arguments().json();
        arguments.remove(NOT_HASHED);
        String scope = call.caller().known().id() + " mcp " + call.tool() + (part.isEmpty() ? "" : " " + part);
        return new IdempotencyKey(scope, key, digest(arguments));
    }

    /** Returns the digest of arguments, which is the same in any order of the fields. */
    public static String digest(ObjectNode arguments) {
        return Sha256.hex(sorted(arguments).toString());
    }

    /** Returns the failure of a call, in the words of tools if the idempotency key belongs to another call. */
    public static RuntimeException inWordsOfTool(RuntimeException failure, ToolCall call) {
        return failure instanceof Rejection refused && refused.code() == Rejection.Code.IDEMPOTENCY_MISMATCH
                ? mismatch(call)
                : failure;
    }

    /** Quotes the key in the message. The key has no invisible characters, as {@link #of} refuses them. */
    private static ToolFailure mismatch(ToolCall call) {
        return new ToolFailure(
                ToolProblem.IDEMPOTENCY_MISMATCH,
                "key \"%s\" belongs to another call. Use a new key."
                        .formatted(call.arguments().required(FIELD)));
    }

    /** Sorts fields, so that a call with its fields in another order is the same call. */
    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(each -> fields.put(ToolJson.text(each.getKey()), sorted(each.getValue())));
            return fields;
        }
        return node.isArray() ? node.valueStream().map(CallKey::sorted).toList() : ToolJson.text(node);
    }
}
