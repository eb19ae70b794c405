package dev.devledger.adapters.trackingtime;

import dev.devledger.adapters.trackingtime.client.Endpoint;
import dev.devledger.adapters.trackingtime.client.Outcome;
import dev.devledger.adapters.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.trackingtime.json.EventJson;
import dev.devledger.adapters.trackingtime.json.RemoteIds;
import dev.devledger.adapters.trackingtime.json.Unreadable;
import dev.devledger.adapters.trackingtime.json.Wire;
import dev.devledger.application.sync.budget.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.domain.sync.time.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteWork;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Time entries of the account's own user, asked for by days of the account's zone, both of which count. */
final class TrackingTimeTime implements RemoteTime {
    private static final Set<EntryField> OF_STOPPED =
            Set.of(EntryField.PLACE, EntryField.START, EntryField.END, EntryField.NOTE, EntryField.BILLED);

    /** No call changes anything else while it runs. */
    private static final Set<EntryField> OF_RUNNING = Set.of(EntryField.PLACE, EntryField.START, EntryField.END);

    private static final int PAGE = 1_000;

    /** Of a page that is full its size is a multiple of this, whichever limit counts: no other was ever told. */
    private static final int PART = 50;

    private final TrackingTimeClient client;
    private final Members members;
    private final EventWrites writes;
    private final Reach reach;

    TrackingTimeTime(TrackingTimeClient client, Members members, Reach reach) {
        this.client = client;
        this.members = members;
        this.writes = new EventWrites(client);
        this.reach = reach;
    }

    @Override
    public Set<EntryField> holds(boolean running) {
        return running ? OF_RUNNING : OF_STOPPED;
    }

    @Override
    public boolean holdsProjects() {
        return true;
    }

    @Override
    public Reach reach() {
        return reach;
    }

    @Override
    public boolean deletedIsTold() {
        return false;
    }

    @Override
    public boolean hidesRunning() {
        return true;
    }

    @Override
    public RemoteAnswer<RemotePage<List<RemoteEntry>>> page(Window window, @Nullable String cursor) {
        ReadCursor from = ReadCursor.of(cursor);
        if (from == null) {
            return Answers.unknownCursor();
        }
        return members.known(Share.READ).flatMap(known -> {
            Endpoint endpoint = within("events", window, known)
                    .with("page", from.page())
                    .with("page_size", PAGE)
                    .with("order", "asc");
            return Answers.answer(client.call(Share.READ, endpoint), data -> Wire.rows(data, "time entries"))
                    .flatMap(rows -> shown(rows, from, known));
        });
    }

    private static RemoteAnswer<RemotePage<List<RemoteEntry>>> shown(
            List<JsonNode> rows, ReadCursor cursor, Members.Known known) {
        String first = rows.isEmpty() ? "" : Wire.text(rows.getFirst(), "id");
        boolean repeated = cursor.page() > 0 && first.equals(cursor.first());
        boolean last = rows.isEmpty() || rows.size() % PART != 0 || repeated;
        try {
            List<RemoteEntry> entries = json(known).all(Wire.JSON.valueToTree(rows));
            return new Ok<>(new RemotePage<>(entries, last ? null : cursor.next(first)));
        } catch (Unreadable e) {
            return new Unknown<>(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public RemoteAnswer<OptionalInt> count(Window window) {
        return members.known(Share.READ)
                .flatMap(known -> Answers.answer(
                        client.call(Share.READ, within("events/count", window, known)), TrackingTimeTime::counted));
    }

    private static OptionalInt counted(JsonNode data) {
        BigDecimal count = Wire.number(data, "count");
        if (count == null) {
            throw new Unreadable("TrackingTime did not say how many time entries there are");
        }
        try {
            return OptionalInt.of(count.intValueExact());
        } catch (ArithmeticException e) {
            throw new Unreadable("TrackingTime returned a count of time entries that is none");
        }
    }

    /** Its own zone may begin a day before. */
    private static Endpoint within(String path, Window window, Members.Known known) {
        ZoneId zone = known.around().zone();
        return Endpoint.get(path)
                .with("filter", "USER")
                .with("id", known.user())
                .with("from", LocalDate.ofInstant(window.from(), zone).minusDays(1))
                .with("to", LocalDate.ofInstant(window.to(), zone).plusDays(1));
    }

    @Override
    public RemoteAnswer<Optional<RemoteEntry>> running() {
        return members.known(Share.READ).flatMap(known -> writes.running(known, Share.READ));
    }

    @Override
    public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
        return RemoteIds.isNumber(id)
                ? members.known(Share.RESOLUTION).flatMap(known -> find(known, id))
                : new Ok<>(Optional.empty());
    }

    private RemoteAnswer<Optional<RemoteEntry>> find(Members.Known known, String id) {
        Outcome outcome = client.call(Share.RESOLUTION, Endpoint.get("events/" + id));
        return Answers.isDenied(outcome)
                ? new Ok<>(Optional.empty())
                : Answers.answer(outcome, event -> json(known).own(event, id));
    }

    static EventJson json(Members.Known known) {
        return new EventJson(known.user(), known.around().zone());
    }

    @Override
    public RemoteAnswer<Optional<String>> add(RemoteWork work, UUID entry) {
        return members.known(Share.WRITE).flatMap(known -> writes.add(known, work));
    }

    @Override
    public RemoteAnswer<Done> change(RemoteEntry before, RemoteWork wanted) {
        return members.known(Share.WRITE).flatMap(known -> writes.change(known, before, wanted));
    }

    /** That it says no may mean that it is gone, or locked. */
    @Override
    public RemoteAnswer<Done> delete(RemoteEntry entry) {
        Outcome outcome = client.call(Share.WRITE, Endpoint.of(Endpoint.Method.DELETE, "events/delete/" + entry.id()));
        return Answers.isDenied(outcome)
                ? find(entry.id()).flatMap(left -> left.isEmpty() ? new Ok<>(Done.DONE) : Answers.failure(outcome))
                : Answers.answer(outcome, any -> Done.DONE);
    }
}
