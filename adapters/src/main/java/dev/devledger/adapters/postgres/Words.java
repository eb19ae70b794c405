package dev.devledger.adapters.postgres;

import java.util.Locale;

/** The domain's enums as the words of docs/contract.md, section 3: {@code ACTIVE} is {@code active}. */
final class Words {

    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E to(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
