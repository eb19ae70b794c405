package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsCipher.GoNumbers;
import dev.devledger.adapters.sops.SopsFile.SopsNode;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsFile.SopsNode.NullValue;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Value;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import java.io.StringReader;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Parses YAML into a branch for each document. {@link YamlWord} decides the meaning of plain words. */
final class YamlText {
    private YamlText() {}

    static List<Branch> branches(String text) throws UnreadableSops {
        List<Branch> branches = new ArrayList<>();
        try {
            for (Node document : yaml().composeAll(new StringReader(text))) {
                branches.add(document(document));
            }
        } catch (MarkedYAMLException words) { // the cause quotes the file
            int line =
                    words.getProblemMark() == null ? 1 : words.getProblemMark().getLine() + 1;
            throw UnreadableSops.damaged("it is not YAML at line " + line);
        } catch (YAMLException words) {
            throw UnreadableSops.damaged("it is not YAML");
        }
        return branches;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        DumperOptions none = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(none), none, options, new Plain());
    }

    /** Makes the parser treat every scalar without a tag as a string, so that {@link YamlWord} can decide. */
    private static final class Plain extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }

    private static Branch document(Node node) throws UnreadableSops {
        SopsNode read = node(node);
        return switch (read) {
            case Branch branch -> branch;
            case NullValue none -> new Branch(List.of());
            default -> throw UnreadableSops.damaged("a document of it is no mapping");
        };
    }

    private static SopsNode node(Node node) throws UnreadableSops {
        return switch (node) {
            case MappingNode mapping -> branch(mapping);
            case SequenceNode sequence -> sequence(sequence);
            case ScalarNode scalar -> YamlWord.value(scalar.getValue(), tag(scalar));
            default -> throw UnreadableSops.damaged("line " + line(node) + " has something unknown");
        };
    }

    private static Branch branch(MappingNode mapping) throws UnreadableSops {
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (NodeTuple each : mapping.getValue()) {
            if (!(each.getKeyNode() instanceof ScalarNode key) || !YamlWord.isText(key.getValue(), tag(key))) {
                throw UnreadableSops.damaged("line " + line(each.getKeyNode()) + " has a key that is no string");
            }
            if (!keys.add(key.getValue())) {
                throw UnreadableSops.damaged("line " + line(key) + " has a key for the second time");
            }
            entries.add(new Entry(key.getValue(), node(each.getValueNode())));
        }
        return new Branch(entries);
    }

    private static Sequence sequence(SequenceNode sequence) throws UnreadableSops {
        List<SopsNode> nodes = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            nodes.add(node(each));
        }
        return new Sequence(nodes);
    }

    /** Returns the scalar's tag: empty for a plain word, {@code !!str} for a quoted one. */
    private static String tag(ScalarNode scalar) {
        String tag = scalar.getTag().getValue();
        boolean untagged = scalar.getTag().equals(Tag.STR);
        return untagged && scalar.isPlain() ? "" : tag.replace(Tag.PREFIX, "!!");
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Finds the meaning that a plain word has for SOPS's YAML library, as the MAC counts this meaning. */
    static final class YamlWord {
        private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
        private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
        private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
        private static final Set<String> NAN = Set.of(".nan", ".NaN", ".NAN");
        private static final Set<String> INFINITE = Set.of(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF");
        private static final Set<String> MINUS_INFINITE = Set.of("-.inf", "-.Inf", "-.INF");

        private static final Pattern WHOLE = Pattern.compile("([-+]?)(0[xX]|0[bB]|0[oO]|0(?=[0-9]))?([0-9a-fA-F]+)");
        private static final Pattern FRACTION =
                Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

        private static final Pattern MOMENT = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
                + "(?:(?:[Tt]|[ \\t]+)(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,9}))?(Z|[-+]\\d{2}:\\d{2})?)?");

        private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .appendOffset("+HH:MM", "Z")
                .toFormatter(Locale.ROOT);

        private YamlWord() {}

        /** True if the word is a string. */
        static boolean isText(String word, String tag) {
            return tag.equals("!!str") || (tag.isEmpty() && meaning(word) instanceof Value value && value.isText());
        }

        /** Returns the value of a word. The tag is the file's own or, for a quoted word, the tag of strings. */
        static SopsNode value(String word, String tag) throws UnreadableSops {
            return switch (tag) {
                case "" -> meaning(word);
                case "!!str" -> Value.text(word);
                default -> throw UnreadableSops.damaged("it has a value with the tag " + tag);
            };
        }

        private static SopsNode meaning(String word) {
            if (NULL.contains(word)) {
                return new NullValue();
            }
            if (TRUE.contains(word) || FALSE.contains(word)) {
                return Value.other(GoNumbers.of(TRUE.contains(word)));
            }
            if (NAN.contains(word)) {
                return Value.other(GoNumbers.of(Double.NaN));
            }
            if (INFINITE.contains(word) || MINUS_INFINITE.contains(word)) {
                return Value.other(
                        GoNumbers.of(INFINITE.contains(word) ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY));
            }
            return moment(word)
                    .or(() -> whole(word.replace("_", "")))
                    .or(() -> fraction(word))
                    .map(Value::other)
                    .orElseGet(() -> Value.text(word));
        }

        private static Optional<String> whole(String word) {
            Matcher form = WHOLE.matcher(word);
            if (!form.matches()) {
                return Optional.empty();
            }
            String base = form.group(2) == null ? "" : form.group(2).toLowerCase(Locale.ROOT);
            int radix =
                    switch (base) {
                        case "0x" -> 16;
                        case "0b" -> 2;
                        case "0", "0o" -> 8;
                        default -> 10;
                    };
            try {
                BigInteger number = new BigInteger(form.group(1).replace("+", "") + form.group(3), radix);
                return number.bitLength() < Long.SIZE ? Optional.of(number.toString()) : Optional.empty();
            } catch (NumberFormatException digits) {
                return Optional.empty();
            }
        }

        private static Optional<String> fraction(String word) {
            String plain = word.startsWith(".") ? word : word.replace("_", "");
            return FRACTION.matcher(plain).matches()
                    ? Optional.of(GoNumbers.of(Double.parseDouble(plain)))
                    : Optional.empty();
        }

        private static Optional<String> moment(String word) {
            Matcher form = MOMENT.matcher(word);
            boolean spaced = word.indexOf(' ') >= 0 || word.indexOf('\t') >= 0;
            if (!form.matches() || (form.group(4) != null && spaced != (form.group(8) == null))) {
                return Optional.empty();
            }
            try {
                return Optional.of(RFC_3339.format(OffsetDateTime.of(
                        LocalDateTime.of(
                                number(form, 1),
                                number(form, 2),
                                number(form, 3),
                                number(form, 4),
                                number(form, 5),
                                number(form, 6),
                                nanos(form.group(7))),
                        form.group(8) == null ? ZoneOffset.UTC : ZoneOffset.of(form.group(8)))));
            } catch (DateTimeException noSuchDay) {
                return Optional.empty();
            }
        }

        private static int number(Matcher form, int group) {
            return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
        }

        private static int nanos(@Nullable String digits) {
            return digits == null ? 0 : Integer.parseInt((digits + "000000000").substring(0, 9));
        }
    }
}
