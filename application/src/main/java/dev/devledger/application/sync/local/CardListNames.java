package dev.devledger.application.sync.local;

import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.domain.sync.content.EntityRef;

/** What the lists of the cards are called where they are made: the first as it is set, the others by their numbers. */
public final class CardListNames {
    private static final int LONGEST = 58;

    private CardListNames() {}

    public static String of(SyncSettings settings, int number) {
        String first = settings.listName();
        return number == 1
                ? first
                : first.substring(0, Math.min(first.length(), LONGEST)).strip() + " " + number;
    }

    static String of(SyncSettings settings, EntityRef list) {
        return of(settings, number(list));
    }

    /** Of the list after that one. */
    public static String next(SyncSettings settings, EntityRef list) {
        return of(settings, number(list) + 1);
    }

    private static int number(EntityRef list) {
        return (int) list.id().getLeastSignificantBits() + 1;
    }
}
