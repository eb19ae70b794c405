package dev.devledger.adapters.services.trackingtime.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One call of TrackingTime's API.
 *
 * @param path its segments below the account
 * @param reads whether it changes nothing there. TrackingTime changes things by GET as well: no such call is made here
 * @param ofAccount whether the account stands in the path. Without it TrackingTime takes the one that is chosen there
 * @param csv whether the answer is a text
 */
public record Endpoint(
        Method method, List<String> path, List<Query> query, boolean reads, boolean ofAccount, boolean csv) {

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

    /** @param path such as {@code tasks/12} */
    public static Endpoint of(Method method, String path) {
        return new Endpoint(method, Arrays.asList(path.split("/", -1)), List.of(), method == Method.GET, true, false);
    }

    public static Endpoint get(String path) {
        return of(Method.GET, path);
    }

    public static Endpoint post(String path) {
        return of(Method.POST, path);
    }

    public static Endpoint put(String path) {
        return of(Method.PUT, path);
    }

    /** A POST that only asks. */
    public Endpoint asking() {
        return new Endpoint(method, path, query, true, ofAccount, csv);
    }

    /** For what is told of a person in all accounts. */
    public Endpoint withoutAccount() {
        return new Endpoint(method, path, query, reads, false, csv);
    }

    public Endpoint asCsv() {
        return new Endpoint(method, path, query, reads, ofAccount, true);
    }

    /** The same with one more query value. */
    public Endpoint with(String key, Object value) {
        List<Query> more = new ArrayList<>(query);
        more.add(new Query(key, String.valueOf(value)));
        return new Endpoint(method, path, more, reads, ofAccount, csv);
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
