package dev.devledger.domain.sync.link;

import static dev.devledger.domain.sync.link.SyncDecider.RequiredState.deleting;
import static dev.devledger.domain.sync.link.SyncDecider.RequiredState.linked;
import static dev.devledger.domain.sync.link.SyncDecider.RequiredState.unexpected;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.sync.content.CanonicalChanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for the commands that record the sync's work on a link. */
public final class SyncDecider implements Decider<SyncCommand, SyncLink, SyncEvent> {
    @Override
    public SyncLink initial() {
        return SyncLink.None.EVER;
    }

    @Override
    public SyncLink evolve(SyncLink state, SyncEvent event) {
        return LinkEvolution.evolve(state, event);
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
            case SyncCommand.Fit c -> fit(c, linked(state));
            case SyncCommand.Refuse c -> refuse(c, state);
            case SyncCommand.DropIntent c -> drop(c, state);
            case SyncCommand.IntendDelete c -> EndingDecisions.intendDelete(c, state);
            case SyncCommand.RepeatDelete c -> EndingDecisions.repeatDelete(c, state);
            case SyncCommand.DecideDelete c -> EndingDecisions.decideDelete(c, state);
            case SyncCommand.Close c -> EndingDecisions.close(c, state);
            case SyncCommand.Detach c -> EndingDecisions.detach(c, state);
            case SyncCommand.Stop c ->
                state instanceof SyncLink.Stopped stopped && stopped.reason().equals(c.reason())
                        ? List.of()
                        : List.of(new SyncEvent.Stopped(c.link(), c.reason(), c.at()));
            case SyncCommand.SeeRemoteChange c -> seeRemoteChange(c, linked(state));
            case SyncCommand.RecordRemoteMove c -> moveRemote(c, linked(state));
            case SyncCommand.LeaveScope c -> EndingDecisions.leaveScope(c, state);
            case SyncCommand.RecordRemoteDeletion c -> EndingDecisions.loseRemote(c, state);
            case SyncCommand.DetachUntilDecision c -> EndingDecisions.part(c, state);
            case SyncCommand.IntendNote c -> {
                linked(state);
                yield List.of(new SyncEvent.NoteIntended(c.link(), c.note(), c.at()));
            }
            // Recorded in any state, as the comment exists whatever has become of the link.
            case SyncCommand.LinkNote c -> List.of(new SyncEvent.NoteLinked(c.link(), c.note(), c.comment(), c.at()));
        };
    }

    private static List<SyncEvent> seeRemoteChange(SyncCommand.SeeRemoteChange c, SyncLink.Linked linked) {
        CanonicalChanges changes = CanonicalChanges.between(linked.base(), ChecklistSides.known(c.base(), linked));
        return changes.isEmpty()
                ? List.of()
                : List.of(new SyncEvent.RemoteChangeSeen(c.link(), changes, c.rules(), c.at()));
    }

    private static List<SyncEvent> moveRemote(SyncCommand.RecordRemoteMove c, SyncLink.Linked linked) {
        return c.to().equals(linked.remote())
                ? List.of()
                : List.of(new SyncEvent.RemoteMoved(c.link(), new Change<>(linked.remote(), c.to()), c.at()));
    }

    private List<SyncEvent> intendCreate(SyncCommand.IntendCreate c, SyncLink state) {
        int attempt =
                switch (state) {
                    case SyncLink.None none -> 1;
                    case SyncLink.Closed closed -> 1;
                    case SyncLink.Detached detached -> 1;
                    // The create is sent once more; after that, a person has to decide again.
                    case SyncLink.Stopped stopped -> SyncLink.Creating.ATTEMPTS;
                    // A caller that names another create has not searched for the object that this create may have
                    // made.
                    case SyncLink.Creating creating
                    when creating.intent().equals(c.instead()) ->
                        creating.attempt() + (isDatedAnew(creating, c) ? 0 : 1);
                    default -> throw unexpected("create", state);
                };
        return List.of(new SyncEvent.CreateIntended(c.link(), c.intent(), attempt, c.list(), c.content(), c.at()));
    }

    /**
     * True for the create of a list that was intended while the clock was ahead: it was never sent, so no search for
     * the list has failed.
     */
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
        return List.of(new SyncEvent.Linked(c.link(), c.remote(), ChecklistSides.known(c.base(), state), c.at()));
    }

    private List<SyncEvent> acknowledge(SyncCommand.Acknowledge c, SyncLink.Linked linked) {
        CanonicalChanges changes = CanonicalChanges.between(linked.base(), ChecklistSides.known(c.base(), linked));
        boolean nothingNew = changes.isEmpty() && linked.sent().isEmpty() && linked.refusal() == null;
        return nothingNew
                ? List.of()
                : List.of(new SyncEvent.Acknowledged(c.link(), changes, c.at(), c.answered(), c.answeredBefore()));
    }

    private static List<SyncEvent> keepForm(SyncCommand.KeepForm c, SyncLink.Linked linked) {
        return isKnown(c.forms(), linked) ? List.of() : List.of(new SyncEvent.Normalised(c.link(), c.forms(), c.at()));
    }

    private static List<SyncEvent> fit(SyncCommand.Fit c, SyncLink.Linked linked) {
        List<SyncLink.Warning> all = new ArrayList<>(c.warnings());
        linked.warnings().stream()
                .filter(each -> !c.fields().contains(each.field()))
                .forEach(all::add);
        all.sort(Comparator.comparing(SyncLink.Warning::field));
        return isKnown(c.forms(), linked) && all.equals(linked.warnings())
                ? List.of()
                : List.of(new SyncEvent.Fitted(c.link(), c.forms(), all, c.at()));
    }

    private static boolean isKnown(CanonicalChanges forms, SyncLink.Linked linked) {
        return forms.isEmpty()
                || (linked.forms() != null && linked.forms().and(forms).equals(linked.forms()));
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

    /** The rules for the end of a link. */
    static final class EndingDecisions {
        private EndingDecisions() {}

        static List<SyncEvent> intendDelete(SyncCommand.IntendDelete c, SyncLink state) {
            if (state instanceof SyncLink.Deleting) {
                return List.of();
            }
            linked(state);
            return List.of(new SyncEvent.DeleteIntended(c.link(), c.at(), c.counted()));
        }

        static List<SyncEvent> repeatDelete(SyncCommand.RepeatDelete c, SyncLink state) {
            deleting(state);
            return List.of(new SyncEvent.DeleteRepeated(c.link(), c.at()));
        }

        static List<SyncEvent> decideDelete(SyncCommand.DecideDelete c, SyncLink state) {
            return switch (state) {
                case SyncLink.Deleting deleting when deleting.withAll() -> List.of();
                case SyncLink.Deleting deleting -> List.of(new SyncEvent.DeleteDecided(c.link(), c.at()));
                case SyncLink.Linked linked -> List.of(new SyncEvent.DeleteDecided(c.link(), c.at()));
                default -> throw unexpected("be deleted on the other side", state);
            };
        }

        static List<SyncEvent> loseRemote(SyncCommand.RecordRemoteDeletion c, SyncLink state) {
            return switch (state) {
                case SyncLink.Linked linked -> List.of(new SyncEvent.RemoteGone(c.link(), c.at(), c.counted()));
                case SyncLink.Deleting deleting -> List.of(new SyncEvent.RemoteGone(c.link(), c.at(), c.counted()));
                case SyncLink.Closed closed -> List.of();
                default -> throw unexpected("lose its remote object", state);
            };
        }

        static List<SyncEvent> close(SyncCommand.Close c, SyncLink state) {
            return switch (state) {
                case SyncLink.Closed closed -> List.of();
                case SyncLink.None none -> List.of();
                case SyncLink.Creating creating -> throw unexpected("be closed before its outcome is known", state);
                default -> List.of(new SyncEvent.Closed(c.link(), c.at()));
            };
        }

        static List<SyncEvent> detach(SyncCommand.Detach c, SyncLink state) {
            linked(state);
            return List.of(new SyncEvent.Detached(c.link(), c.reason(), c.at()));
        }

        static List<SyncEvent> leaveScope(SyncCommand.LeaveScope c, SyncLink state) {
            return switch (state) {
                case SyncLink.Linked linked -> List.of(new SyncEvent.LeftScope(c.link(), c.reason(), c.at()));
                // The object was moved remotely before the delete arrived.
                case SyncLink.Deleting deleting -> List.of(new SyncEvent.LeftScope(c.link(), c.reason(), c.at()));
                default -> throw unexpected("leave the sync", state);
            };
        }

        static List<SyncEvent> part(SyncCommand.DetachUntilDecision c, SyncLink state) {
            return switch (state) {
                case SyncLink.Detached detached when detached.stays() -> List.of();
                case SyncLink.Linked linked ->
                    List.of(new SyncEvent.DetachedUntilDecision(c.link(), c.reason(), c.at()));
                case SyncLink.Detached detached ->
                    List.of(new SyncEvent.DetachedUntilDecision(c.link(), c.reason(), c.at()));
                case SyncLink.OutOfScope outside ->
                    List.of(new SyncEvent.DetachedUntilDecision(c.link(), c.reason(), c.at()));
                default -> throw unexpected("be unlinked from its remote object", state);
            };
        }
    }

    /** Casts a link to the state that a command or an event needs, or rejects it. */
    static final class RequiredState {
        private RequiredState() {}

        static SyncLink.Deleting deleting(SyncLink state) {
            if (state instanceof SyncLink.Deleting deleting) {
                return deleting;
            }
            throw unexpected("be deleted on the other side again", state);
        }

        static SyncLink.Linked linked(SyncLink state) {
            if (state instanceof SyncLink.Linked linked) {
                return linked;
            }
            throw unexpected("write to it", state);
        }

        /**
         * Rejects a command that does not fit the state: another node was faster, or the caller's view is outdated. The
         * next cycle looks again.
         */
        static Rejection unexpected(String wish, SyncLink state) {
            return Rejection.of(
                    Code.CONFLICT_STATE,
                    "The link is " + state.getClass().getSimpleName() + "; it cannot " + wish + ".");
        }
    }
}
