package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.application.sync.lookup.ObjectSearch;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates an entity's remote object, and only once: if a create was not answered, its result is looked for before
 * anything is sent again.
 */
final class CreateSteps {
    private final PushState item;
    private final LostCreateSearch lostCreates;
    private final StoppedCreate stopped;

    CreateSteps(PushState item) {
        this.item = item;
        this.lostCreates = item.context().lookups().lostCreates();
        this.stopped = new StoppedCreate(item, this);
    }

    Optional<PushOutcome> absent() {
        return item.link() instanceof SyncLink.Closed closed
                ? known(RemoteState.UNKNOWN, closed.remote())
                : known(RemoteState.NONE, null);
    }

    /** {@code before} is the entity's former remote object, null if there never was one. */
    private Optional<PushOutcome> known(RemoteState remote, @Nullable RemoteRef before) {
        return switch (item.decide(remote)) {
            case CREATE -> create((DesiredObject.Present) item.wanted());
            case FETCH -> look(Objects.requireNonNull(before));
            case ASK -> {
                item.askForFull();
                yield Optional.of(item.later(
                        "its former object is back in " + item.title() + " and is read first",
                        item.settings().pollOrSettle(),
                        false));
            }
            default -> item.settled();
        };
    }

    /**
     * Looks for the former object. If it is back, both sides have restored the entity: no second object is made, and a
     * full cycle, which sees the object, asks a person.
     */
    private Optional<PushOutcome> look(RemoteRef object) {
        return item.answered(
                item.calls().open(object.list()),
                listing -> {
                    boolean isThere =
                            listing.isPresent() && !(listing.get().find(object.id()) instanceof LookupResult.NotFound);
                    boolean isBack = isThere && !item.records().isOthers(item.entity(), object.id());
                    return known(isBack ? RemoteState.SEEN_CHANGED : RemoteState.GONE, object);
                },
                listIsGone -> known(RemoteState.GONE, object));
    }

    Optional<PushOutcome> create(DesiredObject.Present present) {
        return item.atHome(present, this::create);
    }

    Optional<PushOutcome> create(String list, CanonicalContent content) {
        CanonicalContent written = item.words().written(item.kind(), content.withBlockedBy(new TreeSet<>()), list);
        return item.link() instanceof SyncLink.None none && none.refused() != null
                ? onceMore(none.refused(), list, written)
                : send(list, written);
    }

    private Optional<PushOutcome> send(String list, CanonicalContent written) {
        return intended(list, written, intent -> item.calls().write(remote -> remote.create(list, written)));
    }

    private Optional<PushOutcome> intended(
            String list, CanonicalContent written, Function<UUID, RemoteAnswer<RemoteTask>> send) {
        UUID intent = UUID.randomUUID();
        UUID instead = item.link() instanceof SyncLink.Creating creating ? creating.intent() : null;
        item.record((id, at) -> new SyncCommand.IntendCreate(id, intent, instead, list, written, at));
        return item.writes()
                .written(
                        send.apply(intent),
                        intent,
                        "it is not known whether it was created in " + item.title() + ": ",
                        task -> made(task, written));
    }

    /**
     * Links the object in the answer. The object holds what was just sent; a value that the service keeps in a form of
     * its own is recorded with that form.
     */
    private Optional<PushOutcome> made(RemoteTask answered, CanonicalContent written) {
        RemoteTask task = shown(answered, written);
        Optional<PushOutcome> outcome = linkTo(task.ref(), task.content());
        CanonicalContent now = item.compared(task);
        Set<Field> ofTheirOwn = CanonicalChanges.between(CanonicalContent.list(""), now)
                .fields(); // an empty value is no form of a sent one
        ofTheirOwn.retainAll(item.words().ownForms());
        ofTheirOwn.removeAll(task.gaps().fields());
        CanonicalChanges forms = CanonicalChanges.between(
                        now,
                        item.words().compared(item.kind(), written, task.ref().list()))
                .only(ofTheirOwn);
        if (!forms.isEmpty()) {
            item.record((id, at) -> new SyncCommand.KeepForm(id, forms, at));
        }
        return outcome;
    }

