package dev.devledger.application.imports;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people and agents call a project, a task or a person of the ledger by, as it looks. */
public enum KeyOrId {
    PROJECT("P"),
    TASK("T"),
    PERSON("U");

    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Pattern key;

    KeyOrId(String prefix) {
        key = Pattern.compile(prefix + "-[1-9][0-9]{0,17}", Pattern.CASE_INSENSITIVE);
    }

    boolean fits(String text) {
        return isKey(text) || isId(text);
    }

    /** Which is that of something else in another ledger. */
    public boolean isKey(@Nullable String text) {
        return text != null && key.matcher(text).matches();
    }

    /** Which nothing else has in any ledger. */
    public static boolean isId(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }
}
