package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.Answers.answer;
import static dev.devledger.adapters.ticktick.Answers.failed;
import static dev.devledger.adapters.ticktick.Answers.map;

import dev.devledger.application.sync.CallLog.Share;
import dev.devledger.application.sync.Listing;
import dev.devledger.application.sync.RemoteAnswer;
import dev.devledger.application.sync.RemoteAnswer.Ok;
import dev.devledger.application.sync.RemoteAnswer.Unknown;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.RemoteList;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The reads that TickTick cuts at 200 rows without a sign of it (fact sheet, section 10): all of them, or no answer. */
final class PagedReads {
    static final int PAGE = 200;

    private final TickTickClient client;
    private final TickTickJson json;

    PagedReads(TickTickClient client, TickTickJson json) {
        this.client = client;
        this.json = json;
    }

    RemoteAnswer<List<RemoteList>> lists() {
        Map<String, RemoteList> lists = new LinkedHashMap<>();
        return all(lists::size, () -> listsAfter(lists), () -> List.copyOf(lists.values()));
    }

    private RemoteAnswer<Integer> listsAfter(Map<String, RemoteList> known) {
        return map(TickTickApi.background(client).projects().page(known.size(), PAGE), projects -> {
            for (Api.Project project : projects) {
                RemoteList list = Lists.read(project);
                known.put(list.id(), list);
            }
            return projects.size();
        });
    }

    /** Newest first; the next page ends where the last one did, so both have the task of that moment. */
    RemoteAnswer<Listing> completed(Collection<String> lists, Instant since) {
        if (lists.isEmpty()) { // to TickTick that would mean all lists
            return new Ok<>(Listing.of(List.of()));
        }
        Set<String> in = new LinkedHashSet<>(lists);
        ObjectNode window = Wire.JSON.createObjectNode();
        in.forEach(window.putArray("projectIds")::add);
        // A task that does not say its list is in the one that was asked for, where there is but one.
        String otherwise = in.size() == 1 ? in.iterator().next() : null;
        return TaskRows.judged(completedIn(window, since, otherwise));
    }

    /** Of all lists and the inbox, however many cannot be read. */
    RemoteAnswer<Listing> completedAnywhere(Instant since) {
        return completedIn(Wire.JSON.createObjectNode(), since, null);
    }

    private RemoteAnswer<Listing> completedIn(ObjectNode window, Instant since, @Nullable String list) {
        TaskRows rows = new TaskRows();
        window.put("startDate", sent(since));
        return all(rows::size, () -> completedIn(window, list, rows), rows::listing);
    }

    private RemoteAnswer<Integer> completedIn(ObjectNode window, @Nullable String list, TaskRows known) {
        Outcome outcome = client.call(Share.READ, Endpoint.completed(), window.toString());
        return answer(outcome, body -> {
            @Nullable JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
            for (JsonNode task : tasks) {
                if (task == null) {
                    throw new Unreadable("TickTick answered a list with a hole in it");
                }
                known.add(json.row(task, list));
                Instant completed =
                        TickTickDates.find(task.path("completedTime").asString(""));
                if (completed != null) {
                    window.put("endDate", sent(completed));
                }
            }
            return tasks.length;
        });
    }

    private static @Nullable String sent(Instant instant) {
        return TickTickDates.write(new When.Moment(instant), ZoneOffset.UTC);
    }

    /** Page by page until a short one. A full page that brings nothing new leads nowhere, so there may be more. */
    private static <T> RemoteAnswer<T> all(IntSupplier known, Supplier<RemoteAnswer<Integer>> next, Supplier<T> whole) {
        while (true) {
            int before = known.getAsInt();
            RemoteAnswer<Integer> page = next.get();
            if (!(page instanceof Ok<Integer>(var size))) {
                return failed(page);
            }
            if (size < PAGE) {
                return new Ok<>(whole.get());
            }
            if (known.getAsInt() == before) {
                return new Unknown<>("TickTick shows " + PAGE + " at a time, and does not show the others");
            }
        }
    }
}
