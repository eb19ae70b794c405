package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.RemoteAnswers.answer;

import dev.devledger.adapters.services.ticktick.ReadCursor.Step;
import dev.devledger.adapters.services.ticktick.client.TickTickApi;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All tasks of an account, to find one of which neither the id nor the place is known (docs/ticktick.md, section 10).
 * Abandoned ones come only where no status is asked for, among all that was ever completed, and 200 at most.
 */
final class Everywhere {
    private final TickTickClient client;
    private final TickTickJson json;
    private final CompletedTasks completed;
    private final OpenTasks open;

    Everywhere(TickTickClient client, TickTickJson json, CompletedTasks completed, OpenTasks open) {
        this.client = client;
        this.json = json;
        this.completed = completed;
        this.open = open;
    }

    /** The open ones, then the completed ones, then the abandoned ones: those of the list where there are too many. */
    RemoteAnswer<RemotePage<Listing>> tasks(String list, Instant since, ReadCursor cursor) {
        return switch (cursor.step()) {
            case BEGIN, LISTS, IN_LIST -> open.anywhere(cursor).map(page -> then(page, Step.COMPLETED));
            case COMPLETED -> completed.anywhere(since, cursor).map(page -> then(page, Step.OF_ANY_STATUS));
            case OF_ANY_STATUS ->
                filtered(anything())
                        .map(rows ->
                                rows.isCut() ? new ReadCursor(Step.OF_ANY_STATUS_IN_LIST).next() : abandoned(rows));
            case OF_ANY_STATUS_IN_LIST -> filtered(anything(list)).map(Everywhere::abandoned);
        };
    }

    private static RemotePage<Listing> then(RemotePage<Listing> page, Step step) {
        return page.next() == null ? new ReadCursor(step).after(page.rows()) : page;
    }

    private static RemotePage<Listing> abandoned(Rows rows) {
        return RemotePage.whole(rows.tasks().only(task -> task.content().status() == RemoteStatus.ABANDONED));
    }

    /** @param shown how many came */
    private record Rows(Listing tasks, int shown) {
        boolean isCut() {
            return shown >= ReadCursor.PAGE;
        }
    }

    /** Those of that list; empty where they may have been cut. */
    RemoteAnswer<Optional<Listing>> searched(String list) {
        return filtered(anything(list)).map(rows -> rows.isCut() ? Optional.empty() : Optional.of(rows.tasks()));
    }

    /** The kinds are named, as some have seen open ones alone where nothing at all was asked for. */
    private static ObjectNode anything() {
        ObjectNode anything = Wire.JSON.createObjectNode();
        anything.putArray("kind").add("TEXT").add("CHECKLIST").add("NOTE");
        return anything;
    }

    private static ObjectNode anything(String list) {
        ObjectNode anything = anything();
        anything.putArray("projectIds").add(list);
        return anything;
    }

    private RemoteAnswer<Rows> filtered(ObjectNode filter) {
        return answer(client.call(Share.RESOLUTION, TickTickApi.filter(), filter.toString()), body -> {
            @Nullable JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
            List<Sighting.Present> read = new ArrayList<>();
            for (JsonNode task : tasks) {
                read.add(json.row(task, null));
            }
            return new Rows(Listing.ofRows(read), tasks.length);
        });
    }
}
