package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.EventBodies;
import dev.devledger.adapters.services.trackingtime.json.EventJson;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The field of time entries in which it is kept which one of the ledger each is. It is made once, where the account allows it;
 * any read of entries tells which fields there are.
 */
final class LedgerField {
    /** Where it could not be made, it is not tried again before that. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    /** @param id null where the account has none, and does not take one */
    private record Known(@Nullable String id, Instant at) {}

    private final TrackingTimeClient client;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    LedgerField(TrackingTimeClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** A read of entries that was asked for their fields. */
    void seen(Outcome outcome) {
        if (outcome instanceof Outcome.Answered(var data, var whole, var note)) {
            find(whole).ifPresent(this::keep);
        }
    }

    /** As it was seen last; null where it was not. */
    @Nullable
    String lastKnown() {
        Known now = known.get();
        return now == null ? null : now.id();
    }

    private static Optional<String> find(JsonNode whole) {
        for (JsonNode field : whole.path("available_custom_fields")) {
            if (EventJson.LEDGER_ID.equals(Wire.given(field, "name"))) {
                return Optional.ofNullable(Wire.given(field, "id"));
            }
        }
        return Optional.empty();
    }

    private void keep(@Nullable String id) {
        known.set(new Known(id, clock.instant()));
    }

    /**
     * Its id; empty where there is none. Two requests at most, and none once it is known.
     *
     * @param read any read of entries that asks for their fields
     */
    RemoteAnswer<Optional<String>> id(Endpoint read) {
        Known before = known.get();
        if (before != null
                && (before.id() != null || clock.instant().isBefore(before.at().plus(PATIENCE)))) {
            return new Ok<>(Optional.ofNullable(before.id()));
        }
        Outcome outcome = client.call(Share.WRITE, read);
        seen(outcome);
        Known now = known.get();
        if (now != null && now.id() != null) {
            return new Ok<>(Optional.of(now.id()));
        }
        return outcome instanceof Outcome.Answered ? make() : Answers.failure(outcome);
    }

    private RemoteAnswer<Optional<String>> make() {
        Outcome outcome = client.call(Share.WRITE, TrackingTimeApi.post("custom_fields/add"), EventBodies.field());
        if (outcome instanceof Outcome.NoAccess || outcome instanceof Outcome.Refused) {
            keep(null);
            return new Ok<>(Optional.empty());
        }
        return Answers.answer(outcome, made -> {
            String id = Wire.given(Wire.one(made), "id");
            keep(id);
            return Optional.ofNullable(id);
        });
    }
}