    /**
     * Looks once for the sent values that the answer does not show. A value that the look does not show either was not
     * taken by the service.
     */
    private RemoteTask shown(RemoteTask answered, CanonicalContent written) {
        CanonicalChanges unshown = CanonicalChanges.between(answered.content(), written)
                .only(answered.gaps().fields());
        return unshown.isEmpty()
                ? answered
                : item.calls().find(answered.ref()) instanceof RemoteAnswer.Ok<Optional<RemoteTask>>(var found)
                        ? found.orElse(answered)
                        : answered;
    }

    /**
     * Sends a refused create again; its outcome is recorded only if it differs from the former refusal. The next try is
     * put off first: if the process ends before the outcome is known, the object is looked for before anything is sent
     * again, whatever has become of the entity by then.
     */
    private Optional<PushOutcome> onceMore(CreateAttempt refused, String list, CanonicalContent written) {
        return switch (lostCreates.refused(item.entity(), refused)) {
            case LostCreateSearch.Result.Found(var made, var base) -> linkTo(made, base);
            case LostCreateSearch.Result.Ambiguous(var reason, var candidates) -> ask(reason, candidates);
            case LostCreateSearch.Result.Missing missing ->
                refused.list().equals(list) && refused.content().equals(written)
                        ? sendAgain(refused)
                        : send(list, written);
            case LostCreateSearch.Result.Failed(var reason) -> Optional.of(item.later(reason, PushState.REFUSED, true));
            case LostCreateSearch.Result.Hidden(var reason) -> Optional.of(stillRefused(reason));
            case LostCreateSearch.Result.NotAsSent none -> throw new IllegalStateException("looked for at home only");
            case LostCreateSearch.Result.TooEarly none -> throw new IllegalStateException("looked for at home only");
        };
    }

    /** Records this reason in place of the former refusal's, so that the status reports it. */
    private PushOutcome stillRefused(String reason) {
        item.record((id, at) -> new SyncCommand.Refuse(id, reason, at));
        return item.later(reason, PushState.REFUSED, true);
    }

    private Optional<PushOutcome> sendAgain(CreateAttempt refused) {
        item.putOff();
        RemoteAnswer<RemoteTask> answer =
                item.calls().write(remote -> remote.create(refused.list(), refused.content()));
        return switch (answer) {
            case RemoteAnswer.Ok<RemoteTask>(var task) -> {
                item.context().closed().taken(refused.list(), true);
                yield made(task, refused.content());
            }
            case RemoteAnswer.Refused<RemoteTask>(var reason) -> Optional.of(stillRefused(reason));
            case RemoteAnswer.NotSent<RemoteTask> notSent
            when notSent.hold().isOfOneList() -> {
                item.record((id, at) -> new SyncCommand.Refuse(id, notSent.reason(), at));
                yield Optional.of(item.closed(refused.list(), notSent));
            }
            case RemoteAnswer.NotSent<RemoteTask> notSent -> throw CycleStopped.held(notSent);
            case RemoteAnswer.Unknown<RemoteTask> unknown ->
                intended(refused.list(), refused.content(), intent -> unknown);
        };
    }

    Optional<PushOutcome> ask(String question, List<RemoteTask> candidates) {
        item.put(item.records()
                .ask(
                        item.entity(),
                        question,
                        candidates.stream().map(this::candidate).toList()));
        return Optional.empty();
    }

    Optional<PushOutcome> linkTo(RemoteRef object, CanonicalContent base) {
        lostCreates.claim(object);
        CanonicalContent agreed = item.words().compared(item.kind(), base, object.list());
        item.record((id, at) -> new SyncCommand.Link(id, object, agreed, at));
        item.count();
        return Optional.empty();
    }

    /** Resolves a create without an answer (docs/sync-design.md, section 6). */
    Optional<PushOutcome> recover(SyncLink.Creating creating) {
        return recover(creating, lostCreates.atHome(item.entity(), creating));
    }

