package dev.devledger.adapters.services.trackingtime;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.get;
import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.post;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.trackingtime.TaskReads.ReadCursor;
import dev.devledger.adapters.services.trackingtime.TrackingTimeRemoteTasks.Answers;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.json.TimeEntryBodies;
import dev.devledger.adapters.services.trackingtime.json.TimeEntryJson;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.adapters.services.trackingtime.json.Wire.RemoteIds;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads and writes the time entries of the token's user, or of all people of the account. Entries are requested by days
 * in the account's zone, both bounds inclusive.
 */
record TrackingTimeEntries(TrackingTimeClient client, Members members, LedgerField field, Scope scope)
        implements RemoteTimeEntries {
    private static final Set<EntryField> OF_STOPPED =
            Set.of(EntryField.PLACE, EntryField.START, EntryField.END, EntryField.NOTE, EntryField.BILLED);

    private static final Set<EntryField> OF_RUNNING = Set.of(EntryField.PLACE, EntryField.START, EntryField.END);

    private static final int PAGE = 1_000;

    /** Divides the size of each full page: a page is taken for full if its size is a multiple of this. */
    private static final int PART = 50;

    /**
     * The part of the account's time that is synchronized.
     *
     * @param everybody true if the time of other people than the token's user is included
     */
    record Scope(boolean everybody, Reach reach) {}

    private TimeEntryWrites writes() {
        return new TimeEntryWrites(client);
    }

    @Override
    public RemoteAnswer<List<Member>> others() {
        return scope.everybody() ? members.known(CallPurpose.READ).map(Members.Known::others) : new Ok<>(List.of());
    }

    @Override
    public Set<EntryField> holds(boolean running) {
        Set<EntryField> holds = EnumSet.copyOf(running ? OF_RUNNING : OF_STOPPED);
        if (scope.everybody()) {
            holds.add(EntryField.PERSON);
        }
        return holds;
    }

    /** Returns the fields that can change; of a running entry only the end. */
    @Override
    public Set<EntryField> changes(boolean running) {
        return running ? Set.of(EntryField.END) : holds(false);
    }

    @Override
    public RemoteEntryContent form(RemoteEntryContent work) {
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
    public boolean reportsDeletion() {
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
        return members.known(CallPurpose.READ).flatMap(known -> {
            Endpoint endpoint = within("events", window, known)
                    .with("page", from.page())
                    .with("page_size", PAGE)
                    .with("order", "asc");
            Outcome outcome = client.read(withFields(endpoint));
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
        return members.known(CallPurpose.READ)
                .flatMap(known -> Answers.answer(
                        client.read(within("events/count", window, known)), TrackingTimeEntries::counted));
    }

    private static OptionalInt counted(JsonNode data) {
        BigDecimal count = Wire.number(data, "count");
        if (count == null) {
            throw new UnreadableAnswer("TrackingTime did not say how many time entries there are");
        }
        try {
            return OptionalInt.of(count.intValueExact());
        } catch (ArithmeticException e) {
            throw new UnreadableAnswer("TrackingTime returned a count of time entries that is none");
        }
    }

    /**
     * Builds the request for a window, a day longer at both ends: in the zone of an entry, its day may be the day
     * before or after.
     */
    private Endpoint within(String path, Window window, Members.Known known) {
        ZoneId zone = known.around().zone();
        Endpoint all = get(path);
        return (scope.everybody()
                        ? all.with("filter", "COMPANY")
                        : all.with("filter", "USER").with("id", known.user()))
                .with("from", LocalDate.ofInstant(window.from(), zone).minusDays(1))
                .with("to", LocalDate.ofInstant(window.to(), zone).plusDays(1));
    }

    /**
     * Reads the running entries. For the time of all people it takes two requests, as only the request for the user's
     * own timer shows a timer on a project.
     */
    @Override
    public RemoteAnswer<Rows> running() {
        return members.known(CallPurpose.READ).flatMap(known -> {
            RemoteAnswer<Rows> own = writes().running(known, CallPurpose.READ)
                    .map(mine -> new Rows(mine.stream().toList(), List.of()));
            return scope.everybody()
                    ? told(own).flatMap(mine -> told(others(known)).map(others -> beside(others, mine)))
                    : own;
        });
    }

    private RemoteAnswer<Rows> others(Members.Known known) {
        Endpoint tracking = get("tasks").with("filter", "TRACKING");
        return Answers.answer(client.read(tracking), json(known)::allTracked);
    }

    /** Reports an unreadable answer as an unreadable entry, so that the other of the two answers counts. */
    private static RemoteAnswer<Rows> told(RemoteAnswer<Rows> answer) {
        return switch (answer) {
            case Unknown<Rows>(var reason) -> new Ok<>(new Rows(List.of(), List.of(new UnreadableEntry(null, reason))));
            case Refused<Rows>(var reason) -> new Ok<>(new Rows(List.of(), List.of(new UnreadableEntry(null, reason))));
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
                ? members.known(CallPurpose.RESOLUTION).flatMap(known -> find(known, id))
                : new Ok<>(Optional.empty());
    }

    private RemoteAnswer<Optional<RemoteEntry>> find(Members.Known known, String id) {
        Outcome outcome = client.resolve(get("events/" + id));
        return Answers.isDenied(outcome)
                ? new Ok<>(Optional.empty())
                : Answers.answer(outcome, event -> json(known).one(event, id));
    }

    private TimeEntryJson json(Members.Known known) {
        return new TimeEntryJson(known.user(), scope.everybody(), known.around().zone(), field.lastKnown());
    }

    @Override
    public RemoteAnswer<Optional<String>> add(RemoteEntryContent work, UUID entry) {
        Instant end = work.end();
        return end == null
                ? writes().start(work)
                : members.known(CallPurpose.WRITE).flatMap(known -> fieldId(work.start(), known)
                        .flatMap(id -> writes().log(known, work, end, id, entry)));
    }

    private RemoteAnswer<Optional<String>> fieldId(Instant at, Members.Known known) {
        return field.id(withFields(within("events", new Window(at, at), known)).with("page_size", 1));
    }

    @Override
    public RemoteAnswer<Done> change(RemoteEntry before, RemoteEntryContent wanted) {
        return members.known(CallPurpose.WRITE).flatMap(known -> writes().change(known, before, wanted));
    }

    /** Deletes an entry. A refusal may mean that the entry is gone or locked, so then the entry is read. */
    @Override
    public RemoteAnswer<Done> delete(RemoteEntry entry) {
        Outcome outcome = client.write(TrackingTimeApi.delete("events/delete/" + entry.id()));
        return Answers.isDenied(outcome)
                ? find(entry.id()).flatMap(left -> left.isEmpty() ? new Ok<>(Done.DONE) : Answers.failure(outcome))
                : Answers.answer(outcome, any -> Done.DONE);
    }

    /**
     * The custom field for the id of the ledger's entry. The field is created once, if the account allows that. Any
     * read of entries that requests their fields shows whether the field exists.
     */
    static final class LedgerField {
        /** The wait before another try if the field could not be made. */
        private static final Duration PATIENCE = Duration.ofDays(1);

        /** @param id the field's id; null if the account does not have the field and refuses to make it */
        private record Known(@Nullable String id, Instant at) {}

        private final TrackingTimeClient client;
        private final InstantSource clock;
        private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

        LedgerField(TrackingTimeClient client, InstantSource clock) {
            this.client = client;
            this.clock = clock;
        }

        /** Keeps the field if the answer shows it; the read must have requested the entries' fields. */
        void seen(Outcome outcome) {
            if (outcome instanceof Outcome.Answered(var data, var whole, var note)) {
                find(whole).ifPresent(this::keep);
            }
        }

        /** Returns the id of the field as last known; null if it is not known. */
        @Nullable
        String lastKnown() {
            Known now = known.get();
            return now == null ? null : now.id();
        }

        private static Optional<String> find(JsonNode whole) {
            for (JsonNode field : whole.path("available_custom_fields")) {
                if (TimeEntryJson.LEDGER_ID.equals(Wire.given(field, "name"))) {
                    return Optional.ofNullable(Wire.given(field, "id"));
                }
            }
            return Optional.empty();
        }

        private void keep(@Nullable String id) {
            known.set(new Known(id, clock.instant()));
        }

        /**
         * Returns the field's id; empty if the account does not have the field. Makes at most two requests, and no
         * request once the id is known.
         *
         * @param read a read of entries that requests their fields
         */
        RemoteAnswer<Optional<String>> id(Endpoint read) {
            Known before = known.get();
            if (before != null
                    && (before.id() != null
                            || clock.instant().isBefore(before.at().plus(PATIENCE)))) {
                return new Ok<>(Optional.ofNullable(before.id()));
            }
            Outcome outcome = client.write(read);
            seen(outcome);
            Known now = known.get();
            if (now != null && now.id() != null) {
                return new Ok<>(Optional.of(now.id()));
            }
            return outcome instanceof Outcome.Answered ? make() : Answers.failure(outcome);
        }

        private RemoteAnswer<Optional<String>> make() {
            Outcome outcome = client.write(post("custom_fields/add"), TimeEntryBodies.field());
            if (outcome instanceof Outcome.NoAccess || outcome instanceof Outcome.Refused) {
                keep(null);
                return new Ok<>(Optional.empty());
            }
            return Answers.answer(outcome, made -> {
                String id = Wire.given(Wire.one(made), "id");
                keep(id);
                return Optional.ofNullable(id);
            });
        }
    }
}
