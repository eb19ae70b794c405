package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be put on record about a link, and what follows from it. */
public final class SyncDecider implements Decider<SyncCommand, SyncLink, SyncEvent> {
    /** So many writes of a link are remembered until something is agreed on. */
    private static final int MOST_OPEN = 3;

    @Override
    public SyncLink initial() {
        return SyncLink.None.EVER;
    }

    @Override
    public List<SyncEvent> decide(SyncCommand command, SyncLink state) {
        return switch (command) {
            case SyncCommand.IntendCreate c -> intendCreate(c, state);
            case SyncCommand.Link c -> link(c, state);
            case SyncCommand.IntendPush c -> {
                linked(state);
                yield List.of(new SyncEvent.PushIntended(c.link(), c.intent(), c.changes(), c.at()));
            }
            case SyncCommand.Acknowledge c -> acknowledge(c, linked(state));
            case SyncCommand.KeepForm c -> keepForm(c, linked(state));
            case SyncCommand.Refuse c -> refuse(c, state);
            case SyncCommand.DropIntent c -> drop(c, state);
            case SyncCommand.IntendDelete c -> intendDelete(c, state);
            case SyncCommand.RepeatDelete c -> {
                deleting(state);
                yield List.of(new SyncEvent.DeleteRepeated(c.link(), c.at()));
            }
            case SyncCommand.DecideDelete c ->
                switch (state) {
                    case SyncLink.Deleting deleting when deleting.withAll() -> List.of();
                    case SyncLink.Deleting deleting -> List.of(new SyncEvent.DeleteDecided(c.link(), c.at()));
                    case SyncLink.Linked linked -> List.of(new SyncEvent.DeleteDecided(c.link(), c.at()));
                    default -> throw unexpected("be deleted on the other side", state);
                };
            case SyncCommand.Close c -> close(c, state);
            case SyncCommand.Detach c -> {
                linked(state);
                yield List.of(new SyncEvent.Detached(c.link(), c.reason(), c.at()));
            }
            case SyncCommand.Stop c ->
                state instanceof SyncLink.Stopped stopped && stopped.reason().equals(c.reason())
                        ? List.of()
                        : List.of(new SyncEvent.Stopped(c.link(), c.reason(), c.at()));
            case SyncCommand.SeeRemoteChange c -> seeRemoteChange(c, linked(state));
            case SyncCommand.MoveRemote c -> moveRemote(c, linked(state));
            case SyncCommand.LeaveScope c ->
                switch (state) {
                    case SyncLink.Linked linked -> List.of(new SyncEvent.LeftScope(c.link(), c.reason(), c.at()));
                    // It was moved there before the delete came through.
                    case SyncLink.Deleting deleting -> List.of(new SyncEvent.LeftScope(c.link(), c.reason(), c.at()));
                    default -> throw unexpected("leave the sync", state);
                };
            case SyncCommand.LoseRemote c -> loseRemote(c, state);
            case SyncCommand.Part c -> part(c, state);
        };
    }

    private static List<SyncEvent> seeRemoteChange(SyncCommand.SeeRemoteChange c, SyncLink.Linked linked) {
        CanonicalChanges changes = CanonicalChanges.between(linked.base(), Checklists.known(c.base(), linked));
        return changes.isEmpty()
                ? List.of()
                : List.of(new SyncEvent.RemoteChangeSeen(c.link(), changes, c.rules(), c.at()));
    }

    private static List<SyncEvent> moveRemote(SyncCommand.MoveRemote c, SyncLink.Linked linked) {
        return c.to().equals(linked.remote())
                ? List.of()
                : List.of(new SyncEvent.RemoteMoved(c.link(), new Change<>(linked.remote(), c.to()), c.at()));
    }

    private static List<SyncEvent> part(SyncCommand.Part c, SyncLink state) {
        return switch (state) {
            case SyncLink.Detached detached when detached.stays() -> List.of();
            case SyncLink.Linked linked -> List.of(new SyncEvent.Parted(c.link(), c.reason(), c.at()));
            case SyncLink.Detached detached -> List.of(new SyncEvent.Parted(c.link(), c.reason(), c.at()));
            case SyncLink.OutOfScope outside -> List.of(new SyncEvent.Parted(c.link(), c.reason(), c.at()));
            default -> throw unexpected("be unlinked from its remote object", state);
        };
    }

