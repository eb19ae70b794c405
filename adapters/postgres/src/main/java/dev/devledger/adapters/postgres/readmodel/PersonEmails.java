package dev.devledger.adapters.postgres.readmodel;

import java.util.Locale;

/** E-mail addresses as they are compared. */
final class PersonEmails {
    private PersonEmails() {}

    /** Here and not in the database, whose own depends on its locale. */
    static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
