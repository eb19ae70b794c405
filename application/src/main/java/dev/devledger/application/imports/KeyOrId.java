package dev.devledger.application.imports;

import java.util.regex.Pattern;

/** What people and agents call a project or a task of the ledger by, as it looks. */
enum KeyOrId {
    PROJECT("P"),
    TASK("T");

    private final Pattern pattern;

    KeyOrId(String prefix) {
        pattern = Pattern.compile(
                prefix + "-[1-9][0-9]{0,17}|\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}",
                Pattern.CASE_INSENSITIVE);
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }
}
