package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.RemoteAnswer;
import java.util.function.Function;

/** An answer that is JSON, but not one that the description of the service allows; the text is for people. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unreadable(String text) {
        super(text, null, false, false);
    }

    /** What a reader makes of an answer. */
    public static <A, T> RemoteAnswer<T> read(A answer, Function<A, T> reader) {
        try {
            return new RemoteAnswer.Ok<>(reader.apply(answer));
        } catch (Unreadable e) {
            return new RemoteAnswer.Unknown<>(String.valueOf(e.getMessage()));
        }
    }
}
