package dev.devledger.adapters.sops;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.devledger.adapters.sops.SopsNode.Branch;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a file are encrypted: those below a key that is named so, or all but those.
 *
 * @param named whether a key is
 * @param encrypts whether what is below such a key is encrypted, or what is not
 */
record EncryptionRule(Predicate<String> named, boolean encrypts) {
    private static final List<String> BY_KEYS =
            List.of("unencrypted_suffix", "encrypted_suffix", "unencrypted_regex", "encrypted_regex");
    private static final List<String> BY_COMMENTS = List.of("unencrypted_comment_regex", "encrypted_comment_regex");
    private static final String UNLESS_TOLD_OTHERWISE = "_unencrypted";

    /** Nothing where it is told by comments. */
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
                rule.endsWith("_suffix") ? key -> key.endsWith(words) : matching(words), rule.startsWith("encrypted"));
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
