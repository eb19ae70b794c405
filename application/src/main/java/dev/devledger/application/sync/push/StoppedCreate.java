package dev.devledger.application.sync.push;

import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.application.sync.record.SyncProjection.StopReasons;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Goes on with a create that was given up or stopped: a person is asked, and the create is tried less and less often.
 */
final class StoppedCreate {
    /**
     * The first wait before a create that was never answered is tried again; the next waits are two days, four days and
     * so on. A local change of the entity ends the wait.
     */
    private static final Duration SOONEST = Duration.ofDays(1);

    private final PushState item;
    private final CreateSteps creating;
    private final LostCreateSearch lostCreates;
    private boolean stoppedNow;

    StoppedCreate(PushState item, CreateSteps creating) {
        this.item = item;
        this.creating = creating;
        this.lostCreates = item.context().lookups().lostCreates();
    }

    /** Notes that the create was stopped just now, so that it is not sent again in the same push. */
    void justNow() {
        stoppedNow = true;
    }

    Optional<PushOutcome> goOn(SyncLink.Stopped stop) {
        Optional<ConflictBook.OpenConflict> question = item.records().neverAnswered(item.entity());
        LinkState state = question.isPresent() ? LinkState.NEVER_ANSWERED : LinkState.of(stop);
        return switch (item.decide(state, RemoteState.UNKNOWN)) {
            case CLOSE -> item.close();
            case WAIT -> withItsQuestion();
            case RESOLVE_CREATE -> neverAnswered(stop, (DesiredObject.Present) item.wanted(), question.orElseThrow());
            default ->
                StopReasons.isOfAPerson(stop) || item.records().isAsked(item.entity())
                        ? Optional.of(item.later(stop.reason(), item.settings().pollOrSettle(), false))
                        : hasNoOpenQuestion(stop);
        };
    }

    /**
     * Asks a person: the create was stopped without a question, or the question was let go and the entity is wanted
     * again.
     */
    private Optional<PushOutcome> hasNoOpenQuestion(SyncLink.Stopped stop) {
        justNow();
        return lookedFor(() -> creating.ask(stop.reason(), List.of()));
    }

    /** Waits until a full cycle lets the question go; after that the link is closed. */
    private Optional<PushOutcome> withItsQuestion() {
        item.askForFull();
        return Optional.of(item.later(
                "it is no longer needed; its open conflict is settled first",
                item.settings().pollOrSettle(),
                true));
    }

    /**
     * Tries the create again. Each try is recorded, as it may create something, so that tries get fewer and fewer.
     * While the entity's list or parent is missing, nothing could be created and the lost object is not looked for: the
     * parent may be missing for a long time.
     */
    private Optional<PushOutcome> neverAnswered(
            SyncLink.Stopped stop, DesiredObject.Present present, ConflictBook.OpenConflict question) {
        Instant now = item.calls().now();
        Instant again = nextTry(stop, question);
        boolean due = item.attempts() == 0 || !now.isBefore(again);
        if (due && !stoppedNow) {
            return item.atHome(present, (list, content) -> lookedFor(() -> creating.create(list, content)));
        }
        Duration wait = now.isBefore(again) ? Duration.between(now, again) : SOONEST;
        return Optional.of(new PushOutcome.Retry(stop.reason(), wait, true, item.pushed(), wait));
    }

    /**
     * Returns the time of the next try. The wait is as long as the time from the question to the last try, and a day at
     * least. If the time of the last try is not known, the next try is due at once.
     */
    static Instant nextTry(SyncLink.Stopped stop, ConflictBook.OpenConflict question) {
        Instant tried = stop.at();
        if (tried == null) {
            return Instant.EPOCH;
        }
        Duration since = Duration.between(question.firstSeenAt(), tried);
        return tried.plus(since.compareTo(SOONEST) > 0 ? since : SOONEST);
    }

    private Optional<PushOutcome> lookedFor(Supplier<Optional<PushOutcome>> missing) {
        return item.records()
                .newestGivenUp(item.entity())
                .map(lost -> lookedFor(lost, missing))
                .orElseGet(missing);
    }

    /** Looks for the object of the lost create, which may have turned up since. */
    private Optional<PushOutcome> lookedFor(CreateAttempt lost, Supplier<Optional<PushOutcome>> otherwise) {
        SyncLink.Creating before = new SyncLink.Creating(
                UUID.randomUUID(), LostCreateSearch.ATTEMPTS, lost.list(), lost.content(), lost.at());
        return switch (lostCreates.everywhere(item.entity(), before)) {
            case LostCreateSearch.Result.Found(var made, var base) -> creating.linkTo(made, base);
            case LostCreateSearch.Result.Ambiguous(var reason, var candidates) -> creating.ask(reason, candidates);
            case LostCreateSearch.Result.Missing missing -> otherwise.get();
            case LostCreateSearch.Result.Failed(var reason) ->
                Optional.of(item.later(reason, item.settings().settle(), true));
            case LostCreateSearch.Result.Hidden(var reason) ->
                Optional.of(item.later(reason, item.settings().settle(), true));
            case LostCreateSearch.Result.NotAsSent none -> throw new IllegalStateException("looked for at home only");
            case LostCreateSearch.Result.TooEarly none -> throw new IllegalStateException("looked for at home only");
        };
    }
}
