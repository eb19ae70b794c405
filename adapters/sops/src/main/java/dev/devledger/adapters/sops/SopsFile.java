package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.AgeIdentities.AgeKeyPlace;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsFormat.JsonText;
import dev.devledger.adapters.sops.SopsMetadata.AgeKey;
import dev.devledger.adapters.sops.SopsMetadata.EncryptionRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A file that was encrypted with SOPS. */
public final class SopsFile {
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final String METADATA = "sops";

    private final Path file;
    private final SopsFormat format;

    private SopsFile(Path file, SopsFormat format) {
        this.file = file;
        this.format = format;
    }

    /** The result of reading a file. */
    public sealed interface ReadResult {

        /** The decrypted values; of a YAML file only the first document. */
        record Opened(Branch values, NameStyle layout) implements ReadResult {}

        /** The file can be read only by the {@code sops} program, for this reason. */
        record NeedsSopsProgram(String reason) implements ReadResult {}
    }

    /** The kind of names in a file. */
    public enum NameStyle {
        /** Nested names. */
        TREE,
        /** Names in sections; names before the first section are in a section called {@code DEFAULT}. */
        SECTIONS,
        /** Names of environment variables. */
        ENVIRONMENT
    }

    /**
     * @param ageKeyFile the file with the age identities; null to look where SOPS looks
     * @param environment returns the environment variables
     */
    public static ReadResult read(Path file, @Nullable Path ageKeyFile, UnaryOperator<@Nullable String> environment)
            throws UnreadableSops {
        Optional<SopsFormat> format = SopsFormat.of(file);
        if (format.isEmpty()) {
            return new ReadResult.NeedsSopsProgram("its name ends neither in .yaml, .yml, .json, .env nor .ini");
        }
        return new SopsFile(file, format.get()).read(ageKeyFile, environment);
    }

    /** Parses the JSON that the {@code sops} program has made of a file. */
    public static ReadResult.Opened decrypted(Path file, String json) throws UnreadableSops {
        NameStyle layout = SopsFormat.of(file).map(SopsFormat::layout).orElse(NameStyle.TREE);
        return new ReadResult.Opened(JsonText.branches(json).getFirst(), layout);
    }

    private ReadResult read(@Nullable Path ageKeyFile, UnaryOperator<@Nullable String> environment)
            throws UnreadableSops {
        List<Branch> branches = format.branches(text());
        SopsMetadata metadata = SopsMetadata.of(metadata(branches));
        EncryptionRule rule = metadata.rule();
        if (metadata.shared()) {
            return new ReadResult.NeedsSopsProgram("it takes keys of several groups together");
        }
        if (rule == null) {
            return new ReadResult.NeedsSopsProgram("its comments say what is encrypted");
        }
        if (metadata.ageKeys().isEmpty()) {
            if (metadata.otherKinds().isEmpty()) {
                throw UnreadableSops.damaged("its sops metadata has no key");
            }
            return new ReadResult.NeedsSopsProgram(
                    "it is encrypted for no age recipient (" + String.join(", ", metadata.otherKinds()) + ")");
        }
        AgeIdentities identities = AgeIdentities.of(AgeKeyPlace.all(ageKeyFile, environment));
        Optional<byte[]> dataKey = dataKey(metadata, identities);
        if (dataKey.isEmpty()) {
            return withoutKey(metadata, identities, environment);
        }
        List<Branch> opened = Decryption.of(withoutMetadata(branches), metadata, rule, new SopsCipher(dataKey.get()));
        return new ReadResult.Opened(opened.getFirst(), format.layout());
    }

    private static Optional<byte[]> dataKey(SopsMetadata metadata, AgeIdentities identities) throws UnreadableSops {
        for (AgeKey each : metadata.ageKeys()) {
            Optional<byte[]> opened = identities.open(each.encrypted());
            if (opened.isPresent()) {
                return opened;
            }
        }
        return Optional.empty();
    }

