package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.EventJson;
import dev.devledger.adapters.services.trackingtime.json.RemoteIds;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Time entries of the account's own user or of all its people, asked for by days of its zone, both of which count. */
final class TrackingTimeTime implements RemoteTime {
    private static final Set<EntryField> OF_STOPPED =
            Set.of(EntryField.PLACE, EntryField.START, EntryField.END, EntryField.NOTE, EntryField.BILLED);

    private static final Set<EntryField> OF_RUNNING = Set.of(EntryField.PLACE, EntryField.START, EntryField.END);

    private static final int PAGE = 1_000;

    /** Of a page that is full its size is a multiple of this, whichever limit counts: no other was ever told. */
    private static final int PART = 50;

    private final TrackingTimeClient client;
    private final Members members;
    private final EventWrites writes;
    private final LedgerField field;
    private final Scope scope;

    /**
     * What of the account's time is kept in step.
     *
     * @param everybody whether the time of its other people is as well
     */
    record Scope(boolean everybody, Reach reach) {}

    TrackingTimeTime(TrackingTimeClient client, Members members, LedgerField field, Scope scope) {
        this.client = client;
        this.members = members;
        this.writes = new EventWrites(client);
        this.field = field;
        this.scope = scope;
    }

    @Override
    public RemoteAnswer<List<Member>> others() {
        return scope.everybody() ? members.known(Share.READ).map(Members.Known::others) : new Ok<>(List.of());
    }

    @Override
    public Set<EntryField> holds(boolean running) {
        Set<EntryField> holds = EnumSet.copyOf(running ? OF_RUNNING : OF_STOPPED);
        if (scope.everybody()) {
            holds.add(EntryField.PERSON);
        }
        return holds;
    }

    /** No call changes anything else while it runs. */
    @Override
    public Set<EntryField> changes(boolean running) {
        return running ? Set.of(EntryField.END) : holds(false);
    }

    @Override
    public RemoteWork form(RemoteWork work) {
        return work.noted(work.note().replaceAll("\\R", "\n").strip());
    }

    @Override
    public boolean holdsProjects() {
        return true;
    }

    @Override
    public Reach reach() {
        return scope.reach();
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
    public RemoteAnswer<RemotePage<Rows>> page(Window window, @Nullable String cursor) {
        ReadCursor from = ReadCursor.of(cursor);
        if (from == null) {
            return Answers.unknownCursor();
        }
        return members.known(Share.READ).flatMap(known -> {
            Endpoint endpoint = within("events", window, known)
                    .with("page", from.page())
                    .with("page_size", PAGE)
                    .with("order", "asc");
            Outcome outcome = client.call(Share.READ, withFields(endpoint));
            field.seen(outcome);
            return Answers.answer(outcome, data -> Wire.rows(data, "time entries"))
                    .flatMap(rows -> shown(rows, from, known));
        });
    }

    private static Endpoint withFields(Endpoint endpoint) {
        return endpoint.with("include_custom_fields", true);
    }

    private RemoteAnswer<RemotePage<Rows>> shown(List<JsonNode> rows, ReadCursor cursor, Members.Known known) {
        String first = rows.isEmpty() ? "" : Wire.text(rows.getFirst(), "id");
        boolean repeated = cursor.page() > 0 && first.equals(cursor.first());
        boolean last = rows.isEmpty() || rows.size() % PART != 0 || repeated;
        return new Ok<>(
                new RemotePage<>(json(known).all(Wire.JSON.valueToTree(rows)), last ? null : cursor.next(first)));
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
    private Endpoint within(String path, Window window, Members.Known known) {
        ZoneId zone = known.around().zone();
        Endpoint all = TrackingTimeApi.get(path);
        return (scope.everybody()
                        ? all.with("filter", "COMPANY")
                        : all.with("filter", "USER").with("id", known.user()))
                .with("from", LocalDate.ofInstant(window.from(), zone).minusDays(1))
                .with("to", LocalDate.ofInstant(window.to(), zone).plusDays(1));
    }

    /** Two requests where the time of all is in step: only the own user's tells a timer of a project. */
    @Override
    public RemoteAnswer<Rows> running() {
        return members.known(Share.READ).flatMap(known -> {
            RemoteAnswer<Rows> own = writes.running(known, Share.READ)
                    .map(mine -> new Rows(mine.stream().toList(), List.of()));
            return scope.everybody()
                    ? told(own).flatMap(mine -> told(others(known)).map(others -> beside(others, mine)))
                    : own;
        });
    }

    private RemoteAnswer<Rows> others(Members.Known known) {
        Endpoint tracking = TrackingTimeApi.get("tasks").with("filter", "TRACKING");
        return Answers.answer(client.call(Share.READ, tracking), json(known)::allTracked);
    }

    /** Of two answers one that is none leaves the other what it is. */
    private static RemoteAnswer<Rows> told(RemoteAnswer<Rows> answer) {
        return switch (answer) {
            case Unknown<Rows>(var reason) -> new Ok<>(new Rows(List.of(), List.of(new Unread(null, reason))));
            case Refused<Rows>(var reason) -> new Ok<>(new Rows(List.of(), List.of(new Unread(null, reason))));
            default -> answer;
        };
    }

    private static Rows beside(Rows others, Rows mine) {
        return new Rows(
                Stream.concat(
                                others.entries().stream()
                                        .filter(each -> each.work().user() != null),
                                mine.entries().stream())
                        .toList(),
                Stream.concat(mine.unread().stream(), others.unread().stream()).toList());
    }

    @Override
    public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
        return RemoteIds.isNumber(id)
                ? members.known(Share.RESOLUTION).flatMap(known -> find(known, id))
                : new Ok<>(Optional.empty());
    }

    private RemoteAnswer<Optional<RemoteEntry>> find(Members.Known known, String id) {
        Outcome outcome = client.call(Share.RESOLUTION, TrackingTimeApi.get("events/" + id));
        return Answers.isDenied(outcome)
                ? new Ok<>(Optional.empty())
                : Answers.answer(outcome, event -> json(known).one(event, id));
    }

    private EventJson json(Members.Known known) {
        return new EventJson(known.user(), scope.everybody(), known.around().zone(), field.lastKnown());
    }

    @Override
    public RemoteAnswer<Optional<String>> add(RemoteWork work, UUID entry) {
        Instant end = work.end();
        return end == null
                ? writes.start(work)
                : members.known(Share.WRITE).flatMap(known -> fieldId(work.start(), known)
                        .flatMap(id -> writes.log(known, work, end, id, entry)));
    }

    private RemoteAnswer<Optional<String>> fieldId(Instant at, Members.Known known) {
        return field.id(withFields(within("events", new Window(at, at), known)).with("page_size", 1));
    }

    @Override
    public RemoteAnswer<Done> change(RemoteEntry before, RemoteWork wanted) {
        return members.known(Share.WRITE).flatMap(known -> writes.change(known, before, wanted));
    }

    /** That it says no may mean that it is gone, or locked. */
    @Override
    public RemoteAnswer<Done> delete(RemoteEntry entry) {
        Outcome outcome = client.call(Share.WRITE, TrackingTimeApi.delete("events/delete/" + entry.id()));
        return Answers.isDenied(outcome)
                ? find(entry.id()).flatMap(left -> left.isEmpty() ? new Ok<>(Done.DONE) : Answers.failure(outcome))
                : Answers.answer(outcome, any -> Done.DONE);
    }
}