    private static List<SyncEvent> loseRemote(SyncCommand.LoseRemote c, SyncLink state) {
        return switch (state) {
            case SyncLink.Linked linked -> List.of(new SyncEvent.RemoteGone(c.link(), c.at(), c.counted()));
            case SyncLink.Deleting deleting -> List.of(new SyncEvent.RemoteGone(c.link(), c.at(), c.counted()));
            case SyncLink.Closed closed -> List.of();
            default -> throw unexpected("lose its remote object", state);
        };
    }

    private List<SyncEvent> intendCreate(SyncCommand.IntendCreate c, SyncLink state) {
        int attempt =
                switch (state) {
                    case SyncLink.None none -> 1;
                    case SyncLink.Closed closed -> 1;
                    case SyncLink.Detached detached -> 1;
                    // Once more, and then a person is asked again.
                    case SyncLink.Stopped stopped -> SyncLink.Creating.ATTEMPTS;
                    // Who does not know of it has not looked for what it may have made.
                    case SyncLink.Creating creating
                    when creating.intent().equals(c.instead()) ->
                        creating.attempt() + (isDatedAnew(creating, c) ? 0 : 1);
                    default -> throw unexpected("create", state);
                };
        return List.of(new SyncEvent.CreateIntended(c.link(), c.intent(), attempt, c.list(), c.content(), c.at()));
    }

    /** A list that was meant while the clock was ahead: nothing is sent for that, and nobody has looked for it in vain. */
    private static boolean isDatedAnew(SyncLink.Creating creating, SyncCommand.IntendCreate c) {
        return !CreateAttempt.of(creating).ofTask() && CreateAttempt.isAhead(creating.at(), c.at());
    }

    private List<SyncEvent> link(SyncCommand.Link c, SyncLink state) {
        if (state instanceof SyncLink.Linked linked) {
            if (linked.remote().equals(c.remote())) {
                return List.of();
            }
            throw unexpected("link to another remote object", state);
        }
        return List.of(new SyncEvent.Linked(c.link(), c.remote(), Checklists.known(c.base(), state), c.at()));
    }

    private List<SyncEvent> acknowledge(SyncCommand.Acknowledge c, SyncLink.Linked linked) {
        CanonicalChanges changes = CanonicalChanges.between(linked.base(), Checklists.known(c.base(), linked));
        boolean nothingNew = changes.isEmpty() && linked.sent().isEmpty() && linked.refusal() == null;
        return nothingNew ? List.of() : List.of(new SyncEvent.Acknowledged(c.link(), changes, c.at(), c.answered()));
    }

    private static List<SyncEvent> keepForm(SyncCommand.KeepForm c, SyncLink.Linked linked) {
        boolean known = linked.forms() != null && linked.forms().and(c.forms()).equals(linked.forms());
        return known || c.forms().isEmpty()
                ? List.of()
                : List.of(new SyncEvent.Normalised(c.link(), c.forms(), c.at()));
    }

    private List<SyncEvent> refuse(SyncCommand.Refuse c, SyncLink state) {
        @Nullable
        String before =
                switch (state) {
                    case SyncLink.None none -> none.refusal();
                    case SyncLink.Linked linked -> linked.refusal();
                    case SyncLink.Creating creating -> null;
                    default -> throw unexpected("be refused", state);
                };
        return c.reason().equals(before)
                ? List.of()
                : List.of(new SyncEvent.Refused(c.link(), c.reason(), c.at(), c.intent()));
    }

    private List<SyncEvent> drop(SyncCommand.DropIntent c, SyncLink state) {
        boolean open =
                switch (state) {
                    case SyncLink.Creating creating -> creating.intent().equals(c.intent());
                    case SyncLink.Linked linked ->
                        linked.sent().stream().anyMatch(sent -> sent.intent().equals(c.intent()));
                    default -> false;
                };
        return open ? List.of(new SyncEvent.IntentDropped(c.link(), c.intent(), c.reason(), c.at())) : List.of();
    }

    private List<SyncEvent> intendDelete(SyncCommand.IntendDelete c, SyncLink state) {
        if (state instanceof SyncLink.Deleting) {
            return List.of();
        }
        linked(state);
        return List.of(new SyncEvent.DeleteIntended(c.link(), c.at(), c.counted()));
    }

    private List<SyncEvent> close(SyncCommand.Close c, SyncLink state) {
        return switch (state) {
            case SyncLink.Closed closed -> List.of();
            case SyncLink.None none -> List.of();
            case SyncLink.Creating creating -> throw unexpected("be closed before its outcome is known", state);
            default -> List.of(new SyncEvent.Closed(c.link(), c.at()));
        };
    }

