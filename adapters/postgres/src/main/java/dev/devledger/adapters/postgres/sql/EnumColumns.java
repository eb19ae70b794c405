package dev.devledger.adapters.postgres.sql;

import java.util.Locale;

/** The domain's enums as the words of docs/contract.md, section 3: {@code ACTIVE} is {@code active}. */
public final class EnumColumns {

    private EnumColumns() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static <E extends Enum<E>> E to(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