    /** Leaves the file to the {@code sops} program if that may get the key in another way; otherwise throws. */
    private static ReadResult withoutKey(
            SopsMetadata metadata, AgeIdentities identities, UnaryOperator<@Nullable String> environment)
            throws UnreadableSops {
        List<String> recipients =
                metadata.ageKeys().stream().map(AgeKey::recipient).toList();
        boolean otherWays = !metadata.otherKinds().isEmpty()
                || identities.foreign()
                || environment.apply("SOPS_AGE_KEY_CMD") != null
                || recipients.stream().anyMatch(SopsFile::isForeign);
        if (otherWays) {
            return new ReadResult.NeedsSopsProgram("no age identity that is here opens it");
        }
        throw new UnreadableSops(
                "cannot be decrypted: it is for " + String.join(" and ", recipients)
                        + (identities.places().isEmpty()
                                ? ", and there is no age identity here."
                                : ", and none of the age identities of " + String.join(" and ", identities.places())
                                        + " is the private key of that."),
                "Let SOPS_AGE_KEY_FILE name the file with the private key, or give the key itself in SOPS_AGE_KEY.");
    }

    /** True for a key of SSH, of a plugin or of a post-quantum kind. */
    private static boolean isForeign(String recipient) {
        return !recipient.startsWith("age1") || recipient.indexOf('1', "age1".length()) >= 0;
    }

    private String text() throws UnreadableSops {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw UnreadableSops.damaged("it is larger than 4 MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw UnreadableSops.damaged("it is not UTF-8");
        } catch (IOException e) {
            throw new UnreadableSops(
                    "cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Check that it is a file that the user of Devledger can read.");
        }
    }

    private Branch metadata(List<Branch> branches) throws UnreadableSops {
        Branch first = branches.isEmpty() ? new Branch(List.of()) : branches.getFirst();
        Branch found =
                switch (format.metadata()) {
                    case PREFIXED -> prefixed(first);
                    case NESTED, FLAT_BELOW_ITS_NAME ->
                        SopsMetadata.find(first, METADATA)
                                .filter(Branch.class::isInstance)
                                .map(Branch.class::cast)
                                .orElse(new Branch(List.of()));
                };
        if (first.entries().stream()
                        .filter(entry -> entry.key().equals(METADATA))
                        .count()
                > 1) {
            throw UnreadableSops.damaged("it has sops metadata twice");
        }
        if (found.entries().isEmpty()) {
            throw new UnreadableSops(
                    "is no SOPS file: it has no sops metadata.",
                    "Encrypt it with SOPS first (sops encrypt), and see to it that what it has in clear text is nowhere"
                            + " else. Or leave out the import of the file.");
        }
        return switch (format.metadata()) {
            case NESTED -> found;
            case PREFIXED -> Unflattened.of(found);
            case FLAT_BELOW_ITS_NAME -> Unflattened.of(withNewLines(found));
        };
    }

    private static Branch prefixed(Branch branch) {
        return new Branch(branch.entries().stream()
                .filter(SopsFile::isPrefixed)
                .map(entry -> new Entry(entry.key().substring(METADATA.length() + 1), entry.node()))
                .toList());
    }

    private static boolean isPrefixed(Entry entry) {
        return entry.key().startsWith(METADATA + "_");
    }

    private static Branch withNewLines(Branch flat) {
        return new Branch(flat.entries().stream()
                .map(entry -> entry.node() instanceof SopsNode.Value value
                        ? new Entry(
                                entry.key(), SopsNode.Value.text(value.text().replace("\\n", "\n")))
                        : entry)
                .toList());
    }

    private List<Branch> withoutMetadata(List<Branch> branches) {
        boolean prefixed = format.metadata() == SopsFormat.MetadataLocation.PREFIXED;
        List<Branch> rest = new ArrayList<>();
        for (Branch each : branches) {
            rest.add(new Branch(each.entries().stream()
                    .filter(entry ->
                            prefixed ? !isPrefixed(entry) : !entry.key().equals(METADATA))
                    .toList()));
        }
        return rest;
    }

    /**
     * Thrown when a SOPS file cannot be read. Neither the message nor the action contains decrypted text, or text that
     * should have been encrypted.
     */
    public static final class UnreadableSops extends Exception {
        private static final long serialVersionUID = 1L;

        private final String action;

        /**
         * @param message the end of a sentence that begins with the file's name, such as {@code has no sops metadata}
         * @param action what the user can do
         */
        UnreadableSops(String message, String action) {
            super(message);
            this.action = action;
        }

        /** Reports content that SOPS would not have written. The message names the place only by keys. */
        static UnreadableSops damaged(String what) {
            return new UnreadableSops(
                    "cannot be read: " + what + ".",
                    "Somebody or something changed the file after SOPS wrote it, or it is not whole. Take it from where it is"
                            + " kept, or encrypt it again.");
        }

