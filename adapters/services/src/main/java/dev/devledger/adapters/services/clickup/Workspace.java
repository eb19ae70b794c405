package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.get;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The account's user, and the synchronized workspace with its people. All of it seldom changes, so it is seldom read.
 */
final class Workspace {
    private static final Duration KEPT = Duration.ofMinutes(15);

    /** The greatest age at which the data is used by a write, if no poll has renewed it. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Duration LONGEST_FOR_READS = Duration.ofHours(1);

    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    /** The key under which the account's zones are stored, the present zone and former zones, the newest first. */
    private static final String ZONES = "zones";

    private static final int MOST_ZONES = 10;

    private final ClickUpClient client;
    private final @Nullable String wanted;
    private final ZoneId otherwise;
    private final Set<String> abandoned;
    private final ConnectorMemory memory;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Known> kept = new AtomicReference<>();

    /**
     * @param wanted the workspace's id; null if the account has only one
     * @param otherwise the zone to use for an account that does not show its own
     * @param abandoned the names of the closing statuses that mean abandoned
     */
    Workspace(
            ClickUpClient client,
            @Nullable String wanted,
            ZoneId otherwise,
            Set<String> abandoned,
            ConnectorMemory memory,
            InstantSource clock) {
        this.client = client;
        this.wanted = wanted;
        this.otherwise = otherwise;
        this.abandoned = abandoned;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * @param id the workspace's id
     * @param user the id of the account's user
     * @param names the names of the workspace's people, by their addresses
     * @param zoneIsNext true if the next read is of the user with the zone, false if it is of the workspace
     */
    record Known(
            String id, String user, AccountContext around, Map<String, String> names, Instant at, boolean zoneIsNext) {}

    private record Me(String id, List<ZoneId> zones) {}

    /** Returns the data of the last read; only the first call makes a request. */
    RemoteAnswer<Known> asLast(CallPurpose share) {
        Known before = kept.get();
        return before == null ? known(share) : new Ok<>(before);
    }

    /** Returns the data, at most half an hour old, or an hour for reads; mostly polls renew it earlier. */
    RemoteAnswer<Known> known(CallPurpose share) {
        return known(share, kept.get(), share == CallPurpose.READ ? LONGEST_FOR_READS : LONGEST);
    }

    /**
     * Returns the data, at most a quarter of an hour old. The user and the workspace are read in turns, so that no poll
     * makes more than one request.
     */
    RemoteAnswer<Known> lately(CallPurpose share) {
        return known(share, kept.get(), KEPT);
    }

    private RemoteAnswer<Known> known(CallPurpose share, @Nullable Known before, Duration kept) {
        if (before != null && clock.instant().isBefore(before.at().plus(kept))) {
            return new Ok<>(before);
        }
        if (before == null) {
            return me(share)
                    .flatMap(me -> team(share).flatMap(team -> UnreadableAnswer.read(team, json -> known(json, me))));
        }
        return before.zoneIsNext()
                ? me(share).map(me -> keep(before, me))
                : team(share)
                        .flatMap(team -> UnreadableAnswer.read(
                                team,
                                json -> known(
                                        json,
                                        new Me(before.user(), before.around().zones()))));
    }

    private RemoteAnswer<Me> me(CallPurpose share) {
        return answer(client.call(share, get("user")), json -> {
            JsonNode user = json.path("user");
            return new Me(Wire.id(user, "user"), zones(zone(user)));
        });
    }

    private RemoteAnswer<JsonNode> team(CallPurpose share) {
        return answer(client.call(share, get("team")), json -> Wire.rows(json, "teams"))
                .flatMap(this::chosen);
    }

    private Known keep(Known before, Me me) {
        AccountContext around = new AccountContext(
                me.zones(), before.around().addresses(), before.around().abandoned());
        Known known = new Known(before.id(), me.id(), around, before.names(), clock.instant(), false);
        kept.set(known);
        return known;
    }

    /** Returns the last data; empty before the first call. */
    Optional<Known> lastKnown() {
        return Optional.ofNullable(kept.get());
    }

    private Known known(JsonNode team, Me me) {
        Map<String, String> addresses = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (JsonNode member : Wire.all(team, "members")) {
            String id = Wire.given(member.path("user"), "id");
            String address = Wire.given(member.path("user"), "email");
            String name = Wire.given(member.path("user"), "username");
            if (id != null && address != null) {
                addresses.put(id, address.toLowerCase(Locale.ROOT));
                names.put(address.toLowerCase(Locale.ROOT), name == null ? address : name);
            }
        }
        Known known = new Known(
                Wire.id(team, "workspace"),
                me.id(),
                new AccountContext(me.zones(), addresses, abandoned),
                names,
                clock.instant(),
                true);
        kept.set(known);
        return known;
    }

    /**
     * Returns the present and former zones. ClickUp stores a day as an hour in the zone that the account had then, and
     * keeps that hour when the zone changes.
     */
    private List<ZoneId> zones(ZoneId now) {
        List<ZoneId> zones = new ArrayList<>(List.of(now));
        String before = memory.get(ZONES).orElse("");
        Stream.of(before.split(" "))
                .filter(each -> !each.isEmpty() && !each.equals(now.getId()))
                .limit(MOST_ZONES - 1)
                .map(ZoneId::of)
                .forEach(zones::add);
        String all = zones.stream().map(ZoneId::getId).collect(Collectors.joining(" "));
        if (!all.equals(before)) {
            memory.put(ZONES, all);
        }
        return zones;
    }

    private ZoneId zone(JsonNode user) {
        String zone = Wire.given(user, "timezone");
        try {
            return zone == null ? otherwise : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new UnreadableAnswer("the ClickUp account has the unknown time zone " + zone);
        }
    }

    private RemoteAnswer<JsonNode> chosen(List<JsonNode> granted) {
        List<JsonNode> chosen = granted.stream()
                .filter(each -> wanted == null || wanted.equals(Wire.text(each, "id")))
                .toList();
        if (chosen.size() == 1) {
            return new Ok<>(chosen.getFirst());
        }
        String all = granted.stream()
                .map(each -> Wire.text(each, "name") + " (" + Wire.text(each, "id") + ")")
                .collect(Collectors.joining(", "));
        String what = wanted == null
                ? "several workspaces are granted in ClickUp"
                : "the workspace " + wanted + " is not granted in ClickUp";
        return new NotSent<>(
                NotSentReason.NEEDS_AUTHORIZATION,
                granted.isEmpty()
                        ? "no workspace is granted in ClickUp; connect again and choose one"
                        : what + "; set devledger.clickup.workspace to the id of one of these, or connect again: "
                                + all,
                ASK_AGAIN);
    }
}
