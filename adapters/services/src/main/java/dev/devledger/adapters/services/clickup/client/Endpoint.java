package dev.devledger.adapters.services.clickup.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One call of ClickUp's API.
 *
 * @param path its segments below that of the version, as they are: the client encodes them
 * @param query a key may have several values, as {@code statuses[]} has
 * @param repeatable whether sending it twice does the same as sending it once
 */
public record Endpoint(Method method, Version version, List<String> path, List<Query> query, boolean repeatable) {

    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    public enum Version {
        V2,
        V3
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

    private static Endpoint of(Method method, String... path) {
        return new Endpoint(method, Version.V2, List.of(path), List.of(), method != Method.POST);
    }

    /** Below the other version of the API. */
    public Endpoint v3() {
        return new Endpoint(method, Version.V3, path, query, repeatable);
    }

    /** The same with one more query value; of a collection each is one, and an instant is its milliseconds. */
    public Endpoint with(String key, Object value) {
        List<Query> more = new ArrayList<>(query);
        for (Object each : value instanceof Collection<?> several ? several : List.of(value)) {
            more.add(new Query(
                    key, each instanceof Instant at ? Long.toString(at.toEpochMilli()) : String.valueOf(each)));
        }
        return new Endpoint(method, version, path, more, repeatable);
    }

    /** Whether it changes nothing there. */
    public boolean isRead() {
        return method == Method.GET;
    }

    /** False where a segment would lead to another path than the one that is meant. */
    boolean isPossible() {
        return path.stream().noneMatch(segment -> segment.isBlank() || segment.equals(".") || segment.equals(".."));
    }

    /** Without the query, which may hold what people wrote. */
    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }
}
