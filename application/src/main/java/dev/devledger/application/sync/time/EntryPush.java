package dev.devledger.application.sync.time;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.sync.time.EntryBase;
import dev.devledger.domain.sync.time.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.EntryRules;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteWork;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one entry there. What is there is looked at before a change, so that no edit is written over. */
final class EntryPush {
    /**
     * What came of it.
     *
     * @param sent whether something was written there
     * @param problem why there is more to do; null where there is not
     * @param after how long to wait before that
     */
    record Outcome(boolean sent, @Nullable String problem, Duration after) {
        static final Outcome NOTHING = new Outcome(false, null, Duration.ZERO);
        static final Outcome SENT = new Outcome(true, null, Duration.ZERO);

        static Outcome later(String problem, Duration after) {
            return new Outcome(false, problem, after);
        }
    }

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Connection connection;
    private final CycleCalls calls;
    private final RemoteTime remote;
    private final TimeRecords records;

    EntryPush(Connection connection, CycleCalls calls, RemoteTime remote, TimeRecords records) {
        this.connection = connection;
        this.calls = calls;
        this.remote = remote;
        this.records = records;
    }

    Outcome push(EntryState state) {
        EntryState now = state;
        if (state.there() instanceof EntryRules.There.Unseen
                && state.link() instanceof EntryLink.Linked(var object, var base)) {
            switch (orStop(calls.other(() -> remote.find(object)))) {
                case RemoteAnswer.Ok<Optional<RemoteEntry>>(var found) -> now = looked(state, found);
                case RemoteAnswer.Refused<Optional<RemoteEntry>>(var reason) -> {
                    return Outcome.later(reason, PendingWork.LONGEST_WAIT);
                }
                case RemoteAnswer.Unknown<Optional<RemoteEntry>>(var reason) -> {
                    return Outcome.later(reason, AGAIN);
                }
            }
        }
        return known(now);
    }

    private EntryState looked(EntryState state, Optional<RemoteEntry> found) {
        if (found.isPresent()) {
            EntryWords words = EntryWords.of(
                    connection,
                    remote.holdsProjects(),
                    Set.of(state.content()),
                    Set.of(found.get().work()));
            return state.at(new EntryRules.There.Seen(found.get()), words);
        }
        return remote.deletedIsTold() ? state.at(new EntryRules.There.Gone(), state.words()) : state;
    }

    private Outcome known(EntryState state) {
        Set<EntryField> holds = holds(state);
        return switch (state.step(holds)) {
            case NOTHING, DELETE_HERE, RESTORE_HERE -> Outcome.NOTHING; // the window's read does these
            case CLOSE -> {
                records.close(state.entry(), EntryLink.End.GONE);
                yield Outcome.NOTHING;
            }
            case MERGE -> merge(state, ((EntryRules.There.Seen) state.there()).entry(), holds);
            case DELETE_THERE -> delete(state, ((EntryRules.There.Seen) state.there()).entry());
            case ADD_THERE -> add(state);
            case ADD_AGAIN -> {
                records.close(state.entry(), EntryLink.End.DELETED_THERE);
                yield add(state);
            }
            case LOOK ->
                state.link() instanceof EntryLink.Adding adding
                        ? unanswered(state, adding)
                        : Outcome.later(
                                connection.connector().title() + " does not show it any more",
                                connection.settings().absence());
        };
    }

    private Set<EntryField> holds(EntryState state) {
        return remote.holds(state.there() instanceof EntryRules.There.Seen(var entry)
                && entry.work().running());
    }

    /** What was changed there meanwhile is the next read's. */
    private Outcome merge(EntryState state, RemoteEntry there, Set<EntryField> holds) {
        if (!(state.link() instanceof EntryLink.Linked(var object, var base))) {
            return Outcome.NOTHING;
        }
        EntryMerge.Sides sides = state.sides(there);
        EntryMerge merge = EntryMerge.of(
                base, sides, holds, connection.settings().policies().general());
        if (merge.push().isEmpty()) {
            return merge.held().isEmpty() ? Outcome.NOTHING : held(merge);
        }
        RemoteWork wanted = merge.there(sides);
        return switch (orStop(calls.other(() -> remote.change(there, wanted)))) {
            case RemoteAnswer.Ok<Done>(var done) -> changed(state, there, wanted, base, merge);
            case RemoteAnswer.Refused<Done>(var reason) -> Outcome.later(reason, PendingWork.LONGEST_WAIT);
            case RemoteAnswer.Unknown<Done>(var reason) -> Outcome.later(reason, AGAIN);
        };
    }

    private Outcome held(EntryMerge merge) {
        return Outcome.later(
                "both sides changed " + words(merge.held()) + " differently, and "
                        + connection.account().connector() + ".conflict-policy is hold; make them the same on one side",
                PendingWork.LONGEST_WAIT);
    }

