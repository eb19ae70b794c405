package dev.devledger.adapters.sandbox.trackingtime.common;

import dev.devledger.adapters.sandbox.kernel.Account;
import dev.devledger.adapters.sandbox.kernel.Behaviour;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How this TrackingTime differs from the plain one. Tests change {@code habits}, {@code limit} (calls a minute), {@code
 * revoked} (of all passwords) and {@code wrongVerbStatus}. Safe to use from any thread.
 */
public final class Circumstances extends Behaviour<TrackingTimeHabit> implements Account {
    private static final int WRONG_VERB = 200;
    private static final Set<String> FIELDS = Set.of("habits", "limit", "revoked", "wrongVerbStatus");

    private final CallLimit limit;
    private final Map<String, Integer> made = new TreeMap<>();
    private volatile int wrongVerbStatus = WRONG_VERB;
    private volatile boolean revoked;

    public Circumstances(CallLimit limit) {
        super(TrackingTimeHabit.class);
        this.limit = limit;
    }

    /** The HTTP status of the page that a wrong verb meets. */
    public int wrongVerbStatus() {
        return wrongVerbStatus;
    }

    /** Every password there is, the application's own too, opens nothing any more. */
    public boolean revoked() {
        return revoked;
    }

    /** Something was made because it was called by an unknown name. */
    public synchronized void made(String kind) {
        made.merge(kind, 1, Integer::sum);
    }

    @Override
    public JsonNode read(byte[] body) {
        return Given.tree(body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void change(JsonNode body) {
        for (String field : body.propertyNames())
            if (!FIELDS.contains(field)) throw new IllegalArgumentException("Unknown field " + field);
        if (body.has("habits")) choose(body.path("habits"));
        Given given = Given.of(body);
        given.number("limit").ifPresent(limit::most);
        given.flag("revoked").ifPresent(all -> revoked = all);
        given.number("wrongVerbStatus").ifPresent(status -> wrongVerbStatus = Math.toIntExact(status));
    }

    @Override
    public synchronized void show(ObjectNode state) {
        ObjectNode shown = state.putObject("made");
        made.forEach(shown::put);
        ObjectNode account = state.putObject("account");
        account.put("limit", limit.most()).put("revoked", revoked).put("wrongVerbStatus", wrongVerbStatus);
        account.set("habits", words());
    }

    @Override
    public synchronized void clear() {
        super.clear();
        limit.clear();
        wrongVerbStatus = WRONG_VERB;
        revoked = false;
        made.clear();
    }
}
