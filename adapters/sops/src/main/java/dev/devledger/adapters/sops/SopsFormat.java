package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsCipher.GoNumbers;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import dev.devledger.adapters.sops.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsNode.NullValue;
import dev.devledger.adapters.sops.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsNode.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The format of a file, which the file's name decides, as in SOPS. */
enum SopsFormat {
    YAML(MetadataLocation.NESTED, ".*[.]ya?ml"),
    JSON(MetadataLocation.NESTED, ".*[.]json"),
    DOTENV(MetadataLocation.PREFIXED, ".*[.]env"),
    INI(MetadataLocation.FLAT_BELOW_ITS_NAME, ".*[.]ini");

    /** The place of the SOPS metadata in the file. */
    enum MetadataLocation {
        NESTED,
        PREFIXED,
        FLAT_BELOW_ITS_NAME
    }

    private final MetadataLocation metadata;
    private final Pattern name;

    SopsFormat(MetadataLocation metadata, String name) {
        this.metadata = metadata;
        this.name = Pattern.compile(name);
    }

    /** Returns the format; empty for a file that SOPS encrypts as one piece. */
    static Optional<SopsFormat> of(Path file) {
        String name = String.valueOf(file.getFileName());
        return Arrays.stream(values())
                .filter(format -> format.name.matcher(name).matches())
                .findFirst();
    }

    /** Parses the documents of a file; only YAML has more than one. */
    List<SopsNode.Branch> branches(String text) throws UnreadableSops {
        return switch (this) {
            case YAML -> YamlText.branches(text);
            case JSON -> JsonText.branches(text);
            case DOTENV -> DotenvText.branches(text);
            case INI -> IniText.branches(text);
        };
    }

    SopsFile.NameStyle layout() {
        return switch (this) {
            case YAML, JSON -> SopsFile.NameStyle.TREE;
            case INI -> SopsFile.NameStyle.SECTIONS;
            case DOTENV -> SopsFile.NameStyle.ENVIRONMENT;
        };
    }

    MetadataLocation metadata() {
        return metadata;
    }

    /**
     * Parses env files in the way of SOPS: quotes have no meaning, spaces count, and a line feed is written {@code \n}.
     */
    static final class DotenvText {
        private DotenvText() {}

        static List<Branch> branches(String text) throws UnreadableSops {
            List<Entry> entries = new ArrayList<>();
            int number = 0;
            for (String line : text.split("\n", -1)) {
                number++;
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals < 0) {
                    throw UnreadableSops.damaged("line " + number + " has no =");
                }
                entries.add(new Entry(
                        line.substring(0, equals),
                        Value.text(line.substring(equals + 1).replace("\\n", "\n"))));
            }
            return List.of(new Branch(entries));
        }
    }

    /** Parses JSON, and keeps the order of the keys. */
    static final class JsonText {
        private static final JsonFactory JSON = JsonFactory.builder().build();

        private JsonText() {}

        static List<Branch> branches(String text) throws UnreadableSops {
            try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw UnreadableSops.damaged("it is no JSON object");
                }
                return List.of(branch(parser));
            } catch (JacksonException words) { // the cause may quote the file
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
                case VALUE_NULL -> new NullValue();
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

        /** Returns an integer if the number is written as one and fits into 64 bits. */
        private static Value number(String written) {
            try {
                return Value.other(GoNumbers.of(Long.parseLong(written)));
            } catch (NumberFormatException notWhole) {
                return Value.other(GoNumbers.of(Double.parseDouble(written)));
            }
        }
    }
}
