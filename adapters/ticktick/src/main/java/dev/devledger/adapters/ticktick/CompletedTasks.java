package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.RemoteAnswers.answer;

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
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was completed since a time, page by page (docs/ticktick.md, section 10). */
final class CompletedTasks {
    private final AtomicReference<@Nullable Completed> cut = new AtomicReference<>();
    private final TickTickClient client;
    private final TickTickJson json;

    CompletedTasks(TickTickClient client, TickTickJson json) {
        this.client = client;
        this.json = json;
    }

    /** Newest first; the next page ends where the last one did, so both have the task of that moment. */
    RemoteAnswer<Listing> in(Collection<String> lists, Instant since, Runnable before) {
        if (lists.isEmpty()) { // to TickTick that would mean all lists
            return new Ok<>(Listing.of(List.of()));
        }
        Set<String> in = new LinkedHashSet<>(lists);
        Completed earlier = cut.getAndSet(null);
        boolean goesOn = earlier != null && earlier.isOf(in, since);
        Completed read = goesOn ? earlier : new Completed(in, since);
        RemoteAnswer<Listing> answer = rest(read, before);
        if (answer instanceof RemoteAnswer.NotSent<Listing> && read.rows.size() > 0) {
            cut.set(read);
        }
        if (!goesOn || !(answer instanceof Ok<Listing>)) {
            return ReadRows.judged(answer);
        }
        // With what was completed since its first page was read.
        return ReadRows.judged(rest(new Completed(in, read.newest, read.rows), before));
    }

    /** Of all lists and the inbox, however many cannot be read. */
    RemoteAnswer<Listing> anywhere(Instant since, Runnable before) {
        return rest(new Completed(Set.of(), since), before);
    }

    private RemoteAnswer<Listing> rest(Completed read, Runnable before) {
        return PagedReads.all(read.rows::size, () -> page(read), read.rows::listing, before);
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
            return lists.equals(wanted)
                    && !since.isAfter(from)
                    && System.nanoTime() - begun < PagedReads.KEPT.toNanos();
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
}
