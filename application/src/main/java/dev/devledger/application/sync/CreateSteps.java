package dev.devledger.application.sync;

import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.Dispute;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteTask;
import dev.devledger.domain.sync.SyncCommand;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.Vocabulary;
import dev.devledger.domain.sync.Wanted;
import java.util.Optional;
import java.util.UUID;

/** Makes the remote object, once: what an unanswered create has made is looked for before anything is sent again. */
final class CreateSteps {
    private final Pushing item;
    private final TwinSearch twins;

    CreateSteps(Pushing item) {
        this.item = item;
        this.twins = item.bench().twins();
    }

    Optional<Outcome> absent() {
        if (!(item.wanted() instanceof Wanted.Present present)) {
            return item.settled();
        }
        return item.link() instanceof SyncLink.Closed(var object, var byRemote)
                ? unlessBack(object, present)
                : create(present);
    }

    /** Restored on both sides it is not made a second time: a full cycle sees what was there, and asks. */
    private Optional<Outcome> unlessBack(RemoteRef object, Wanted.Present present) {
        return item.answered(
                item.calls().open(object.list()),
                listing -> {
                    boolean isThere =
                            listing.isPresent() && !(listing.get().find(object.id()) instanceof FoundTask.NotThere);
                    if (!isThere || item.bench().records().isOthers(item.entity(), object.id())) {
                        return create(present);
                    }
                    item.askForFull();
                    return Optional.of(item.later(
                            "what it was there is back, and is looked at first",
                            item.settings().pollOrSettle(),
                            false));
                },
                listIsGone -> create(present));
    }

    Optional<Outcome> create(Wanted.Present present) {
        return item.atHome(present, this::create);
    }

    private Optional<Outcome> create(String list, Canonical content) {
        UUID intent = UUID.randomUUID();
        UUID instead = item.link() instanceof SyncLink.Creating creating ? creating.intent() : null;
        Canonical written = Vocabulary.written(item.kind(), content, list);
        item.record((id, at) -> new SyncCommand.IntendCreate(id, intent, instead, list, written, at));
        return item.written(
                item.calls().call(remote -> remote.create(list, written)),
                intent,
                "whether it was created is not known: ",
                task -> linkTo(task.ref(), task.content()));
    }

    private Optional<Outcome> linkTo(RemoteRef object, Canonical base) {
        twins.claim(object);
        Canonical agreed = Vocabulary.compared(item.kind(), base, object.list());
        item.record((id, at) -> new SyncCommand.Link(id, object, agreed, at));
        item.count();
        return Optional.empty();
    }

    /** A create without an answer (sync design, section 6). */
    Optional<Outcome> recover(SyncLink.Creating creating) {
        return recover(creating, twins.atHome(item.entity(), creating));
    }

    private Optional<Outcome> recover(SyncLink.Creating creating, TwinSearch.Result result) {
        return switch (result) {
            case TwinSearch.Result.Found(var made, var base) -> linkTo(made, base);
            case TwinSearch.Result.TooEarly(var after) ->
                Optional.of(item.later("whether it was created is not known yet", after, false));
            case TwinSearch.Result.Failed(var reason) ->
                Optional.of(item.later(reason, item.settings().settle(), false));
            // The attempts may be those of an earlier sending, and someone may ask for cycle after cycle.
            case TwinSearch.Result.NotAtHome(var twice)
            when item.attempts() == 0 || !twice ->
                Optional.of(item.later(
                        "it was not found yet; looked for once more",
                        item.settings().settle(),
                        item.attempts() == 0));
            case TwinSearch.Result.NotAtHome home -> recover(creating, twins.everywhere(item.entity(), creating));
            case TwinSearch.Result.Ambiguous(var reason, var candidates)
            when item.wanted() instanceof Wanted.Present -> {
                item.put(item.bench()
                        .records()
                        .ask(
                                item.entity(),
                                reason,
                                candidates.stream().map(this::candidate).toList()));
                yield Optional.empty();
            }
            case TwinSearch.Result.Ambiguous ambiguous -> missing(creating);
            case TwinSearch.Result.Missing missing -> missing(creating);
        };
    }

    private Dispute.Candidate candidate(RemoteTask task) {
        return new Dispute.Candidate(task.ref(), item.compared(task));
    }

    private Optional<Outcome> missing(SyncLink.Creating creating) {
        if (creating.attempt() >= TwinSearch.ATTEMPTS) {
            return stop("sent " + creating.attempt() + " times without an answer, and never found");
        }
        // Stopped before it is closed: should it still turn up, it is known what it is.
        return item.wanted() instanceof Wanted.Present present
                ? create(present)
                : stop("it never arrived, and is not wanted any more");
    }

    private Optional<Outcome> stop(String reason) {
        item.record((id, at) -> new SyncCommand.Stop(id, reason, at));
        return Optional.empty();
    }

    Optional<Outcome> stopped(SyncLink.Stopped stopped) {
        return item.wanted() instanceof Wanted.Present
                ? Optional.of(item.later(stopped.reason(), item.settings().pollOrSettle(), false))
                : item.close();
    }

    /** What was detached and is wanted again is the same object, where it is still there. */
    Optional<Outcome> detached(SyncLink.Detached detached) {
        if (detached.stays() || !(item.wanted() instanceof Wanted.Present present)) {
            return item.settled();
        }
        // Whoever has moved it to another list meanwhile, or finished it, a second one is not to be made.
        return item.answered(new Whereabouts(item.calls()).of(detached.remote()), place -> switch (place) {
            case Whereabouts.Place.At(var object) -> again(object, detached);
            case Whereabouts.Place.Nowhere nowhere -> create(present);
            case Whereabouts.Place.Unclear(var object) -> again(object, detached);
        });
    }

    private Optional<Outcome> again(RemoteRef at, SyncLink.Detached detached) {
        item.record((id, now) -> new SyncCommand.Link(id, at, detached.base(), now));
        return Optional.empty();
    }
}
