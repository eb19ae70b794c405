package dev.devledger.application.sync.time;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.time.EntryState.EntryQuestion;
import dev.devledger.application.sync.time.TimeEntryPairing.TimePeople;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.EntryRules;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one entry to the service. The entry is looked up before a change, so that no remote edit is overwritten. */
final class EntryPush {
    /**
     * The result of a push.
     *
     * @param sent true if something was written in the service
     * @param problem the reason why there is more to do; null if nothing is left to do
     * @param after the wait before the next try
     * @param ask the question that a person is asked instead, after a few failures; null if tries just go on
     */
    record Outcome(boolean sent, @Nullable String problem, Duration after, Dispute.@Nullable EntryDispute ask) {
        Outcome(boolean sent, @Nullable String problem, Duration after) {
            this(sent, problem, after, null);
        }

        static final Outcome NOTHING = new Outcome(false, null, Duration.ZERO);
        static final Outcome SENT = new Outcome(true, null, Duration.ZERO);

        static Outcome later(String problem, Duration after) {
            return new Outcome(false, problem, after);
        }
    }

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration AROUND = Duration.ofHours(12);

    /**
     * The number of looks in a row, over about an hour, after which a field that none of them has shown counts as never
     * shown by the service.
     */
    private static final int BLIND_LOOKS = 6;

    private final CycleContext connection;
    private final CycleCalls calls;
    private final RemoteTimeEntries remote;
    private final TimePeople people;
    private final TimeRecords records;

    EntryPush(
            CycleContext connection,
            CycleCalls calls,
            RemoteTimeEntries remote,
            TimePeople people,
            TimeRecords records) {
        this.connection = connection;
        this.calls = calls;
        this.remote = remote;
        this.people = people;
        this.records = records;
    }

    /** @param tries the number of failed tries so far */
    Outcome push(EntryState state, int tries) {
        if (EntryState.isTimerOfAgent(state.local())) {
            return Outcome.NOTHING; // its end marks the entry again
        }
        if (!(state.link() instanceof EntryLink.Linked(var object, var base)) || !isToBeLookedAt(state)) {
            return known(state);
        }
        return switch (orStop(calls.other(() -> remote.find(object)))) {
            case RemoteAnswer.Ok<Optional<RemoteEntry>>(var found) -> {
                EntryState now = looked(state, found);
                yield known(tries < BLIND_LOOKS ? now : now.believed());
            }
            case RemoteAnswer.Refused<Optional<RemoteEntry>>(var reason) ->
                Outcome.later(reason, PendingWork.LONGEST_WAIT);
            case RemoteAnswer.Unknown<Optional<RemoteEntry>>(var reason) -> Outcome.later(reason, AGAIN);
        };
    }

    /** True if the entry has to be looked up before it is written: a row that a window has shown may be old by then. */
    private boolean isToBeLookedAt(EntryState state) {
        return switch (state.step()) {
            case LOOK, DELETE_REMOTELY -> true;
            case MERGE ->
                state.there() instanceof EntryRules.RemoteSide.Seen(var there)
                        && state.link() instanceof EntryLink.Linked(var object, var base)
                        && !sendable(state, there, base).isEmpty();
            case NOTHING, ADD_REMOTELY, DELETE_LOCALLY, RESTORE_LOCALLY, CLOSE, ADD_AGAIN -> false;
        };
    }

    private EntryState looked(EntryState state, Optional<RemoteEntry> found) {
        if (found.isPresent()) {
            TimeEntryTranslator words = TimeEntryTranslator.of(
                    connection,
                    remote,
                    people,
                    Set.of(state.content()),
                    Set.of(found.get().work()));
            return state.at(new EntryRules.RemoteSide.Seen(found.get()), words);
        }
        EntryRules.RemoteSide nothing =
                remote.reportsDeletion() ? new EntryRules.RemoteSide.Gone() : new EntryRules.RemoteSide.Unseen();
        return state.at(nothing, state.words());
    }

