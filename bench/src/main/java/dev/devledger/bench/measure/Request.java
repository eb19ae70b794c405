package dev.devledger.bench.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of request, with the words in it that the load process fills in, from {@code picks} where it says pick.
 *
 * @param key of its Idempotency-Key, null for none
 */
public record Request(
        String name,
        String method,
        String path,
        @Nullable String body,
        List<String> picks,
        @Nullable String key) {

    public Request(String name, String method, String path, @Nullable String body, List<String> picks) {
        this(name, method, path, body, picks, null);
    }

    public Request keyed(String name, String key) {
        return new Request(name, method, path, body, picks, key);
    }
}
