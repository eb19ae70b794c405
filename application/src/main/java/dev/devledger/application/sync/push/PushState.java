package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.local.PushBatch.PushCandidate;
import dev.devledger.application.sync.lookup.ObjectSearch.MissedObjects;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.Gaps;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.Counted;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One entity on its way: its wanted state, its link by now, and what the steps share. */
public final class PushState {
    static final Duration REFUSED = Duration.ofMinutes(1);
    public static final Duration NO_PARENT_YET = Duration.ofSeconds(5);

    /** The longest wait for a cycle that reads the lists, or for another item, to bring it forward. */
    static final Duration LOOKED_AGAIN = Duration.ofHours(1);

    /**
     * The failures after which the next try is an hour later at the earliest, and is no news any more: it leaves no
     * events.
     */
    static final int STANDS = 6;

    private static final String NOT_SHOWN = " does not show what it holds now: ";

    private final EntityRef entity;
    private final DesiredObject wanted;
    private final int attempts;
    private final boolean wasNotShown;
    private final PushContext context;
    private final RecordedWrites writes;
    private SyncLink link;
    private boolean pushed;
    private boolean wantsFull;

    PushState(PushCandidate candidate, PushContext context) {
        this.entity = candidate.item().entity();
        this.wanted = candidate.wanted();
        this.attempts = candidate.item().attempts();
        String before = candidate.item().reason();
        this.wasNotShown = before != null && before.contains(NOT_SHOWN);
        this.context = context;
        this.writes = new RecordedWrites(this);
        this.link = context.link(entity);
    }

    EntityRef entity() {
        return entity;
    }

    Kind kind() {
        return entity.kind();
    }

    DesiredObject wanted() {
        return wanted;
    }

    /** Returns the number of failures in a row. */
    int attempts() {
        return attempts;
    }

    /** True if it has failed for so long that one more try is no news. */
    boolean stands() {
        return attempts >= STANDS;
    }

    PushContext context() {
        return context;
    }

    String title() {
        return context.title();
    }

    LinkJournal records() {
        return context.records();
    }

    RecordedWrites writes() {
        return writes;
    }

    CycleCalls calls() {
        return context.calls();
    }

    Words words() {
        return context.words();
    }

    SyncSettings settings() {
        return context.settings();
    }

    SyncLink link() {
        return link;
    }

    /** Returns the action for it, as the remote is known by now. */
    Existence.Action decide(RemoteState remote) {
        return context.table().decide(link, LocalState.of(wanted), remote).action();
    }

    Existence.Action decide(LinkState state, RemoteState remote) {
        return context.table().decide(state, LocalState.of(wanted), remote).action();
    }

    boolean pushed() {
        return pushed;
    }

    boolean wantsFull() {
        return wantsFull;
    }

    /** Returns the unit as which its delete is recorded: of one that another object replaces nothing is lost. */
    Counted counted() {
        return wanted instanceof DesiredObject.Replaced
                ? Counted.NOT
                : context.known().counted(entity);
    }

    /** Records that something was changed in the service. */
    void count() {
        pushed = true;
    }

    /** Requests a cycle that reads the lists, as only that can bring it forward. */
    void askForFull() {
        wantsFull = true;
    }

    void askForFullIf(boolean only) {
        wantsFull |= only;
    }

    /** Corrects the link: an intent of a future time was made while a clock was ahead. */
    void asOfNow() {
        link = context.records().asOfNow(entity, link, calls().now());
    }

    void record(LinkJournal.Fact fact) {
        link = context.records().record(entity, fact);
    }

    void put(SyncLink asked) {
        link = asked;
    }

    /** Returns the link with the part of its past that still counts for a look that begins now. */
    SyncLink.Linked remembered(SyncLink.Linked linked) {
        return context.known().remembered(calls().now(), linked);
    }

    Canonical compared(RemoteTask task) {
        return context.words().compared(kind(), task);
    }

    /**
     * Returns the fields of these that a look has left open. Fields that no look has shown for an hour the remote never
     * shows; but if it has failed for that long for another reason, they may have been shown each time.
     */
    Set<Field> unshown(Gaps look, Set<Field> fields) {
        return stands() && wasNotShown ? Set.of() : context.unshown(kind(), look, fields);
    }

