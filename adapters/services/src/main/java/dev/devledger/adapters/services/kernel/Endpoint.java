package dev.devledger.adapters.services.kernel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One call of a service's API.
 *
 * @param base the name of the API's base address; empty for the usual one
 * @param path the path segments, unencoded: the client encodes them
 * @param query the parameters; a key may have several values, such as {@code statuses[]}
 * @param reads true if the call changes nothing in the service
 * @param repeatable true if sending the call twice does the same as sending it once
 * @param csv true if the answer is CSV
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

    /**
     * Returns a POST that must not be repeated: the services have no idempotency keys, so sending it twice would make
     * two objects.
     */
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

    /** Returns this POST, marked as a read. */
    public Endpoint asking() {
        return new Endpoint(method, base, path, query, true, true, csv);
    }

    /** Returns this POST, marked as repeatable. */
    public Endpoint idempotent() {
        return new Endpoint(method, base, path, query, reads, true, csv);
    }

    /** Returns the same path below another base address of the API. */
    public Endpoint below(String other) {
        return new Endpoint(method, other, path, query, reads, repeatable, csv);
    }

    public Endpoint asCsv() {
        return new Endpoint(method, base, path, query, reads, repeatable, true);
    }

    /** Adds a query parameter. A collection adds one for each element; an instant is written in milliseconds. */
    public Endpoint with(String key, Object value) {
        List<Query> more = new ArrayList<>(query);
        for (Object each : value instanceof Collection<?> several ? several : List.of(value)) {
            more.add(new Query(
                    key, each instanceof Instant at ? Long.toString(at.toEpochMilli()) : String.valueOf(each)));
        }
        return new Endpoint(method, base, path, more, reads, repeatable, csv);
    }

    /** False if a segment, such as {@code ..}, would lead to another path than the intended one. */
    public boolean isPossible() {
        return path.stream().noneMatch(segment -> segment.isBlank() || segment.equals(".") || segment.equals(".."));
    }

    /** Omits the query, which may contain users' texts. */
    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }
}