    @Override
    public SyncLink evolve(SyncLink state, SyncEvent event) {
        return switch (event) {
            case SyncEvent.CreateIntended e ->
                new SyncLink.Creating(e.intent(), e.attempt(), e.list(), e.content(), e.at());
            case SyncEvent.Linked e -> linked(state, e);
            case SyncEvent.PushIntended e -> pushing(linked(state), e);
            case SyncEvent.Acknowledged e -> acknowledged(linked(state), e);
            case SyncEvent.Normalised e -> {
                SyncLink.Linked linked = linked(state);
                yield linked.agreeing(e.forms().reversed().applyTo(linked.base()), e.at(), false)
                        .withForms(e.forms());
            }
            case SyncEvent.Refused e -> refused(state, e);
            case SyncEvent.IntentDropped e -> dropped(state, e);
            case SyncEvent.DeleteIntended e -> {
                SyncLink.Linked linked = linked(state);
                yield new SyncLink.Deleting(linked.remote(), linked.base(), e.at());
            }
            case SyncEvent.DeleteRepeated e -> {
                SyncLink.Deleting before = deleting(state);
                yield new SyncLink.Deleting(before.remote(), before.base(), before.at(), before.withAll(), e.at());
            }
            case SyncEvent.DeleteDecided e ->
                state instanceof SyncLink.Deleting(var remote, var base, var at, var withAll, var again)
                        ? new SyncLink.Deleting(remote, base, at, true, again)
                        : new SyncLink.Deleting(
                                linked(state).remote(), linked(state).base(), e.at(), true);
            case SyncEvent.Closed e -> closed(state);
            case SyncEvent.Detached e -> detached(linked(state), e.reason(), false);
            case SyncEvent.Stopped e -> new SyncLink.Stopped(e.reason(), e.at());
            case SyncEvent.RemoteChangeSeen e -> {
                SyncLink.Linked linked = linked(state);
                yield linked.agreeing(e.base().applyTo(linked.base()), e.at(), false);
            }
            case SyncEvent.RemoteMoved e -> {
                SyncLink.Linked linked = linked(state);
                RemoteRef to = Change.orElse(e.remote(), linked.remote());
                boolean atTop = linked.remote().list().equals(linked.base().parent());
                yield linked.agreeing(atTop ? linked.base().withParent(to.list()) : linked.base(), e.at(), false)
                        .at(to);
            }
            case SyncEvent.LeftScope e ->
                state instanceof SyncLink.Deleting deleting
                        ? new SyncLink.OutOfScope(deleting.remote(), deleting.base(), e.reason())
                        : outOfScope(linked(state), e.reason());
            case SyncEvent.Parted e -> parted(state, e.reason());
            case SyncEvent.RemoteGone e -> new SyncLink.Closed(remote(state), true, e.at());
        };
    }

    /**
     * A delete that is taken back may have come to pass, and what was let go may be deleted by now: that the object is there
     * only a list tells.
     */
    private static SyncLink linked(SyncLink before, SyncEvent.Linked e) {
        boolean wantedAgain = before instanceof SyncLink.Deleting || before instanceof SyncLink.Detached;
        Instant writtenAt = wantedAgain ? e.at() : null;
        return new SyncLink.Linked(e.remote(), e.base(), List.of(), null, e.at(), past(before, e), writtenAt, null);
    }

    private static List<SyncLink.Past> past(SyncLink before, SyncEvent.Linked e) {
        RemoteRef object = before.object();
        if (object == null || !object.id().equals(e.remote().id())) {
            return List.of();
        }
        return switch (before) {
            case SyncLink.Detached detached -> SyncLink.Past.again(detached.past(), e.at());
            case SyncLink.OutOfScope outside -> SyncLink.Past.again(outside.past(), e.at());
            default -> List.of();
        };
    }

    private static SyncLink acknowledged(SyncLink.Linked linked, SyncEvent.Acknowledged e) {
        SyncLink.Linked now = ended(linked, e.answered(), e.at())
                .withSent(List.of(), null)
                .agreeing(e.base().applyTo(linked.base()), e.at(), e.answered() != null);
        return e.base().isEmpty() ? now : now.written(e.at());
    }

