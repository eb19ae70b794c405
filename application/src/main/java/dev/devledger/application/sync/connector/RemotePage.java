package dev.devledger.application.sync.connector;

import org.jspecify.annotations.Nullable;

/**
 * What one request of a read has shown. Of what it does not show it says nothing: that only a read can which has come to
 * its end.
 *
 * @param next where the read goes on, which only the service's adapter understands; null at the end
 */
public record RemotePage<T>(T rows, @Nullable String next) {

    /** All that there is. */
    public static <T> RemotePage<T> whole(T rows) {
        return new RemotePage<>(rows, null);
    }
}
