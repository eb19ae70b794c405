package dev.devledger.adapters.postgres;

import java.util.Collection;
import java.util.Locale;

/** Tags as arrays; compared in lower case, as Java sees it, whatever the database's locale. */
final class Tags {

    private Tags() {}

    static String[] array(Collection<String> tags) {
        return tags.toArray(String[]::new);
    }

    static String[] lower(Collection<String> tags) {
        return tags.stream().map(Tags::lower).distinct().toArray(String[]::new);
    }

    static String lower(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
