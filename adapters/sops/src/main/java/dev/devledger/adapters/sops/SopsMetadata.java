package dev.devledger.adapters.sops;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.devledger.adapters.sops.SopsFile.SopsNode;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Value;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a file: what is encrypted, and how.
 *
 * @param ageKeys the data key, encrypted for each age recipient
 * @param otherKinds the other kinds of keys that can decrypt the data key, such as {@code pgp}
 * @param shared true if several keys are needed together to decrypt the data key
 * @param rule the values that are encrypted; null if comments in the file decide
 * @param mac the encrypted MAC
 * @param lastModified the time of the last change, in the form to which the MAC is bound
 */
record SopsMetadata(
        List<AgeKey> ageKeys,
        List<String> otherKinds,
        boolean shared,
        SopsMetadata.@Nullable EncryptionRule rule,
        String mac,
        boolean macOnlyEncrypted,
        String lastModified) {
    private static final List<String> OTHER_KINDS = List.of("kms", "gcp_kms", "hckms", "azure_kv", "hc_vault", "pgp");

    /** RFC 3339 to the second, in Go's form. */
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    /** The data key encrypted for one recipient, in age's armor. */
    record AgeKey(String recipient, String encrypted) {}

    SopsMetadata {
        ageKeys = List.copyOf(ageKeys);
        otherKinds = List.copyOf(otherKinds);
    }

    static SopsMetadata of(Branch metadata) throws UnreadableSops {
        List<AgeKey> ageKeys = new ArrayList<>();
        for (SopsNode each : list(metadata, "age")) {
            if (each instanceof Branch key) {
                ageKeys.add(new AgeKey(word(key, "recipient"), word(key, "enc")));
            }
        }
        return new SopsMetadata(
                ageKeys,
                OTHER_KINDS.stream()
                        .filter(kind -> !list(metadata, kind).isEmpty())
                        .toList(),
                !list(metadata, "key_groups").isEmpty(),
                EncryptionRule.of(metadata),
                word(metadata, "mac"),
                Boolean.parseBoolean(word(metadata, "mac_only_encrypted")),
                moment(word(metadata, "lastmodified")));
    }

    /** Returns the text of a key; empty if the branch does not have the key. */
    static String word(Branch branch, String key) {
        return find(branch, key)
                .filter(Value.class::isInstance)
                .map(node -> ((Value) node).text())
                .orElse("");
    }

    static Optional<SopsNode> find(Branch branch, String key) {
        return branch.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::node)
                .findFirst();
    }

    private static List<SopsNode> list(Branch metadata, String key) {
        return find(metadata, key)
                .filter(Sequence.class::isInstance)
                .map(node -> ((Sequence) node).nodes())
                .orElse(List.of());
    }

    private static String moment(String written) throws UnreadableSops {
        try {
            return OffsetDateTime.parse(written).format(TO_THE_SECOND);
        } catch (DateTimeException none) {
            throw UnreadableSops.damaged("its sops metadata does not say when it was changed last");
        }
    }

    /**
     * The rule that says which values of a file are encrypted: the values below matching keys, or all other values.
     *
     * @param named true for a matching key
     * @param encrypts true if values below a matching key are encrypted, false if all other values are
     */
    record EncryptionRule(Predicate<String> named, boolean encrypts) {
        private static final List<String> BY_KEYS =
                List.of("unencrypted_suffix", "encrypted_suffix", "unencrypted_regex", "encrypted_regex");
        private static final List<String> BY_COMMENTS = List.of("unencrypted_comment_regex", "encrypted_comment_regex");
        private static final String UNLESS_TOLD_OTHERWISE = "_unencrypted";

        /** Reads the rule; null if comments in the file decide. */
        static @Nullable EncryptionRule of(Branch metadata) throws UnreadableSops {
            List<String> byKeys = told(metadata, BY_KEYS);
            List<String> byComments = told(metadata, BY_COMMENTS);
            if (byKeys.size() + byComments.size() > 1) {
                throw UnreadableSops.damaged("its sops metadata has more than one rule of what is encrypted");
            }
            if (!byComments.isEmpty()) {
                return null;
            }
            if (byKeys.isEmpty()) {
                return new EncryptionRule(key -> key.endsWith(UNLESS_TOLD_OTHERWISE), false);
            }
            String rule = byKeys.getFirst();
            String words = SopsMetadata.word(metadata, rule);
            return new EncryptionRule(
                    rule.endsWith("_suffix") ? key -> key.endsWith(words) : matching(words),
                    rule.startsWith("encrypted"));
        }

        private static List<String> told(Branch metadata, List<String> rules) {
            return rules.stream()
                    .filter(rule -> !SopsMetadata.word(metadata, rule).isEmpty())
                    .toList();
        }

        private static Predicate<String> matching(String expression) throws UnreadableSops {
            try {
                Pattern pattern = Pattern.compile(expression);
                return key -> pattern.matcher(key).find();
            } catch (PatternSyntaxException e) {
                throw UnreadableSops.damaged("its sops metadata has a regular expression that is none");
            }
        }

        boolean encrypted(List<String> path) {
            return path.stream().anyMatch(named) == encrypts;
        }
    }
}
