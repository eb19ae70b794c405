package dev.devledger.bench.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * So many connections, each of which sends the next request when the last was answered, for so long. In {@code path},
 * {@code body} and {@code key} the words of {@link Wording} are filled in; orders of the same {@code name} go on counting.
 */
record LoadOrder(
        String name,
        String host,
        int port,
        String token,
        String method,
        String path,
        @Nullable String body,
        @Nullable String key,
        List<String> picks,
        int connections,
        long millis) {}
