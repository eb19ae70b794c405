package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.Arguments;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;

/** What calls take. */
final class Args {
    static final String DAY = "2026-03-31; that day counts too";
    static final String TIME = "2026-03-31 09:00:00, or with its zone: 2026-03-31T09:00:00+02:00";

    private static final int LONGEST = 10_000;
    private static final int MOST = 500;

    private Args() {}

    static Argument text(String name) {
        return text(name, 0);
    }

    /** A text of at least so many characters. */
    static Argument text(String name, int least) {
        return Arguments.text(name).within(least, LONGEST);
    }

    static Argument word(String name, String... words) {
        return Arguments.word(name, words);
    }

    static Argument whole(String name) {
        return Arguments.whole(name);
    }

    static Argument decimal(String name) {
        return Arguments.decimal(name);
    }

    static Argument flag(String name) {
        return Arguments.flag(name);
    }

    static Argument wholes(String name) {
        return Arguments.list(whole(name), MOST).within(1, MOST);
    }

    static Argument objects(String name, Argument... fields) {
        return Arguments.list(Argument.of(name, Kind.OBJECT).of(fields), MOST);
    }

    static Argument needed(Argument one) {
        return one.needed();
    }

    static Argument day(String name) {
        return said(text(name), DAY);
    }

    static Argument time(String name) {
        return said(text(name), TIME);
    }

    static Argument said(Argument one, String meaning) {
        return one.said(meaning);
    }
}