    private Optional<PushOutcome> recover(SyncLink.Creating creating, LostCreateSearch.Result result) {
        return switch (result) {
            case LostCreateSearch.Result.Found(var made, var base) ->
                decided(RemoteState.SEEN_CHANGED, () -> linkTo(made, base));
            case LostCreateSearch.Result.TooEarly(var after) ->
                Optional.of(item.later("it is not known yet whether it was created in " + item.title(), after, false));
            case LostCreateSearch.Result.Failed(var reason) ->
                Optional.of(item.later(reason, item.settings().settle(), true));
            case LostCreateSearch.Result.Hidden(var reason) ->
                Optional.of(item.later(reason, item.settings().settle(), true));
            // The attempts may have been counted for an earlier create, and a user may request cycle after cycle.
            case LostCreateSearch.Result.NotAsSent(var twice)
            when item.attempts() == 0 || !twice ->
                Optional.of(item.later(
                        "it was not found in " + item.title() + " yet; Devledger searches once more",
                        item.settings().settle(),
                        item.attempts() == 0));
            case LostCreateSearch.Result.NotAsSent home ->
                recover(creating, lostCreates.everywhere(item.entity(), creating));
            case LostCreateSearch.Result.Ambiguous(var reason, var candidates) ->
                decided(RemoteState.AMBIGUOUS, () -> ask(reason, candidates));
            case LostCreateSearch.Result.Missing missing -> decided(RemoteState.NONE, this::neverAnswered);
        };
    }

    private Dispute.Candidate candidate(RemoteTask task) {
        return new Dispute.Candidate(task.ref(), item.compared(task));
    }

    /** {@code known} runs if the object that was found is to be linked, or a person is to be asked. */
    private Optional<PushOutcome> decided(RemoteState remote, Supplier<Optional<PushOutcome>> known) {
        return switch (item.decide(remote)) {
            case CREATE -> create((DesiredObject.Present) item.wanted());
            case ADOPT, ASK -> known.get();
            // The link is stopped before it is closed: if the object turns up after all, it is recognised.
            default -> stop("it was never created in " + item.title() + ", and is no longer needed");
        };
    }

    private Optional<PushOutcome> stop(String reason) {
        item.record((id, at) -> new SyncCommand.Stop(id, reason, at));
        return Optional.empty();
    }

    /**
     * Asks a person, who may have the create tried again, or leave the entity out. If the person was asked before, that
     * question stays.
     */
    private Optional<PushOutcome> neverAnswered() {
        stopped.justNow();
        String reason = "Devledger sent it " + LostCreateSearch.ATTEMPTS + " times; " + item.title()
                + " never answered, and it was" + " not found in " + item.title();
        return item.records().neverAnswered(item.entity()).isPresent() ? stop(reason) : ask(reason, List.of());
    }

    Optional<PushOutcome> stopped(SyncLink.Stopped stop) {
        return stopped.goOn(stop);
    }

    /**
     * Links a detached object again, if the entity is wanted and the object still exists. While the entity's parent has
     * no object in that list, the old object is not looked for: it could be neither created nor moved there, and the
     * parent may be missing for a long time.
     */
    Optional<PushOutcome> detached(SyncLink.Detached detached) {
        if (item.decide(RemoteState.UNKNOWN) != Action.FETCH) {
            return item.settled();
        }
        return item.atHome(
                (DesiredObject.Present) item.wanted(), (list, content) -> wantedAgain(detached, list, content));
    }

    /**
     * Looks for the object in all lists: if it was moved to another list meanwhile, or finished, no second one is made.
     */
    private Optional<PushOutcome> wantedAgain(SyncLink.Detached detached, String list, CanonicalContent content) {
        return item.answered(
                new ObjectSearch(item.calls()).of(detached.remote()), place -> switch (item.decide(place.state())) {
                    case CREATE -> create(list, content);
                    case LINK_AGAIN -> again(place.object(detached.remote()), detached);
                    default -> item.settled();
                });
    }

    private Optional<PushOutcome> again(RemoteRef at, SyncLink.Detached detached) {
        item.record((id, now) -> new SyncCommand.Link(id, at, detached.base(), now));
        return Optional.empty();
    }
}