    /** Of the oldest it is enough to know for a while what may still come of them: a row is written anew with each event. */
    private static SyncLink pushing(SyncLink.Linked linked, SyncEvent.PushIntended e) {
        List<SyncLink.Sent> sent = new ArrayList<>(linked.sent());
        sent.add(new SyncLink.Sent(e.intent(), e.changes(), e.at()));
        int over = Math.max(0, sent.size() - MOST_OPEN);
        List<SyncLink.Past> ended = sent.subList(0, over).stream()
                .map(each -> SyncLink.Past.of(each, e.at()))
                .toList();
        SyncLink.Linked now = over == 0
                ? linked
                : linked.withPast(SyncLink.Past.kept(SyncLink.Past.with(linked.past(), ended), e.at()));
        return now.withSent(sent.subList(over, sent.size()), null);
    }

    /** A write that is refused may be sent once more, and one that has no answer may come to pass: both stay open. */
    private static SyncLink refused(SyncLink state, SyncEvent.Refused e) {
        return switch (state) {
            case SyncLink.Linked linked -> linked.withSent(linked.sent(), e.reason());
            case SyncLink.Creating creating -> new SyncLink.None(e.reason(), CreateAttempt.of(creating));
            case SyncLink.None none -> new SyncLink.None(e.reason(), none.refused());
            default -> new SyncLink.None(e.reason());
        };
    }

    /** What was sent and has no answer may come to pass yet, whatever is agreed on meanwhile. */
    private static SyncLink.Linked ended(SyncLink.Linked linked, @Nullable UUID answered, Instant at) {
        List<SyncLink.Past> open = linked.sent().stream()
                .filter(sent -> !sent.intent().equals(answered))
                .map(sent -> SyncLink.Past.of(sent, at))
                .toList();
        return linked.withPast(SyncLink.Past.kept(SyncLink.Past.with(linked.past(), open), at));
    }

    private static SyncLink dropped(SyncLink state, SyncEvent.IntentDropped e) {
        if (!(state instanceof SyncLink.Linked linked)) {
            return SyncLink.None.EVER;
        }
        List<SyncLink.Sent> left = linked.sent().stream()
                .filter(sent -> !sent.intent().equals(e.intent()))
                .toList();
        return linked.withSent(left, linked.refusal());
    }

    private static SyncLink.Deleting deleting(SyncLink state) {
        if (state instanceof SyncLink.Deleting deleting) {
            return deleting;
        }
        throw unexpected("be deleted on the other side again", state);
    }

    private static SyncLink.Linked linked(SyncLink state) {
        if (state instanceof SyncLink.Linked linked) {
            return linked;
        }
        throw unexpected("write to it", state);
    }

    private static SyncLink closed(SyncLink state) {
        return switch (state) {
            case SyncLink.Linked linked -> new SyncLink.Closed(linked.remote(), false);
            case SyncLink.Deleting deleting -> new SyncLink.Closed(deleting.remote(), false);
            case SyncLink.Detached detached -> new SyncLink.Closed(detached.remote(), false);
            case SyncLink.OutOfScope outside -> new SyncLink.Closed(outside.remote(), false);
            default -> SyncLink.None.EVER;
        };
    }

    private static SyncLink parted(SyncLink state, String reason) {
        return switch (state) {
            case SyncLink.Detached detached ->
                new SyncLink.Detached(detached.remote(), detached.base(), reason, true, detached.past());
            case SyncLink.OutOfScope outside ->
                new SyncLink.Detached(outside.remote(), outside.base(), reason, true, outside.past());
            default -> detached(linked(state), reason, true);
        };
    }

    private static SyncLink outOfScope(SyncLink.Linked linked, String reason) {
        return new SyncLink.OutOfScope(linked.remote(), linked.base(), reason, linked.past());
    }

    private static SyncLink detached(SyncLink.Linked linked, String reason, boolean stays) {
        return new SyncLink.Detached(linked.remote(), linked.base(), reason, stays, linked.past());
    }

    private static RemoteRef remote(SyncLink state) {
        return state instanceof SyncLink.Deleting deleting
                ? deleting.remote()
                : linked(state).remote();
    }

    /** Another node was faster, or the caller's view of the link is old: the next cycle looks again. */
    private static Rejection unexpected(String wish, SyncLink state) {
        return Rejection.of(
                Code.CONFLICT_STATE, "The link is " + state.getClass().getSimpleName() + "; it cannot " + wish + ".");
    }
}
