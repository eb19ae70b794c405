package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsNode.Nothing;
import dev.devledger.adapters.sops.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsNode.Value;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON with its keys in their order. */
final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private JsonText() {}

    static List<Branch> branches(String text) throws UnreadableSops {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw UnreadableSops.damaged("it is no JSON object");
            }
            return List.of(branch(parser));
        } catch (JacksonException words) { // which may quote what is in the file
            throw UnreadableSops.damaged(
                    "it is not JSON from line " + words.getLocation().getLineNr() + " on");
        }
    }

    private static Branch branch(JsonParser parser) {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            entries.add(new Entry(key, node(parser)));
        }
        return new Branch(entries);
    }

    private static SopsNode node(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> branch(parser);
            case START_ARRAY -> sequence(parser);
            case VALUE_NULL -> new Nothing();
            case VALUE_TRUE, VALUE_FALSE -> Value.other(GoNumbers.of(parser.getBooleanValue()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            default -> Value.text(parser.getString());
        };
    }

    private static Sequence sequence(JsonParser parser) {
        List<SopsNode> nodes = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            nodes.add(node(parser));
        }
        return new Sequence(nodes);
    }

    /** Whole where it is written whole and fits 64 bits. */
    private static Value number(String written) {
        try {
            return Value.other(GoNumbers.of(Long.parseLong(written)));
        } catch (NumberFormatException notWhole) {
            return Value.other(GoNumbers.of(Double.parseDouble(written)));
        }
    }
}