    private Outcome known(EntryState state) {
        return switch (state.step()) {
            case NOTHING, DELETE_LOCALLY, RESTORE_LOCALLY -> Outcome.NOTHING; // the read of the window does these
            case CLOSE -> {
                records.close(state, EntryLink.End.GONE);
                yield Outcome.NOTHING;
            }
            case MERGE -> merge(state, ((EntryRules.RemoteSide.Seen) state.there()).entry());
            case DELETE_REMOTELY -> delete(state, ((EntryRules.RemoteSide.Seen) state.there()).entry());
            case ADD_REMOTELY -> add(state);
            case ADD_AGAIN -> {
                records.close(state, EntryLink.End.DELETED_THERE);
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

    /** Returns a question about fields that the service does not take. */
    static Dispute.EntryDispute unwanted(EntryMerge.Sides sides, Set<EntryField> fields, String reason) {
        return Dispute.EntryDispute.refused(fields, sides.here(), sides.taken(), sides.there(), reason);
    }

    /** Returns a question about an entry that the service does not delete. */
    static Dispute.EntryDispute kept(EntryState state, RemoteEntry there, String reason) {
        return Dispute.EntryDispute.refused(Set.of(), null, state.words().here(there.work()), there.work(), reason);
    }

    /**
     * Returns a question about an entry that the service confirms to have added and does not show: it may exist all the
     * same, even more than once.
     */
    private static Dispute.EntryDispute unshown(EntryState state, String reason) {
        return Dispute.EntryDispute.refused(Set.of(), state.content(), null, null, reason);
    }

    /** Writes the merged entry; remote changes made since the look are left to the next read. */
    private Outcome merge(EntryState state, RemoteEntry there) {
        if (!(state.link() instanceof EntryLink.Linked(var object, var base))) {
            return Outcome.NOTHING;
        }
        EntryMerge.Sides sides = state.sides(there);
        EntryMerge merge = merged(state, sides, base);
        Set<EntryField> push = sendable(state, there, base);
        Set<EntryField> hidden = hidden(there, base, push);
        push.removeAll(hidden);
        boolean writesOver = !Collections.disjoint(merge.collided(), push);
        if (!merge.held().isEmpty() || writesOver) {
            return but(
                    hidden,
                    sent(
                            records.ask(
                                    state,
                                    Dispute.EntryDispute.changed(merge.collided(), sides, merge.settledBy(policy()))),
                            there,
                            base,
                            push));
        }
        return but(hidden, sent(state, there, base, push));
    }

    /**
     * Returns those of these fields that the look did not show, so that a write might overwrite a remote edit of them.
     * A field without an agreed value was mostly never shown, and is left out; but a note or tags may be all that a
     * person wrote, and are not.
     */
    private static Set<EntryField> hidden(RemoteEntry there, EntryBase base, Set<EntryField> fields) {
        RemoteEntryContent nothing = EntryBase.nothing(there.work()).there();
        Set<EntryField> hidden = EnumSet.noneOf(EntryField.class);
        hidden.addAll(there.unshown());
        hidden.retainAll(fields);
        hidden.removeIf(field -> switch (field) {
            case NOTE, TAGS -> false;
            case END -> base.there().running();
            default -> EntryMerge.isSame(base.there(), nothing, Set.of(field));
        });
        return hidden;
    }

    private Outcome but(Set<EntryField> hidden, Outcome others) {
        return hidden.isEmpty() || others.problem() != null
                ? others
                : new Outcome(
                        others.sent(),
                        connection.connector().title() + " does not show what it holds now: " + words(hidden),
                        AGAIN);
    }

    private Outcome sent(EntryState state, RemoteEntry there, EntryBase base, Set<EntryField> push) {
        EntryMerge.Sides sides = state.sides(there);
        if (push.isEmpty()) {
            return Outcome.NOTHING;
        }
        RemoteEntryContent wanted = sides.there().keeping(sides.wanted(), push);
        return switch (orStop(calls.other(() -> remote.change(there, wanted)))) {
            case RemoteAnswer.Ok<Done>(var done) -> changed(state, there, wanted, base, push);
            case RemoteAnswer.Refused<Done>(var reason) -> {
                records.ask(state, unwanted(sides, merged(state, sides, base).push(), reason));
                yield Outcome.NOTHING;
            }
            case RemoteAnswer.Unknown<Done>(var reason) -> Outcome.later(reason, AGAIN);
        };
    }

    private ConflictPolicy policy() {
        return connection.settings().policies().general();
    }

    private EntryMerge merged(EntryState state, EntryMerge.Sides sides, EntryBase base) {
        return EntryMerge.of(base, sides, state.holds(), policy());
    }

    /**
     * Returns the fields to send. Not all fields of an entry can be changed while it runs and is not being stopped. An
     * entry whose place has no remote counterpart stays where it is in the service. A refused change waits for a
     * person.
     */
    private Set<EntryField> sendable(EntryState state, RemoteEntry there, EntryBase base) {
        EntryMerge.Sides sides = state.sides(there);
        EntryMerge merge = merged(state, sides, base);
        Set<EntryField> push = EnumSet.noneOf(EntryField.class);
        if (state.isAsked(unwanted(sides, merge.push(), ""))) {
            return push;
        }
        push.addAll(merge.push());
        if (sides.there().running() && sides.wanted().running()) {
            push.retainAll(remote.changes(true));
        }
        boolean away = sides.there().task() != null && sides.wanted().task() == null;
        if (away && !remote.movesAway() && state.words().isUnplaced(sides.here())) {
            push.remove(EntryField.PLACE);
        }
        return push;
    }

    /**
     * Verifies a change: the service may hold a value in a form of its own, or may have confirmed the change without
     * making it. Only fields that the service holds as sent are agreed on. A field that is neither as sent nor as
     * before may never have been held as sent: it counts as changed on both sides.
     */
    private Outcome changed(
            EntryState state, RemoteEntry before, RemoteEntryContent wanted, EntryBase base, Set<EntryField> push) {
        if (!(orStop(calls.other(() -> remote.find(before.id())))
                instanceof RemoteAnswer.Ok<Optional<RemoteEntry>>(var found))) {
            return new Outcome(true, "it was changed there, and is not shown yet", AGAIN);
        }
        if (found.isEmpty()) {
            return new Outcome(true, "it was changed there, and is not shown any more", AGAIN);
        }
        RemoteEntry shown = found.get().filled(before.work());
        RemoteEntryContent now = shown.work();
        boolean stopped = before.work().running() && !now.running();
        Set<EntryField> taken = forms(wanted, now);
        taken.retainAll(push);
        if (stopped && push.contains(EntryField.END)) {
            taken.add(EntryField.END); // stopped by the service's clock
        }
        if (!taken.isEmpty()) {
            Set<EntryField> others = EnumSet.complementOf(EnumSet.copyOf(taken));
            EntryBase agreed = new EntryBase(state.content(), asAgreed(wanted, now)).keeping(base, others);
            records.agree(state, shown, agreed, told(state, taken));
        }
        Set<EntryField> untouched = EnumSet.copyOf(push);
        untouched.removeIf(field -> taken.contains(field) || !EntryMerge.isSame(now, before.work(), Set.of(field)));
        if (!untouched.isEmpty()) {
            return Outcome.later(
                    connection.connector().title() + " said that it changed " + words(untouched) + ", and has not",
                    AGAIN);
        }
        return stopped
                ? new Outcome(true, "what it holds of stopped ones is not there yet", Duration.ZERO)
                : Outcome.SENT;
    }

    /**
     * Returns the question that stays open after the change: a question about other fields, or a report that a policy
     * has settled by this change.
     */
    private static Dispute.@Nullable EntryDispute told(EntryState state, Set<EntryField> push) {
        EntryQuestion question = state.question();
        if (question == null || question.dispute().refused() != null) {
            return null;
        }
        boolean settled = question.dispute().applied() == AppliedSide.LOCAL
                && state.content().equals(question.dispute().local());
        boolean others = Collections.disjoint(question.dispute().fields(), push);
        return settled || others ? question.dispute() : null;
    }

    /**
     * Returns the remote content to agree on: the service's form of a value that it holds as sent, or else the sent
     * value, as another client has changed the field since.
     */
    private RemoteEntryContent asAgreed(RemoteEntryContent sent, RemoteEntryContent now) {
        return sent.keeping(now, forms(sent, now));
    }

    /** Returns the fields that the service holds as sent, in whatever form. */
    private Set<EntryField> forms(RemoteEntryContent sent, RemoteEntryContent now) {
        Set<EntryField> forms = EnumSet.noneOf(EntryField.class);
        for (EntryField field : EntryField.values()) {
            if (EntryMerge.isSame(remote.form(sent), remote.form(now), Set.of(field))) {
                forms.add(field);
            }
        }
        return forms;
    }

    private Outcome delete(EntryState state, RemoteEntry there) {
        EntryBase base = state.link().agreed().orElseThrow();
        if (state.isAsked(kept(state, there, ""))) {
            return Outcome.NOTHING;
        }
        Set<EntryField> hidden = hidden(there, base, state.holds());
        if (!hidden.isEmpty()) {
            return but(hidden, Outcome.NOTHING);
        }
        return switch (orStop(calls.other(() -> remote.delete(there)))) {
            case RemoteAnswer.Ok<Done>(var done) -> deleted(state, there);
            case RemoteAnswer.Refused<Done>(var reason) -> {
                records.ask(state, kept(state, there, reason));
                yield Outcome.NOTHING;
            }
            case RemoteAnswer.Unknown<Done>(var reason) -> Outcome.later(reason, AGAIN);
        };
    }

    /** Verifies a deletion, which the service may have confirmed without making it. */
    private Outcome deleted(EntryState state, RemoteEntry there) {
        String title = connection.connector().title();
        return switch (orStop(calls.other(() -> remote.find(there.id())))) {
            case RemoteAnswer.Ok<Optional<RemoteEntry>>(var found)
            when found.isPresent() -> Outcome.later(title + " said that it deleted the time entry, and has not", AGAIN);
            case RemoteAnswer.Ok<Optional<RemoteEntry>> gone -> {
                records.close(state, EntryLink.End.DELETED_HERE);
                yield Outcome.SENT;
            }
            case RemoteAnswer.Refused<Optional<RemoteEntry>>(var reason) -> Outcome.later(reason, AGAIN);
            case RemoteAnswer.Unknown<Optional<RemoteEntry>>(var reason) -> Outcome.later(reason, AGAIN);
        };
    }

    private Outcome add(EntryState state) {
        if (isTooOld(state)) {
            return Outcome.NOTHING;
        }
        records.intendAdd(state);
        RemoteEntryContent wanted = state.wanted();
        RemoteAnswer<Optional<String>> answer = calls.other(() -> remote.add(wanted, state.entry()));
        if (answer instanceof RemoteAnswer.NotSent<Optional<String>>
                || answer instanceof RemoteAnswer.Refused<Optional<String>>) {
            records.dropAdd(state.entry());
        }
        return switch (orStop(answer)) {
            case RemoteAnswer.Ok<Optional<String>>(var id) ->
                id.map(known -> added(state, wanted, known)).orElseGet(() -> find(state, wanted));
            case RemoteAnswer.Refused<Optional<String>>(var reason) -> Outcome.later(reason, AGAIN);
            case RemoteAnswer.Unknown<Optional<String>>(var reason) ->
                Outcome.later(reason, connection.settings().settle());
        };
    }

    /**
     * Verifies an addition: if the service confirms an entry and does not have it, the entry is looked for, and added
     * again.
     */
    private Outcome added(EntryState state, RemoteEntryContent wanted, String id) {
        if (!(calls.other(() -> remote.find(id))
                instanceof RemoteAnswer.Ok<Optional<RemoteEntry>>(Optional<RemoteEntry> found))) {
            RemoteEntry unseen = new RemoteEntry(id, wanted, state.entry());
            Set<EntryField> missing = state.words().missing(wanted.running());
            missing.remove(EntryField.START); // without a start it is clear that nobody has seen the entry
            EntryBase base = EntryBase.unseen(state.content(), wanted);
            records.agree(state, unseen, base.keeping(EntryBase.nothing(wanted), missing), null);
            return Outcome.SENT;
        }
        if (found.isEmpty()) {
            return notThere(state);
        }
        link(state, found.get(), state.content(), wanted);
        return Outcome.SENT;
    }

    private Outcome notThere(EntryState state) {
        String problem = connection.connector().title() + " said that it added it, and does not show it";
        return new Outcome(false, problem, connection.settings().settle(), unshown(state, problem));
    }

    /**
     * Links an added entry. Fields that the service does not hold of a running entry are sent once it has stopped, and
     * fields that the service has not taken are sent again.
     */
    private void link(EntryState state, RemoteEntry there, EntryContent content, RemoteEntryContent sent) {
        EntryBase nothing = EntryBase.nothing(there.work());
        Set<EntryField> open =
                state.words().missing(sent.running() || there.work().running());
        Set<EntryField> forms = forms(sent, there.work());
        for (EntryField field : state.words().uncertain(sent.running())) {
            if (!forms.contains(field) && EntryMerge.isSame(there.work(), nothing.there(), Set.of(field))) {
                open.add(field);
            }
        }
        EntryBase agreed = new EntryBase(content, asAgreed(sent, there.work()));
        records.agree(state, there, agreed.keeping(nothing, open), null);
    }

    /**
     * Resolves an addition without an answer: the entry is looked for, and is added again if it is not shown after the
     * time in which it would be.
     */
    private Outcome unanswered(EntryState state, EntryLink.Adding adding) {
        RemoteEntryContent sent =
                state.words().there(adding.sent(), state.details().timeZone());
        Optional<TimeReads.RemoteEntries> read = around(sent);
        if (read.isEmpty() || !isSettled(adding.since())) {
            return read.map(shown -> found(state, sent, shown.rows())).orElse(notShown());
        }
        Outcome found = found(state, sent, read.get().rows());
        if (found.problem() == null || !read.get().unread().isEmpty()) {
            return found; // or the entry is an unreadable one
        }
        if (state.absent()) {
            records.ask(state, null);
            records.dropAdd(state.entry());
            return Outcome.NOTHING;
        }
        if (state.isAsked(unshown(state, ""))) {
            return Outcome.NOTHING;
        }
        records.dropAdd(state.entry());
        return add(state);
    }

    /**
     * True once the added entry would be shown. A time in the future was stored before a clock was set back: its age is
     * unknown.
     */
    private boolean isSettled(Instant since) {
        Instant now = connection.clock().instant();
        return since.isAfter(now) || since.plus(connection.settings().settle()).isBefore(now);
    }

    private Outcome find(EntryState state, RemoteEntryContent sent) {
        return around(sent)
                .map(read -> {
                    Outcome found = found(state, sent, read.rows());
                    return found.problem() == null || !read.unread().isEmpty() ? found : notThere(state);
                })
                .orElse(notShown());
    }

    /**
     * Returns the entries around the sent entry's start; empty if they could not be read, which does not mean that
     * there are none.
     */
    private Optional<TimeReads.RemoteEntries> around(RemoteEntryContent sent) {
        return orStop(new TimeReads(remote, calls).whole(windowAround(sent)))
                                instanceof RemoteAnswer.Ok<TimeReads.RemoteEntries>(var read)
                        && (read.unreadTimers() == null || !sent.running())
                ? Optional.of(read)
                : Optional.empty();
    }

    private static RemoteTimeEntries.Window windowAround(RemoteEntryContent sent) {
        return new RemoteTimeEntries.Window(
                sent.start().minus(AROUND), sent.start().plus(AROUND));
    }

    /**
     * Finds the sent entry among the rows. It may have been edited in the service since; but a row that is more like
     * another entry of that time belongs to the other entry.
     */
    private Outcome found(EntryState state, RemoteEntryContent sent, Map<String, RemoteEntry> rows) {
        TimeEntryPairing sides = new TimeEntryPairing(connection, remote, people);
        for (EntryState each : sides.within(windowAround(sent), rows).entries()) {
            if (each.entry().equals(state.entry())
                    && each.there() instanceof EntryRules.RemoteSide.Seen(var there)
                    && each.link() instanceof EntryLink.Adding adding) {
                Set<EntryField> missing = each.words().uncertain(sent.running());
                EntryBase agreed = new EntryBase(adding.sent(), asAgreed(sent, there.work()));
                records.agree(each, there, agreed.keeping(EntryBase.nothing(there.work()), missing), null);
                return Outcome.SENT;
            }
        }
        return notShown();
    }

    private Outcome notShown() {
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

    /** Returns the place in the order of writes: an entry that runs can only be added once no other entry runs. */
    static int rank(EntryState state) {
        boolean linked = state.link() instanceof EntryLink.Linked;
        return linked ? (state.absent() ? 0 : 1) : state.details().running() ? 3 : 2;
    }
}
