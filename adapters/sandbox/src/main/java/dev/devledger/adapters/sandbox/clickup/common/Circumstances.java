package dev.devledger.adapters.sandbox.clickup.common;

import dev.devledger.adapters.sandbox.kernel.Account;
import dev.devledger.adapters.sandbox.kernel.Behaviour;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How this ClickUp differs from the plain one. Tests change {@code habits}, {@code limit} (calls a minute), {@code
 * usedCalls} (made by others with the token of that name), {@code revoked} (of all tokens), {@code webhookMillis} and
 * {@code hidden} (such as {@code {"list/901": true}}). Safe to use from any thread.
 */
public final class Circumstances extends Behaviour<ClickUpHabit> implements Account {
    public static final int CALLS_A_MINUTE = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(7);
    private static final Set<String> FIELDS =
            Set.of("habits", "limit", "usedCalls", "revoked", "webhookMillis", "hidden");

    private final CallLimit limit;
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private volatile Duration patience = PATIENCE;
    private volatile boolean revoked;

    public Circumstances(CallLimit limit) {
        super(ClickUpHabit.class);
        this.limit = limit;
    }

    /** How long a receiver may take for a delivery. */
    public Duration patience() {
        return patience;
    }

    /** Every token there is, the application's own too, opens nothing any more. */
    public boolean revoked() {
        return revoked;
    }

    /** Whether it cannot be seen any more, as {@code list/901} or {@code task/86abc12}. */
    public boolean hides(String key) {
        return hidden.contains(key);
    }

    @Override
    public JsonNode read(byte[] body) {
        return Given.read(body).json();
    }

    @Override
    public void change(JsonNode body) {
        for (String field : body.propertyNames())
            if (!FIELDS.contains(field)) throw Refusal.input("Unknown field " + field);
        Given given = new Given(body);
        given.object("habits").ifPresent(words -> choose(words.json()));
        given.number("limit").ifPresent(limit::most);
        given.object("usedCalls").ifPresent(used -> {
            for (String token : used.json().propertyNames())
                limit.count(token, Math.toIntExact(used.number(token).orElse(0L)));
        });
        given.flag("revoked").ifPresent(all -> revoked = all);
        given.number("webhookMillis").ifPresent(millis -> patience = Duration.ofMillis(millis));
        given.object("hidden").ifPresent(places -> {
            for (String key : places.json().propertyNames())
                if (places.flag(key).orElse(false)) hidden.add(key);
                else hidden.remove(key);
        });
    }

    @Override
    public void show(ObjectNode state) {
        ObjectNode account = state.putObject("account");
        account.put("limit", limit.most()).put("revoked", revoked).put("webhookMillis", patience.toMillis());
        account.set("hidden", Json.arrayOf(hidden));
        account.set("habits", words());
    }

    @Override
    public void clear() {
        super.clear();
        limit.clear();
        patience = PATIENCE;
        revoked = false;
        hidden.clear();
    }
}
