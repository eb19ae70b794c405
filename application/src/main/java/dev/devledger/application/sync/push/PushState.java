package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.local.PushBatch.PushCandidate;
import dev.devledger.application.sync.lookup.ObjectSearch.MissedObjects;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.UnshownParts;
import dev.devledger.domain.sync.existence.ExistenceDecision;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The push of one entity: the state wanted for it, its link as recorded so far, and what all steps of the push share.
 */
public final class PushState {
    static final Duration REFUSED = Duration.ofMinutes(1);
    public static final Duration NO_PARENT_YET = Duration.ofSeconds(5);

    /**
     * The longest wait of an entity that needs a cycle that reads the lists, or another entity's change, to get any
     * further.
     */
    static final Duration LOOKED_AGAIN = Duration.ofHours(1);

    /**
     * The number of failures after which the next try is an hour later at the earliest, and leaves no events any more,
     * as it is no news.
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

    /** Returns the number of the entity's failures in a row. */
    int attempts() {
        return attempts;
    }

    /** True if the entity has failed so often that one more try is not worth a record. */
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

    ContentTranslator words() {
        return context.words();
    }

    SyncSettings settings() {
        return context.settings();
    }

    SyncLink link() {
        return link;
    }

    /** Returns the action for the entity, given what is known of its remote object now. */
    ExistenceDecision.Action decide(RemoteState remote) {
        return context.table().decide(link, LocalState.of(wanted), remote).action();
    }

    ExistenceDecision.Action decide(LinkState state, RemoteState remote) {
        return context.table().decide(state, LocalState.of(wanted), remote).action();
    }

    boolean pushed() {
        return pushed;
    }

    boolean wantsFull() {
        return wantsFull;
    }

    /**
     * Returns how the entity's delete counts in the day's limit of deletes. If another object replaces the deleted one,
     * nothing is lost and the delete does not count.
     */
    LimitShare counted() {
        return wanted instanceof DesiredObject.Replaced
                ? LimitShare.NOT
                : context.known().counted(entity);
    }

    /** Records that this push has changed something in the service. */
    void count() {
        pushed = true;
    }

    /** Requests a cycle that reads the lists, as only such a cycle can get the entity any further. */
    void askForFull() {
        wantsFull = true;
    }

    void askForFullIf(boolean only) {
        wantsFull |= only;
    }

    /** Corrects the link if its intent has a future time: that intent was made while a clock was ahead. */
    void asOfNow() {
        link = context.records().asOfNow(entity, link, calls().now());
    }

    void record(LinkJournal.Fact fact) {
        link = context.records().record(entity, fact);
    }

    void put(SyncLink asked) {
        link = asked;
    }

    /** Returns the link with those of its past values that a look that begins now may still show. */
    SyncLink.Linked remembered(SyncLink.Linked linked) {
        return context.known().remembered(calls().now(), linked);
    }

    CanonicalContent compared(RemoteTask task) {
        return context.words().compared(kind(), task);
    }

    /**
     * Returns those of these fields that a look did not show. A field that no look has shown for an hour counts as
     * never shown by the service. But if the entity has failed for that long for another reason, the field may have
     * been shown each time.
     */
    Set<Field> unshown(UnshownParts look, Set<Field> fields) {
        return stands() && wasNotShown ? Set.of() : context.unshown(kind(), look, fields);
    }

    PushOutcome notShown(Set<Field> fields) {
        return later(notShownWords(fields), settings().settle(), true);
    }

    /**
     * Returns the outcome of a field that was not shown, together with the other reason that keeps the entity from
     * being settled.
     */
    PushOutcome notShown(Set<Field> fields, PushOutcome.Retry others) {
        return others.and(notShownWords(fields));
    }

    private String notShownWords(Set<Field> fields) {
        return title() + NOT_SHOWN + UpdateSteps.words(fields);
    }

    MissedObjects missed() {
        return new MissedObjects(calls(), words());
    }

    /** Goes on with the list that the entity belongs to, and with the entity's content in that list. */
    Optional<PushOutcome> atHome(
            DesiredObject.Present present, BiFunction<String, CanonicalContent, Optional<PushOutcome>> then) {
        return switch (context.find(present.home())) {
            case TargetList.Availability.Blocked blocked -> {
                askForFullIf(blocked.full());
                yield Optional.of(waits(blocked.reason(), blocked.retryAfter(), blocked.refused()));
            }
            case TargetList.Availability.Ready(var list) -> {
                CanonicalContent content = context.content(entity, present, list);
                yield content == null
                        ? Optional.of(waits("it waits until its card is created", NO_PARENT_YET, false))
                        : then.apply(
                                list, link instanceof SyncLink.Linked linked ? linked.inTheirForm(content) : content);
            }
        };
    }

    /**
     * Returns the wait for a list or parent. An unanswered create waits longer: another search for its object takes
     * calls and finds nothing new in between.
     */
    private PushOutcome waits(String reason, Duration after, boolean failed) {
        return link instanceof SyncLink.Creating
                ? new PushOutcome.Retry(reason, settings().settle(), true, pushed, LOOKED_AGAIN)
                : later(reason, after, failed);
    }

    /** Goes on with an answer; if the answer has no value, the entity is tried again later. */
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
     * Goes on as {@link #answered} does, after a call about a list as such: what keeps that call from being sent keeps
     * all other calls from being sent too, and ends the cycle.
     */
    <T> PushOutcome listAnswered(RemoteAnswer<T> answer, Function<T, PushOutcome> then) {
        return switch (orStop(answer)) {
            case RemoteAnswer.Ok<T>(var value) -> then.apply(value);
            case RemoteAnswer.Refused<T>(var reason) -> later(reason, REFUSED, true);
            case RemoteAnswer.Unknown<T>(var reason) -> later(reason, settings().settle(), true);
        };
    }

    /** Delays the entity's next try before a call that is not recorded, in case the process ends during that call. */
    void putOff() {
        context.putOff().accept(entity);
    }

    /** Records that the list accepts neither this write nor, for now, any other. */
    PushOutcome closed(String list, RemoteAnswer.NotSent<?> answer) {
        return later(answer.reason(), context.closed().refused(entity, list, answer), false);
    }

    /** Returns the list where the object is, or is to be created. */
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
