package dev.devledger.adapters.services.kernel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One call of a service's API.
 *
 * @param base which of the API's addresses it is below; empty for the usual one
 * @param path its segments below that, as they are: the client encodes them
 * @param query a key may have several values, as {@code statuses[]} has
 * @param reads whether it changes nothing in the service
 * @param repeatable whether sending it twice does the same as sending it once
 * @param csv whether the answer is a table as text
 */
public record Endpoint(
        Method method,
        String base,
        List<String> path,
        List<Query> query,
        boolean reads,
        boolean repeatable,
        boolean csv) {

    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    public record Query(String key, String value) {}

    public Endpoint {
        path = List.copyOf(path);
        query = List.copyOf(query);
    }

    public static Endpoint get(String... path) {
        return of(Method.GET, path);
    }

    /** There is no idempotency key: twice the same is two things. */
    public static Endpoint post(String... path) {
        return of(Method.POST, path);
    }

    public static Endpoint put(String... path) {
        return of(Method.PUT, path);
    }

    public static Endpoint delete(String... path) {
        return of(Method.DELETE, path);
    }

    public static Endpoint of(Method method, String... path) {
        boolean reads = method == Method.GET;
        return new Endpoint(method, "", List.of(path), List.of(), reads, method != Method.POST, false);
    }

    /** A POST that only asks. */
    public Endpoint asking() {
        return new Endpoint(method, base, path, query, true, true, csv);
    }

    /** A POST that does the same however often it is sent. */
    public Endpoint idempotent() {
        return new Endpoint(method, base, path, query, reads, true, csv);
    }

    /** Below another address of the API. */
    public Endpoint below(String other) {
        return new Endpoint(method, other, path, query, reads, repeatable, csv);
    }

    public Endpoint asCsv() {
        return new Endpoint(method, base, path, query, reads, repeatable, true);
    }

    /** The same with one more query value; of a collection each is one, and an instant is its milliseconds. */
    public Endpoint with(String key, Object value) {
        List<Query> more = new ArrayList<>(query);
        for (Object each : value instanceof Collection<?> several ? several : List.of(value)) {
            more.add(new Query(
                    key, each instanceof Instant at ? Long.toString(at.toEpochMilli()) : String.valueOf(each)));
        }
        return new Endpoint(method, base, path, more, reads, repeatable, csv);
    }

    /** False where a segment would lead to another path than the one that is meant. */
    public boolean isPossible() {
        return path.stream().noneMatch(segment -> segment.isBlank() || segment.equals(".") || segment.equals(".."));
    }

    /** Without the query, which may hold what people wrote. */
    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }
}
