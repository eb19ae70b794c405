package dev.devledger.application.direct;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call with its arguments.
 *
 * @param call the name of the call
 * @param ids the values in the path, by the names of the arguments
 * @param query the query as it was sent
 * @param json an object: the body of a request, or the other arguments of a tool
 * @param workspace the only workspace that the caller means; null for all that the account can see
 */
public record DirectRequest(
        String call,
        Map<String, String> ids,
        Map<String, List<String>> query,
        String json,
        @Nullable String workspace) {

    public DirectRequest {
        ids = Map.copyOf(ids);
        query = Map.copyOf(query);
    }

    public static DirectRequest of(String call) {
        return new DirectRequest(call, Map.of(), Map.of(), "{}", null);
    }

    public DirectRequest with(String argument, String id) {
        Map<String, String> more = new HashMap<>(ids);
        more.put(argument, id);
        return with(more);
    }

    public DirectRequest with(Map<String, String> all) {
        return new DirectRequest(call, all, query, json, workspace);
    }

    public DirectRequest asking(Map<String, List<String>> parameters) {
        return new DirectRequest(call, ids, parameters, json, workspace);
    }

    public DirectRequest saying(String object) {
        return new DirectRequest(call, ids, query, object, workspace);
    }

    public DirectRequest in(@Nullable String only) {
        return new DirectRequest(call, ids, query, json, only);
    }

    /** Returns the value of an argument in the path. */
    public String id(String argument) {
        String id = ids.get(argument);
        if (id == null) {
            throw new IllegalArgumentException(call + " has no " + argument);
        }
        return id;
    }
}