    /** The service may hold it in a form of its own, or may have said that it took it and have not. */
    private Outcome changed(EntryState state, RemoteEntry before, RemoteWork wanted, EntryBase base, EntryMerge merge) {
        if (!(orStop(calls.other(() -> remote.find(before.id())))
                instanceof RemoteAnswer.Ok<Optional<RemoteEntry>>(var found))) {
            return new Outcome(true, "it was changed there, and is not shown yet", AGAIN);
        }
        if (found.isEmpty()) {
            return new Outcome(true, "it was changed there, and is not shown any more", AGAIN);
        }
        RemoteWork now = found.get().work();
        boolean untouched =
                EntryMerge.isSame(now, before.work(), merge.push()) && !EntryMerge.isSame(now, wanted, merge.push());
        if (untouched) {
            return Outcome.later(
                    connection.connector().title() + " said that it changed " + words(merge.push()) + ", and has not",
                    AGAIN);
        }
        Set<EntryField> agreed = EnumSet.complementOf(EnumSet.copyOf(merge.push()));
        records.agree(state, found.get(), new EntryBase(state.content(), now).keeping(base, agreed));
        boolean stopped = before.work().running() && !now.running();
        return stopped
                ? new Outcome(true, "what it holds of stopped ones is not there yet", Duration.ZERO)
                : Outcome.SENT;
    }

    private Outcome delete(EntryState state, RemoteEntry there) {
        return switch (orStop(calls.other(() -> remote.delete(there)))) {
            case RemoteAnswer.Ok<Done>(var done) -> {
                records.close(state.entry(), EntryLink.End.DELETED_HERE);
                yield Outcome.SENT;
            }
            case RemoteAnswer.Refused<Done>(var reason) -> Outcome.later(reason, PendingWork.LONGEST_WAIT);
            case RemoteAnswer.Unknown<Done>(var reason) -> Outcome.later(reason, AGAIN);
        };
    }

    private Outcome add(EntryState state) {
        if (isTooOld(state)) {
            return Outcome.NOTHING;
        }
        records.intendAdd(state);
        RemoteWork wanted = state.wanted();
        RemoteAnswer<Optional<String>> answer = calls.other(() -> remote.add(wanted, state.entry()));
        if (answer instanceof RemoteAnswer.NotSent<Optional<String>>
                || answer instanceof RemoteAnswer.Refused<Optional<String>>) {
            records.dropAdd(state.entry());
        }
        return switch (orStop(answer)) {
            case RemoteAnswer.Ok<Optional<String>>(var id) ->
                id.map(known -> added(state, known)).orElseGet(() -> find(state, state.wanted()));
            case RemoteAnswer.Refused<Optional<String>>(var reason) -> Outcome.later(reason, AGAIN);
            case RemoteAnswer.Unknown<Optional<String>>(var reason) ->
                Outcome.later(reason, connection.settings().settle());
        };
    }

    private Outcome added(EntryState state, String id) {
        RemoteEntry there = orStop(calls.other(() -> remote.find(id)))
                        instanceof RemoteAnswer.Ok<Optional<RemoteEntry>>(Optional<RemoteEntry> found)
                ? found.orElse(null)
                : null;
        RemoteEntry sent = new RemoteEntry(id, "", state.wanted(), state.entry());
        RemoteEntry known = there == null ? sent : there;
        link(state, known, new EntryBase(state.content(), known.work()));
        return Outcome.SENT;
    }

    /** What the service does not hold of one that runs follows when it has stopped. */
    private void link(EntryState state, RemoteEntry there, EntryBase agreed) {
        Set<EntryField> missing = EnumSet.allOf(EntryField.class);
        missing.removeAll(remote.holds(there.work().running()));
        records.agree(state, there, agreed.keeping(EntryBase.nothing(there.work()), missing));
    }

    /** Nobody has heard what came of it: it is looked for, and sent again once it would have to be there. */
    private Outcome unanswered(EntryState state, EntryLink.Adding adding) {
        RemoteWork sent = state.words().there(adding.sent(), state.details().timeZone());
        Outcome found = find(state, sent);
        boolean settled = adding.since()
                .plus(connection.settings().settle())
                .isBefore(connection.clock().instant());
        if (found.problem() == null || !settled) {
            return found;
        }
        records.dropAdd(state.entry());
        return state.local().deleted() ? Outcome.NOTHING : add(state);
    }

    /** Among those that begin when it does. */
    private Outcome find(EntryState state, RemoteWork sent) {
        Instant start = sent.start();
        RemoteTime.Window around = new RemoteTime.Window(start, start.plusSeconds(1));
        RemoteAnswer<Map<String, RemoteEntry>> answer = new TimeReads(remote, calls).whole(around);
        if (orStop(answer) instanceof RemoteAnswer.Ok<Map<String, RemoteEntry>>(var rows)) {
            for (EntryState each : new TimeSides(connection, remote).of(Set.of(state.entry()), rows)) {
                if (each.there() instanceof EntryRules.There.Seen(var there)
                        && each.link() instanceof EntryLink.Adding adding) {
                    link(each, there, new EntryBase(adding.sent(), sent));
                    return Outcome.SENT;
                }
            }
        }
        return Outcome.later(
                "it was sent, and is not shown yet", connection.settings().settle());
    }

    private boolean isTooOld(EntryState state) {
        Instant oldest = connection.clock().instant().minus(remote.reach().wide());
        return state.details().start().isBefore(oldest);
    }

    private static String words(Set<EntryField> fields) {
        return String.join(", ", fields.stream().map(EntryField::word).toList());
    }

    /** In which order they are written: what runs can only begin once nothing else runs. */
    static int rank(EntryState state) {
        boolean linked = state.link() instanceof EntryLink.Linked;
        return linked ? (state.local().deleted() ? 0 : 1) : state.details().running() ? 3 : 2;
    }
}
