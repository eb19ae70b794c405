package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.RemoteAnswers.answer;
import static dev.devledger.adapters.ticktick.RemoteAnswers.failed;
import static dev.devledger.adapters.ticktick.RemoteAnswers.map;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.adapters.ticktick.client.Outcome;
import dev.devledger.adapters.ticktick.client.TickTickClient;
import dev.devledger.adapters.ticktick.json.TickTickDates;
import dev.devledger.adapters.ticktick.json.TickTickJson;
import dev.devledger.adapters.ticktick.json.Unreadable;
import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.RemoteList;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The reads that TickTick cuts at 200 rows without a sign of it (docs/ticktick.md, section 10): all of them, or no
 * answer.
 */
final class PagedReads {
    static final int PAGE = 200;

    /** What was completed at first may be open again after that. */
    static final Duration KEPT = Duration.ofMinutes(3);

    private final AtomicReference<@Nullable Completed> cut = new AtomicReference<>();
    private final TickTickClient client;
    private final TickTickJson json;

    PagedReads(TickTickClient client, TickTickJson json) {
        this.client = client;
        this.json = json;
    }

    /** {@code before} is run before each page but the first, here and below. */
    RemoteAnswer<List<RemoteList>> lists(Runnable before) {
        Map<String, RemoteList> lists = new LinkedHashMap<>();
        return all(lists::size, () -> listsAfter(lists), () -> List.copyOf(lists.values()), before);
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
    RemoteAnswer<Listing> completed(Collection<String> lists, Instant since, Runnable before) {
        if (lists.isEmpty()) { // to TickTick that would mean all lists
            return new Ok<>(Listing.of(List.of()));
        }
        Set<String> in = new LinkedHashSet<>(lists);
        Completed earlier = cut.getAndSet(null);
        boolean goesOn = earlier != null && earlier.isOf(in, since);
        Completed read = goesOn ? earlier : new Completed(in, since);
        RemoteAnswer<Listing> answer = completed(read, before);
        if (answer instanceof RemoteAnswer.NotSent<Listing> && read.rows.size() > 0) {
            cut.set(read);
        }
        if (!goesOn || !(answer instanceof Ok<Listing>)) {
            return ReadRows.judged(answer);
        }
        // With what was completed since its first page was read.
        return ReadRows.judged(completed(new Completed(in, read.newest, read.rows), before));
    }

    /** Of all lists and the inbox, however many cannot be read. */
    RemoteAnswer<Listing> completedAnywhere(Instant since, Runnable before) {
        return completed(new Completed(Set.of(), since), before);
    }

    private RemoteAnswer<Listing> completed(Completed read, Runnable before) {
        return all(read.rows::size, () -> page(read), read.rows::listing, before);
    }

    /** A read of what was completed, as far as it has come. */
    private static final class Completed {
        private final Set<String> lists;
        private final Instant since;
        private final ReadRows rows;
        private final long begun = System.nanoTime();
        private Instant newest;
        private @Nullable Instant end;

        Completed(Set<String> lists, Instant since) {
            this(lists, since, new ReadRows());
        }

        Completed(Set<String> lists, Instant since, ReadRows rows) {
            this.lists = lists;
            this.since = since;
            this.rows = rows;
            this.newest = since;
        }

        /** Whether it is a part of that one, and young enough to go on with it. */
        boolean isOf(Set<String> wanted, Instant from) {
            return lists.equals(wanted) && !since.isAfter(from) && System.nanoTime() - begun < KEPT.toNanos();
        }

        ObjectNode window() {
            ObjectNode window = Wire.JSON.createObjectNode();
            if (!lists.isEmpty()) {
                lists.forEach(window.putArray("projectIds")::add);
            }
            window.put("startDate", sent(since));
            return end == null ? window : window.put("endDate", sent(end));
        }

        void seen(Instant completed) {
            end = completed;
            newest = completed.isAfter(newest) ? completed : newest;
        }
    }

    private RemoteAnswer<Integer> page(Completed read) {
        // A task that does not say its list is in the one that was asked for, where there is but one.
        String otherwise = read.lists.size() == 1 ? read.lists.iterator().next() : null;
        Outcome outcome =
                client.call(Share.READ, Endpoint.completed(), read.window().toString());
        return answer(outcome, body -> {
            @Nullable JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
            for (JsonNode task : tasks) {
                if (task == null) {
                    throw new Unreadable("TickTick returned a list with an empty entry");
                }
                read.rows.add(json.row(task, otherwise));
                Instant completed =
                        TickTickDates.find(task.path("completedTime").asString(""));
                if (completed != null) {
                    read.seen(completed);
                }
            }
            return tasks.length;
        });
    }

    private static @Nullable String sent(Instant instant) {
        return TickTickDates.write(new When.Moment(instant), ZoneOffset.UTC);
    }

    /** Page by page until a short one. A full page that brings nothing new leads nowhere, so there may be more. */
    private static <T> RemoteAnswer<T> all(
            IntSupplier known, Supplier<RemoteAnswer<Integer>> next, Supplier<T> whole, Runnable before) {
        while (true) {
            int knownBefore = known.getAsInt();
            RemoteAnswer<Integer> page = next.get();
            if (!(page instanceof Ok<Integer>(var size))) {
                return failed(page);
            }
            if (size < PAGE) {
                return new Ok<>(whole.get());
            }
            if (known.getAsInt() == knownBefore) {
                return new Unknown<>("TickTick returned only the first " + PAGE + " tasks, and not the others");
            }
            before.run();
        }
    }
}