    PushOutcome notShown(Set<Field> fields) {
        return later(notShownWords(fields), settings().settle(), true);
    }

    /** Returns the same beside the other reason that has kept it from being settled. */
    PushOutcome notShown(Set<Field> fields, PushOutcome.Retry others) {
        return others.and(notShownWords(fields));
    }

    private String notShownWords(Set<Field> fields) {
        return title() + NOT_SHOWN + UpdateSteps.words(fields);
    }

    MissedObjects missed() {
        return new MissedObjects(calls(), words());
    }

    /** Goes on with the list that it belongs into, and with its content in that list. */
    Optional<PushOutcome> atHome(
            DesiredObject.Present present, BiFunction<String, Canonical, Optional<PushOutcome>> then) {
        return switch (context.find(present.home())) {
            case TargetList.Found.Blocked blocked -> {
                askForFullIf(blocked.full());
                yield Optional.of(waits(blocked.reason(), blocked.retryAfter(), blocked.refused()));
            }
            case TargetList.Found.Ready(var list) -> {
                Canonical content = context.content(entity, present, list);
                yield content == null
                        ? Optional.of(waits("it waits until its card is created", NO_PARENT_YET, false))
                        : then.apply(
                                list, link instanceof SyncLink.Linked linked ? linked.inTheirForm(content) : content);
            }
        };
    }

    /**
     * Returns the wait. It is longer for an unanswered create: another search for its object takes calls, and gains
     * nothing meanwhile.
     */
    private PushOutcome waits(String reason, Duration after, boolean failed) {
        return link instanceof SyncLink.Creating
                ? new PushOutcome.Retry(reason, settings().settle(), true, pushed, LOOKED_AGAIN)
                : later(reason, after, failed);
    }

    /** Goes on with an answer; without a meaningful one it is looked at again later. */
    <T> Optional<PushOutcome> answered(RemoteAnswer<T> answer, Function<T, Optional<PushOutcome>> then) {
        return answered(answer, then, reason -> Optional.of(later(reason, REFUSED, true)));
    }

    <T> Optional<PushOutcome> answered(
            RemoteAnswer<T> answer,
            Function<T, Optional<PushOutcome>> then,
            Function<String, Optional<PushOutcome>> refused) {
        return switch (answer) {
            case RemoteAnswer.Ok<T>(var value) -> then.apply(value);
            case RemoteAnswer.Refused<T>(var reason) -> refused.apply(reason);
            case RemoteAnswer.NotSent<T> notSent
            when notSent.hold().isOfOneList() -> Optional.of(closed(list(), notSent));
            case RemoteAnswer.NotSent<T> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<T>(var reason) ->
                Optional.of(later(reason, settings().settle(), true));
        };
    }

    /**
     * Goes on likewise after a call about a list as such: whatever keeps it from being sent keeps all the others as
     * well.
     */
    <T> PushOutcome listAnswered(RemoteAnswer<T> answer, Function<T, PushOutcome> then) {
        return switch (orStop(answer)) {
            case RemoteAnswer.Ok<T>(var value) -> then.apply(value);
            case RemoteAnswer.Refused<T>(var reason) -> later(reason, REFUSED, true);
            case RemoteAnswer.Unknown<T>(var reason) -> later(reason, settings().settle(), true);
        };
    }

    /** Delays the next try before a call that is not on record, in case the process ends in it. */
    void putOff() {
        context.putOff().accept(entity);
    }

    /** Records that the list does not take it, nor anything else for now. */
    PushOutcome closed(String list, RemoteAnswer.NotSent<?> answer) {
        return later(answer.reason(), context.closed().refused(entity, list, answer), false);
    }

    /** Returns the list where it is, or is to be made. */
    String list() {
        RemoteRef object = link.object();
        return object != null ? object.list() : link instanceof SyncLink.Creating creating ? creating.list() : "";
    }

    Optional<PushOutcome> close() {
        record((id, at) -> new SyncCommand.Close(id, at));
        return Optional.empty();
    }

    PushOutcome later(String reason, Duration after, boolean failed) {
        return new PushOutcome.Retry(reason, after, failed, pushed);
    }

    Optional<PushOutcome> settled() {
        return Optional.of(agreed());
    }

    PushOutcome agreed() {
        return new PushOutcome.Settled(pushed);
    }
}
