package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.TickTickRemoteTasks.RemoteAnswers.answer;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.ticktick.OpenTasks.ReadCursor;
import dev.devledger.adapters.services.ticktick.OpenTasks.ReadCursor.Step;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.TickTickApi;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.adapters.services.ticktick.json.Wire.TickTickDates;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Searches all tasks of an account for one whose id and list are unknown (docs/ticktick.md, section 10). TickTick
 * returns abandoned tasks only if the filter has no status. The answer then also has all completed tasks, but at most
 * 200 in total.
 */
record AccountSearch(TickTickClient client, TickTickJson json, AccountSearch.CompletedTasks completed, OpenTasks open) {
    /**
     * Reads the open tasks, then the completed tasks, then the abandoned tasks. If the answer with the abandoned tasks
     * is cut, only the abandoned tasks of {@code list} are read.
     */
    RemoteAnswer<RemotePage<Listing>> tasks(String list, Instant since, ReadCursor cursor) {
        return switch (cursor.step()) {
            case BEGIN, LISTS, IN_LIST -> open.anywhere(cursor).map(page -> then(page, Step.COMPLETED));
            case COMPLETED -> completed.anywhere(since, cursor).map(page -> then(page, Step.OF_ANY_STATUS));
            case OF_ANY_STATUS ->
                filtered(anything())
                        .map(rows ->
                                rows.isCut() ? new ReadCursor(Step.OF_ANY_STATUS_IN_LIST).next() : abandoned(rows));
            case OF_ANY_STATUS_IN_LIST -> filtered(anything(list)).map(AccountSearch::abandoned);
        };
    }

    private static RemotePage<Listing> then(RemotePage<Listing> page, Step step) {
        return page.next() == null ? new ReadCursor(step).after(page.rows()) : page;
    }

    private static RemotePage<Listing> abandoned(Rows rows) {
        return RemotePage.whole(rows.tasks().only(task -> task.content().status() == RemoteStatus.ABANDONED));
    }

    /** @param shown the number of tasks in the answer, before any are left out */
    private record Rows(Listing tasks, int shown) {
        boolean isCut() {
            return shown >= ReadCursor.PAGE;
        }
    }

    /** Returns the tasks of the list, of any status; empty if the answer may have been cut. */
    RemoteAnswer<Optional<Listing>> searched(String list) {
        return filtered(anything(list)).map(rows -> rows.isCut() ? Optional.empty() : Optional.of(rows.tasks()));
    }

    /**
     * Builds a filter for all kinds of tasks, which names each kind: with no condition at all, clients got open tasks
     * only.
     */
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
        return answer(client.resolve(TickTickApi.filter(), filter.toString()), body -> {
            @Nullable JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
            List<LookupResult.Present> read = new ArrayList<>();
            for (JsonNode task : tasks) {
                read.add(json.row(task, null));
            }
            return new Rows(Listing.ofRows(read), tasks.length);
        });
    }

    /**
     * Reads the tasks completed since a time, newest first (docs/ticktick.md, section 10). The next page begins at the
     * time of this page's last task, so that task is on both pages.
     */
    record CompletedTasks(TickTickClient client, TickTickJson json) {
        RemoteAnswer<RemotePage<Listing>> in(Set<String> lists, Instant since, ReadCursor cursor) {
            return lists.isEmpty() // an empty list of lists would mean all lists
                    ? new Ok<>(RemotePage.whole(ReadCursor.NOTHING))
                    : page(lists, since, cursor.at());
        }

        /** Reads the completed tasks of all lists and the inbox. */
        RemoteAnswer<RemotePage<Listing>> anywhere(Instant since, ReadCursor cursor) {
            return page(Set.of(), since, cursor.at());
        }

        private RemoteAnswer<RemotePage<Listing>> page(Set<String> lists, Instant since, @Nullable String end) {
            // A task that does not name its list is in the requested list, if only one was requested.
            String otherwise = lists.size() == 1 ? lists.iterator().next() : null;
            String window = window(lists, since, end).toString();
            return answer(client.read(TickTickApi.completed(), window), body -> {
                @Nullable JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
                List<LookupResult.Present> rows = new ArrayList<>();
                String oldest = end;
                for (JsonNode task : tasks) {
                    if (task == null) {
                        throw new UnreadableAnswer("TickTick returned a list with an empty entry");
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
}
