package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.application.direct.NamedCall.Argument;
import dev.devledger.application.direct.NamedCall.Kind;
import java.util.List;

/** What calls take. */
final class Args {
    static final String DAY = "2026-03-31; that day counts too";
    static final String TIME = "2026-03-31 09:00:00, or with its zone: 2026-03-31T09:00:00+02:00";

    private Args() {}

    static Argument text(String name) {
        return of(name, Kind.TEXT);
    }

    /** A text of at least so many characters. */
    static Argument text(String name, int least) {
        return new Argument(name, Kind.TEXT, false, List.of(), least, List.of(), "");
    }

    static Argument word(String name, String... words) {
        return new Argument(name, Kind.TEXT, false, List.of(words), 0, List.of(), "");
    }

    static Argument whole(String name) {
        return of(name, Kind.WHOLE);
    }

    static Argument decimal(String name) {
        return of(name, Kind.DECIMAL);
    }

    static Argument flag(String name) {
        return of(name, Kind.FLAG);
    }

    static Argument wholes(String name) {
        return of(name, Kind.WHOLES);
    }

    static Argument objects(String name, Argument... fields) {
        return new Argument(name, Kind.OBJECTS, false, List.of(), 0, List.of(fields), "");
    }

    static Argument needed(Argument one) {
        return new Argument(one.name(), one.kind(), true, one.words(), one.least(), one.fields(), one.meaning());
    }

    static Argument day(String name) {
        return said(text(name), DAY);
    }

    static Argument time(String name) {
        return said(text(name), TIME);
    }

    static Argument said(Argument one, String meaning) {
        return new Argument(one.name(), one.kind(), one.required(), one.words(), one.least(), one.fields(), meaning);
    }

    private static Argument of(String name, Kind kind) {
        return new Argument(name, kind, false, List.of(), 0, List.of(), "");
    }
}
