package dev.devledger.adapters.services.kernel;

import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import java.util.Arrays;

/** What direct calls take, and what is in their answers. */
public final class Arguments {
    private Arguments() {}

    public static Argument text(String name) {
        return Argument.of(name, Kind.TEXT);
    }

    /** A text of at most so many characters. */
    public static Argument text(String name, int most) {
        return text(name).within(0, most);
    }

    /** A text of one to so many characters. */
    public static Argument title(String name, int most) {
        return text(name).within(1, most);
    }

    public static Argument word(String name, String... words) {
        return text(name).oneOf(words);
    }

    public static Argument whole(String name) {
        return Argument.of(name, Kind.WHOLE);
    }

    public static Argument wholeOf(String name, int... values) {
        return whole(name).oneOf(Arrays.stream(values).mapToObj(String::valueOf).toArray(String[]::new));
    }

    public static Argument decimal(String name) {
        return Argument.of(name, Kind.DECIMAL);
    }

    public static Argument flag(String name) {
        return Argument.of(name, Kind.FLAG);
    }

    /** An object of any fields. */
    public static Argument object(String name) {
        return Argument.of(name, Kind.OPEN);
    }

    public static Argument objects(String name) {
        return list(object(name), 0);
    }

    /** A list of at most so many. */
    public static Argument list(Argument each, int most) {
        return Argument.of(each.name(), Kind.LIST).of(each).within(0, most);
    }
}
