package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.RemoteAnswers.answer;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.ticktick.client.TickTickApi;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.json.TickTickDates;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was completed since a time, newest first (docs/ticktick.md, section 10). The next page ends where the last one did,
 * so both have the task of that moment.
 */
final class CompletedTasks {
    private final TickTickClient client;
    private final TickTickJson json;

    CompletedTasks(TickTickClient client, TickTickJson json) {
        this.client = client;
        this.json = json;
    }

    RemoteAnswer<RemotePage<Listing>> in(Set<String> lists, Instant since, ReadCursor cursor) {
        return lists.isEmpty() // to TickTick that would mean all lists
                ? new Ok<>(RemotePage.whole(ReadCursor.NOTHING))
                : page(lists, since, cursor.at());
    }

    /** Of all lists and the inbox. */
    RemoteAnswer<RemotePage<Listing>> anywhere(Instant since, ReadCursor cursor) {
        return page(Set.of(), since, cursor.at());
    }

    private RemoteAnswer<RemotePage<Listing>> page(Set<String> lists, Instant since, @Nullable String end) {
        // A task that does not say its list is in the one that was asked for, where there is but one.
        String otherwise = lists.size() == 1 ? lists.iterator().next() : null;
        String window = window(lists, since, end).toString();
        return answer(client.call(Share.READ, TickTickApi.completed(), window), body -> {
            @Nullable JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
            List<Sighting.Present> rows = new ArrayList<>();
            String oldest = end;
            for (JsonNode task : tasks) {
                if (task == null) {
                    throw new Unreadable("TickTick returned a list with an empty entry");
                }
                rows.add(json.row(task, otherwise));
                Instant completed =
                        TickTickDates.find(task.path("completedTime").asString(""));
                oldest = completed == null ? oldest : sent(completed);
            }
            Listing listing = Listing.ofRows(rows);
            return tasks.length < ReadCursor.PAGE
                    ? RemotePage.whole(listing)
                    : new ReadCursor(ReadCursor.Step.COMPLETED, oldest, List.of()).after(listing);
        });
    }

    private static ObjectNode window(Set<String> lists, Instant since, @Nullable String end) {
        ObjectNode window = Wire.JSON.createObjectNode();
        if (!lists.isEmpty()) {
            lists.forEach(window.putArray("projectIds")::add);
        }
        window.put("startDate", sent(since));
        return end == null ? window : window.put("endDate", end);
    }

    private static @Nullable String sent(Instant instant) {
        return TickTickDates.write(new When.Moment(instant), ZoneOffset.UTC);
    }
}
