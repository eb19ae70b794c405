package dev.devledger.adapters.sandbox.ticktick.faults;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances.Client;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances.Setting;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickHabit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@link Circumstances} over HTTP, as one JSON object of {@code refreshTokens}, {@code wholeUpdates}, {@code maxLists},
 * {@code maxOpenTasks}, {@code clients} ({@code id}, {@code secret}, {@code redirectUri} each),
 * {@code tokenCallsLeft} and {@code habits}, an object of {@link TickTickHabit}s with their words. A field that is not sent
 * stays; null lifts a limit.
 */
public record AccountControl(Circumstances circumstances) {
    private static final Set<String> FIELDS =
            Set.of("refreshTokens", "wholeUpdates", "maxLists", "maxOpenTasks", "clients", "tokenCallsLeft", "habits");

    void change(Given body) {
        for (String field : body.json().propertyNames())
            if (!FIELDS.contains(field)) throw Refusal.invalid("Unknown field " + field);
        Setting now = circumstances.now();
        Setting next = new Setting(
                body.flag("refreshTokens").orElse(now.refreshTokens()),
                body.flag("wholeUpdates").orElse(now.wholeUpdates()),
                limit(body, "maxLists", now.maxLists()),
                limit(body, "maxOpenTasks", now.maxOpenTasks()),
                body.objects("clients")
                        .map(clients ->
                                clients.stream().map(AccountControl::client).toList())
                        .orElse(now.clients()));
        body.object("habits").ifPresent(words -> circumstances.choose(words.json()));
        circumstances.become(next);
        body.number("tokenCallsLeft").ifPresent(circumstances::endTokensAfter);
    }

    private static @Nullable Long limit(Given body, String field, @Nullable Long now) {
        if (body.clears(field)) return null;
        return body.number(field).orElse(now);
    }

    private static Client client(Given client) {
        return new Client(text(client, "id"), text(client, "secret"), text(client, "redirectUri"));
    }

    private static String text(Given client, String field) {
        return client.text(field).orElseThrow(() -> Refusal.invalid(field + " is missing"));
    }

    /** Without the secrets of clients. */
    ObjectNode state() {
        Setting now = circumstances.now();
        ObjectNode state = Json.object();
        state.put("refreshTokens", now.refreshTokens());
        state.put("wholeUpdates", now.wholeUpdates());
        state.put("maxLists", now.maxLists());
        state.put("maxOpenTasks", now.maxOpenTasks());
        List<String> ids = now.clients().stream().map(Client::id).toList();
        ids.forEach(state.putArray("clients")::add);
        circumstances.tokenCallsLeft().ifPresent(left -> state.put("tokenCallsLeft", left));
        state.set("habits", circumstances.words());
        return state;
    }
}