        /** Returns what the user can do. */
        public String action() {
            return action;
        }
    }

    /** Rebuilds the tree of metadata from the flat names of an env or ini file, such as {@code age__list_0__map_enc}. */
    static final class Unflattened {
        private static final Pattern STEP = Pattern.compile("__(map|list)_((?:(?!__(?:map|list)_).)*)");

        private final Map<String, Unflattened> named = new TreeMap<>();
        private final Map<Integer, Unflattened> placed = new TreeMap<>();
        private @Nullable SopsNode value;

        private Unflattened() {}

        static Branch of(Branch flat) throws UnreadableSops {
            Unflattened root = new Unflattened();
            for (Entry each : flat.entries()) {
                root.at(each.key()).take(each);
            }
            List<Entry> entries = new ArrayList<>();
            for (Map.Entry<String, Unflattened> each : root.named.entrySet()) {
                entries.add(new Entry(each.getKey(), each.getValue().node()));
            }
            return new Branch(entries);
        }

        private Unflattened at(String path) throws UnreadableSops {
            Matcher step = STEP.matcher(path);
            boolean more = step.find();
            Unflattened place = named(more ? path.substring(0, step.start()) : path);
            for (; more; more = step.find()) {
                place = step.group(1).equals("map") ? place.named(step.group(2)) : place.placed(step.group(2));
            }
            return place;
        }

        private Unflattened named(String name) {
            return named.computeIfAbsent(name, none -> new Unflattened());
        }

        private Unflattened placed(String number) throws UnreadableSops {
            try {
                return placed.computeIfAbsent(Integer.valueOf(number), none -> new Unflattened());
            } catch (NumberFormatException word) {
                throw twisted();
            }
        }

        private void take(Entry entry) throws UnreadableSops {
            if (value != null) {
                throw twisted();
            }
            value = entry.node();
        }

        private SopsNode node() throws UnreadableSops {
            int kinds = (value == null ? 0 : 1) + (named.isEmpty() ? 0 : 1) + (placed.isEmpty() ? 0 : 1);
            if (kinds > 1 || (!placed.isEmpty() && !placed.keySet().equals(numbersBelow(placed.size())))) {
                throw twisted();
            }
            if (value != null) {
                return value;
            }
            if (!placed.isEmpty()) {
                List<SopsNode> nodes = new ArrayList<>();
                for (Unflattened each : placed.values()) {
                    nodes.add(each.node());
                }
                return new Sequence(nodes);
            }
            List<Entry> entries = new ArrayList<>();
            for (Map.Entry<String, Unflattened> each : named.entrySet()) {
                entries.add(new Entry(each.getKey(), each.getValue().node()));
            }
            return new Branch(entries);
        }

        private static Set<Integer> numbersBelow(int end) {
            return IntStream.range(0, end).boxed().collect(Collectors.toSet());
        }

        private static UnreadableSops twisted() {
            return UnreadableSops.damaged("its sops metadata contradicts itself");
        }
    }

    /** The content of a file, in its original order, on which the MAC depends. Comments are left out. */
    public sealed interface SopsNode {

        /** A node that has children with names. */
        record Branch(List<Entry> entries) implements SopsNode {
            public Branch {
                entries = List.copyOf(entries);
            }
        }

        /** A child with its name. */
        record Entry(String key, SopsNode node) {}

        /** A node that has children without names, in an order. */
        record Sequence(List<SopsNode> nodes) implements SopsNode {
            public Sequence {
                nodes = List.copyOf(nodes);
            }
        }

        /**
         * A single value. Numbers, booleans and times are in the form that SOPS counts into the MAC.
         *
         * @param isText true if the value is a string for SOPS; only strings can be encrypted
         */
        record Value(String text, boolean isText) implements SopsNode {
            static Value text(String text) {
                return new Value(text, true);
            }

            static Value other(String canonical) {
                return new Value(canonical, false);
            }

            /** Hides the text, which may be a secret. */
            @Override
            public String toString() {
                return "Value[…]";
            }
        }

        /** The value {@code null}, which is not encrypted, and not counted into the MAC. */
        record NullValue() implements SopsNode {}
    }
}
