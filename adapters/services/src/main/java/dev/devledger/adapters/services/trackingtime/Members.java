package dev.devledger.adapters.services.trackingtime;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.get;
import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.ofPerson;

import dev.devledger.adapters.services.trackingtime.TrackingTimeRemoteTasks.Answers;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.adapters.services.trackingtime.json.Wire.AccountContext;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The account's user and its people. They seldom change, so they are seldom read. */
final class Members {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final TrackingTimeClient client;
    private final ZoneId otherwise;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Known> kept = new AtomicReference<>();

    /** @param otherwise the zone to use for an account that does not show its own */
    Members(TrackingTimeClient client, ZoneId otherwise, InstantSource clock) {
        this.client = client;
        this.otherwise = otherwise;
        this.clock = clock;
    }

    /**
     * @param user the id of the account's user
     * @param names the names of the account's people, by their addresses
     * @param others the ids of the other people of the account, including people with a hidden address
     */
    record Known(
            String user,
            AccountContext around,
            Map<String, String> names,
            List<RemoteTimeEntries.Member> others,
            Instant at) {}

    /** Returns the last data; empty before the first call. */
    Optional<Known> lastKnown() {
        return Optional.ofNullable(kept.get());
    }

    /** Returns the data, at most half an hour old. */
    RemoteAnswer<Known> known(CallPurpose share) {
        Known before = kept.get();
        if (before != null && clock.instant().isBefore(before.at().plus(KEPT))) {
            return new Ok<>(before);
        }
        return client.account().token().get().isPresent()
                        && client.account().id().isEmpty()
                ? unchosen(share)
                : me(share).flatMap(me -> users(share).map(users -> keep(me, users)));
    }

    private RemoteAnswer<JsonNode> me(CallPurpose share) {
        return Answers.answer(client.call(share, ofPerson("me")), data -> {
            JsonNode me = person(Wire.one(data));
            Wire.id(me, "user");
            return me;
        });
    }

    /** Returns the person of a row, which some answers have in an object {@code user}. */
    private static JsonNode person(JsonNode row) {
        return row.has("id") || !row.path("user").isObject() ? row : row.path("user");
    }

    /**
     * Returns the account's people, including archived ones, who may still have tasks. Empty if the user may not see
     * other people.
     */
    private RemoteAnswer<List<JsonNode>> users(CallPurpose share) {
        Outcome outcome = client.call(share, get("users").with("filter", "ALL"));
        return outcome instanceof Outcome.NoAccess
                ? new Ok<>(List.of())
                : Answers.answer(outcome, data -> Wire.rows(data, "users"));
    }

    private Known keep(JsonNode me, List<JsonNode> users) {
        Map<String, String> addresses = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<RemoteTimeEntries.Member> others = new ArrayList<>();
        String own = Wire.id(me, "user");
        for (JsonNode row : users) {
            JsonNode user = person(row);
            String id = Wire.given(user, "id");
            String told = Wire.given(user, "email");
            String address = told == null ? null : told.strip().toLowerCase(Locale.ROOT);
            String name = (Wire.text(user, "name") + " " + Wire.text(user, "surname")).strip();
            if (id != null && address != null) {
                addresses.put(id, address);
                names.put(address, name.isEmpty() ? address : name);
            }
            if (id != null && !id.equals(own)) {
                others.add(new RemoteTimeEntries.Member(id, address, name.isEmpty() ? named(id, address) : name));
            }
        }
        Known known = new Known(
                own, new AccountContext(zone(me), addresses), Map.copyOf(names), List.copyOf(others), clock.instant());
        kept.set(known);
        return known;
    }

    private static String named(String id, @Nullable String address) {
        return address == null ? "TrackingTime user " + id : address;
    }

    /** Returns the user's zone, which TrackingTime reports as a city. */
    private ZoneId zone(JsonNode me) {
        String told = Wire.given(me.path("settings"), "timezone_iana");
        String city = told == null ? Wire.given(me, "timezone") : told;
        if (city == null) {
            return otherwise;
        }
        try {
            return ZoneId.of(city);
        } catch (DateTimeException e) {
            String end = "/" + city.strip().replace(' ', '_');
            return ZoneId.getAvailableZoneIds().stream()
                    .filter(each -> each.endsWith(end))
                    .sorted()
                    .findFirst()
                    .map(ZoneId::of)
                    .orElse(otherwise);
        }
    }

    /**
     * Refuses a call if no account is set: TrackingTime would silently use the account that was last chosen in its own
     * app.
     */
    private <T> RemoteAnswer<T> unchosen(CallPurpose share) {
        return Answers.answer(client.call(share, ofPerson("teams")), data -> Wire.rows(data, "teams"))
                .flatMap(teams -> new NotSent<>(
                        NotSentReason.NEEDS_AUTHORIZATION,
                        "no account of TrackingTime is chosen; set devledger.trackingtime.account-id to one of these: "
                                + teams.stream()
                                        .map(team ->
                                                Wire.text(team, "account_id") + " (" + Wire.text(team, "company") + ")")
                                        .collect(Collectors.joining(", ")),
                        ASK_AGAIN));
    }
}
