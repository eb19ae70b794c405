package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsCipher.GoNumbers;
import dev.devledger.adapters.sops.SopsFile.SopsNode;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsFile.SopsNode.NullValue;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Value;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Parses ini files in the way of the library that SOPS uses: with quotes, and with comments after a value. */
    static final class IniText {
        /** The section of keys that come before the first section; it exists even if there are none. */
        static final String DEFAULT = "DEFAULT";

        private static final String THREE_QUOTES = "\"\"\"";

        private final String[] lines;
        private final List<Entry> sections = new ArrayList<>();
        private String section = DEFAULT;

        /** The keys of the present section. A repeated key keeps its first place, and takes the later value. */
        private Map<String, String> keys = new LinkedHashMap<>();

        private int at;

        private IniText(String text) {
            this.lines = text.split("\r?\n", -1);
        }

        static List<Branch> branches(String text) throws UnreadableSops {
            return List.of(new IniText(text.startsWith("\uFEFF") ? text.substring(1) : text).read());
        }

        private Branch read() throws UnreadableSops {
            while (at < lines.length) {
                String line = lines[at].strip();
                at++;
                if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                    continue;
                }
                if (line.startsWith("[")) {
                    begin(line);
                } else {
                    key(line);
                }
            }
            endSection();
            return new Branch(sections);
        }

        private void begin(String line) throws UnreadableSops {
            int end = line.lastIndexOf(']');
            if (end < 0) {
                throw broken("a section without its end");
            }
            endSection();
            section = line.substring(1, end);
            keys = new LinkedHashMap<>();
        }

        private void endSection() {
            sections.add(new Entry(
                    section,
                    new Branch(keys.entrySet().stream()
                            .map(each -> new Entry(each.getKey(), Value.text(each.getValue())))
                            .toList())));
        }

        private void key(String line) throws UnreadableSops {
            String quote = line.startsWith(THREE_QUOTES)
                    ? THREE_QUOTES
                    : line.startsWith("\"") ? "\"" : line.startsWith("`") ? "`" : "";
            int begin = quote.length();
            int end = quote.isEmpty() ? delimiter(line, 0) : line.indexOf(quote, begin);
            int delimiter = end < 0 ? -1 : delimiter(line, end);
            if (end <= begin || delimiter < 0) {
                throw broken("neither a section nor a key with its value");
            }
            keys.put(line.substring(begin, end).strip(), value(line.substring(delimiter + 1)));
        }

        private static int delimiter(String line, int from) {
            int equals = line.indexOf('=', from);
            int colon = line.indexOf(':', from);
            return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
        }

        private String value(String text) throws UnreadableSops {
            String value = text.strip();
            if (value.length() > THREE_QUOTES.length() && value.startsWith(THREE_QUOTES)) {
                return quoted(value, THREE_QUOTES);
            }
            if (value.startsWith("`")) {
                return quoted(value, "`");
            }
            if (value.endsWith("\\")) {
                throw broken("a value that goes on in the next line");
            }
            int comment = comment(value);
            return unquoted(comment < 0 ? value : value.substring(0, comment).strip());
        }

        private static int comment(String value) {
            int hash = value.indexOf('#');
            int semicolon = value.indexOf(';');
            return hash < 0 || (semicolon >= 0 && semicolon < hash) ? semicolon : hash;
        }

        private static String unquoted(String value) {
            boolean quoted = value.length() > 1
                    && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                    && value.charAt(value.length() - 1) == value.charAt(0)
                    && value.indexOf(value.charAt(0), 1) == value.length() - 1;
            return quoted ? value.substring(1, value.length() - 1) : value;
        }

        /**
         * Returns the text up to the last such quote of its line; if the line has no second one, up to the next quote in a
         * later line.
         */
        private String quoted(String value, String quote) throws UnreadableSops {
            int end = value.lastIndexOf(quote);
            if (end >= quote.length()) {
                return value.substring(quote.length(), end);
            }
            StringBuilder all = new StringBuilder(value.substring(quote.length()));
            while (at < lines.length) {
                String line = lines[at];
                at++;
                int last = line.lastIndexOf(quote);
                if (last >= 0) {
                    return all.append('\n').append(line, 0, last).toString();
                }
                all.append('\n').append(line);
            }
            throw broken("a quote without its end");
        }

        private UnreadableSops broken(String what) {
            return UnreadableSops.damaged("line " + at + " is " + what);
        }
    }
}
