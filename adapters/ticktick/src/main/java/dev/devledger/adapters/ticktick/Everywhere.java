package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.RemoteAnswers.answer;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.adapters.ticktick.client.TickTickClient;
import dev.devledger.adapters.ticktick.json.TickTickJson;
import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.domain.sync.content.RemoteStatus;
import java.time.Instant;
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

    RemoteAnswer<Listing> tasks(String list, Instant since, Runnable before) {
        RemoteAnswer<Listing> openOnes = open.anywhere(before);
        if (!(openOnes instanceof Ok<Listing>(var allOpen))) {
            return openOnes;
        }
        before.run();
        RemoteAnswer<Listing> done = completed.anywhere(since, before);
        if (!(done instanceof Ok<Listing>(var allCompleted))) {
            return done;
        }
        before.run();
        return anything(list, before).map(rows -> {
            ReadRows all = new ReadRows();
            all.add(rows.tasks().listing(task -> task.content().status() == RemoteStatus.ABANDONED));
            all.add(allOpen);
            all.add(allCompleted);
            return all.listing();
        });
    }

    /** @param shown how many came */
    private record Rows(ReadRows tasks, int shown) {
        boolean isCut() {
            return shown >= PagedReads.PAGE;
        }
    }

    /** Those of that list; empty where they may have been cut. */
    RemoteAnswer<Optional<Listing>> searched(String list) {
        ObjectNode anything = anything();
        anything.putArray("projectIds").add(list);
        return filtered(anything)
                .map(rows -> rows.isCut()
                        ? Optional.empty()
                        : Optional.of(rows.tasks().listing()));
    }

    /** The kinds are named, as some have seen open ones alone where nothing at all was asked for. */
    private static ObjectNode anything() {
        ObjectNode anything = Wire.JSON.createObjectNode();
        anything.putArray("kind").add("TEXT").add("CHECKLIST").add("NOTE");
        return anything;
    }

    private RemoteAnswer<Rows> anything(String list, Runnable before) {
        ObjectNode anything = anything();
        RemoteAnswer<Rows> answer = filtered(anything);
        if (answer instanceof Ok<Rows>(var rows) && rows.isCut()) {
            anything.putArray("projectIds").add(list);
            before.run();
            return filtered(anything);
        }
        return answer;
    }

    private RemoteAnswer<Rows> filtered(ObjectNode filter) {
        return answer(client.call(Share.RESOLUTION, Endpoint.filter(), filter.toString()), body -> {
            @Nullable JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
            ReadRows read = new ReadRows();
            for (JsonNode task : tasks) {
                read.add(json.row(task, null));
            }
            return new Rows(read, tasks.length);
        });
    }
}
