package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.json.Status;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The statuses of each list: as the answers about lists tell them, or else asked for when one of them is to be written. */
final class ListStatuses {
    private static final Duration KEPT = Duration.ofMinutes(15);

    private final ClickUpClient client;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(List<Status> statuses, Instant at) {}

    ListStatuses(ClickUpClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    RemoteAnswer<List<Status>> of(String list) {
        Known before = known.get(list);
        if (before != null && clock.instant().isBefore(before.at().plus(KEPT))) {
            return new Ok<>(before.statuses());
        }
        return Answers.answer(client.call(Share.WRITE, Endpoint.get("list", list)), json -> {
            List<Status> all = Status.all(json);
            known.put(list, new Known(all, clock.instant()));
            return all;
        });
    }

    /** What an answer tells of a list; many tell nothing of its statuses. */
    void told(JsonNode list) {
        String id = Wire.given(list, "id");
        if (id == null || list.path("statuses").isEmpty()) {
            return;
        }
        try {
            known.put(id, new Known(Status.all(list), clock.instant()));
        } catch (Unreadable e) {
            known.remove(id); // to be told when one is to be written
        }
    }

    /** They are not what was believed. */
    void forget(String list) {
        known.remove(list);
    }
}
