package dev.devledger.adapters.postgres;

import org.jspecify.annotations.Nullable;

/** Texts on their way to the database. */
final class Texts {

    private Texts() {}

    /** A text that is not set is empty in the domain and null in the database. */
    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** PostgreSQL refuses the null character, in what is stored and in what is looked for. */
    static String storable(String text) {
        return text.replace("\u0000", "\uFFFD");
    }

    static boolean isStorable(String text) {
        return text.indexOf('\u0000') < 0;
    }
}
