package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.format.ContractJson;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes the JSON of docs/contract.md, section 4: words in lower case, moments in UTC, no member left out.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(ContractJson.module())
            .build();

    private Json() {}

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Adds a member. */
    static String with(Object value, String member, @Nullable Object more) {
        ObjectNode object = MAPPER.valueToTree(value);
        object.set(member, MAPPER.valueToTree(more));
        return text(object);
    }

    /** Adds members. */
    public static JsonNode with(Object value, Map<String, ? extends @Nullable Object> members) {
        ObjectNode object = MAPPER.valueToTree(value);
        members.forEach((member, more) -> object.set(member, MAPPER.valueToTree(more)));
        return object;
    }

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** Reads a request body. Refuses any body that is not JSON. */
    static JsonNode read(byte[] sent) {
        try {
            return MAPPER.readTree(sent);
        } catch (JacksonException unreadable) {
            throw new ProblemException(new Problem(ProblemCode.UNREADABLE, "The body is not JSON" + why(unreadable)));
        }
    }

    /** Reads one line of a file. */
    public static JsonNode readLine(byte[] line) throws Parser.InvalidText {
        try {
            return MAPPER.readTree(line);
        } catch (JacksonException unreadable) {
            TokenStreamLocation at = unreadable.getLocation();
            throw new Parser.InvalidText("is not JSON" + (at == null ? "" : ", at column " + at.getColumnNr()));
        }
    }

    /**
     * Describes the error only by its position, as the parser's own message names settings and classes of the parser.
     */
    private static String why(JacksonException unreadable) {
        TokenStreamLocation at = unreadable.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String message = unreadable.getOriginalMessage();
        return message != null && message.startsWith("Duplicate")
                ? ": a field appears twice" + where + "."
                : where + ".";
    }

    public static String word(Enum<?> value) {
        return ContractJson.word(value);
    }
}
