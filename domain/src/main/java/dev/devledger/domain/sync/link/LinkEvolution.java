package dev.devledger.domain.sync.link;

import static dev.devledger.domain.sync.link.SyncDecider.RequiredState.deleting;
import static dev.devledger.domain.sync.link.SyncDecider.RequiredState.linked;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Applies events to a link. */
final class LinkEvolution {
    private static final int MOST_OPEN = SyncLink.Linked.MOST_OPEN;

    private LinkEvolution() {}

    static SyncLink evolve(SyncLink state, SyncEvent event) {
        return switch (event) {
            case SyncEvent.CreateIntended e ->
                new SyncLink.Creating(e.intent(), e.attempt(), e.list(), e.content(), e.at());
            case SyncEvent.Linked e -> linkedTo(state, e);
            case SyncEvent.PushIntended e -> pushing(linked(state), e);
            case SyncEvent.Acknowledged e -> acknowledged(linked(state), e);
            case SyncEvent.Normalised e -> normalised(linked(state), e);
            case SyncEvent.Fitted e -> linked(state).withForms(e.forms()).withWarnings(e.warnings());
            case SyncEvent.Refused e -> refused(state, e);
            case SyncEvent.IntentDropped e -> dropped(state, e);
            case SyncEvent.DeleteIntended e -> LinkEndings.deleting(linked(state), e.at());
            case SyncEvent.DeleteRepeated e -> {
                SyncLink.Deleting before = deleting(state);
                yield new SyncLink.Deleting(
                        before.remote(),
                        before.base(),
                        before.at(),
                        before.withAll(),
                        e.at(),
                        before.forms(),
                        before.warningsKept());
            }
            case SyncEvent.DeleteDecided e -> deletingWithAll(state, e);
            case SyncEvent.Closed e -> LinkEndings.closed(state);
            case SyncEvent.Detached e -> LinkEndings.detached(linked(state), e.reason(), false);
            case SyncEvent.Stopped e -> new SyncLink.Stopped(e.reason(), e.at());
            case SyncEvent.RemoteChangeSeen e -> {
                SyncLink.Linked linked = linked(state);
                yield linked.agreeing(e.base().applyTo(linked.base()), e.at(), false);
            }
            case SyncEvent.RemoteMoved e -> moved(linked(state), e);
            case SyncEvent.LeftScope e -> LinkEndings.outOfScope(state, e.reason());
            case SyncEvent.DetachedUntilDecision e -> LinkEndings.parted(state, e.reason());
            case SyncEvent.RemoteGone e -> LinkEndings.gone(state, e.at());
            // The pairs of notes and comments are kept beside the link: there are many, and the link does not depend on
            // them.
            case SyncEvent.NoteIntended e -> state;
            case SyncEvent.NoteLinked e -> state;
        };
    }

    /**
     * Sets {@code writtenAt} if the entity gets its object back: a cancelled delete may still have taken effect, and a
     * released object may be deleted by now, so only a list proves that the object exists.
     */
    private static SyncLink linkedTo(SyncLink before, SyncEvent.Linked e) {
        boolean wantedAgain = before instanceof SyncLink.Deleting || before instanceof SyncLink.Detached;
        Instant writtenAt = wantedAgain ? e.at() : null;
        SyncLink.Linked linked =
                new SyncLink.Linked(e.remote(), e.base(), List.of(), null, e.at(), past(before, e), writtenAt);
        return isSame(before, e) && before.formsKept() != null
                ? linked.keeping(before.formsKept(), before.warningsKept())
                : linked;
    }

    private static boolean isSame(SyncLink before, SyncEvent.Linked e) {
        RemoteRef object = before.object();
        return object != null && object.id().equals(e.remote().id());
    }

    private static List<PastValues> past(SyncLink before, SyncEvent.Linked e) {
        if (!isSame(before, e)) {
            return List.of();
        }
        return switch (before) {
            case SyncLink.Detached detached -> past(detached.base(), detached.past(), e);
            case SyncLink.OutOfScope outside -> past(outside.base(), outside.past(), e);
            default -> List.of();
        };
    }

    /**
     * Keeps the base from before the release as a past value: a write by the sync may have set it, and may set it once
     * more.
     */
    private static List<PastValues> past(CanonicalContent base, List<PastValues> past, SyncEvent.Linked e) {
        List<PastValues> again = PastValues.again(past, e.at());
        SyncLink.Linked before = new SyncLink.Linked(e.remote(), base, List.of(), null, e.at(), again, null);
        return PastValues.after(before, e.base(), e.at(), false);
    }

    private static SyncLink acknowledged(SyncLink.Linked linked, SyncEvent.Acknowledged e) {
        CanonicalContent agreed = e.base().applyTo(linked.base());
        SyncLink.Linked now = ended(linked, e).withSent(List.of(), null).agreeing(agreed, e.at(), e.answered() != null);
        List<PastValues> between = linked.sent().stream()
                .filter(sent -> e.wasAnsweredBefore(sent.intent()))
                .flatMap(sent -> PastValues.between(sent, agreed, e.at()).stream())
                .toList();
        SyncLink.Linked all =
                between.isEmpty() ? now : now.withPast(PastValues.kept(PastValues.with(now.past(), between), e.at()));
        return e.base().isEmpty() ? all : all.written(e.at());
    }

    /**
     * Keeps the newest open writes whole, and of older ones only the values that may still appear: each event rewrites
     * the row.
     */
    private static SyncLink pushing(SyncLink.Linked linked, SyncEvent.PushIntended e) {
        List<SyncLink.Sent> sent = new ArrayList<>(linked.sent());
        sent.add(new SyncLink.Sent(e.intent(), e.changes(), e.at()));
        int over = Math.max(0, sent.size() - MOST_OPEN);
        List<PastValues> ended = sent.subList(0, over).stream()
                .map(each -> PastValues.of(each, e.at()))
                .toList();
        SyncLink.Linked now =
                over == 0 ? linked : linked.withPast(PastValues.kept(PastValues.with(linked.past(), ended), e.at()));
        return now.withSent(sent.subList(over, sent.size()), null);
    }

    /** Records the new forms. The sent values were ledger values in the remote's form, so they are converted back. */
    private static SyncLink normalised(SyncLink.Linked linked, SyncEvent.Normalised e) {
        CanonicalContent theirs = e.forms().reversed().applyTo(linked.base());
        CanonicalContent sent = e.forms().applyTo(linked.base());
        CanonicalContent ours = linked.forms() == null ? sent : FormConversion.local(linked.forms(), sent);
        CanonicalChanges forms =
                CanonicalChanges.between(theirs, ours).only(e.forms().fields());
        return linked.agreeing(theirs, e.at(), false).withForms(forms);
    }

    private static SyncLink moved(SyncLink.Linked linked, SyncEvent.RemoteMoved e) {
        RemoteRef to = Change.orElse(e.remote(), linked.remote());
        boolean atTop = linked.remote().list().equals(linked.base().parent());
        return linked.agreeing(atTop ? linked.base().withParent(to.list()) : linked.base(), e.at(), false)
                .at(to);
    }

    private static SyncLink deletingWithAll(SyncLink state, SyncEvent.DeleteDecided e) {
        SyncLink.Deleting deleting =
                state instanceof SyncLink.Deleting before ? before : LinkEndings.deleting(linked(state), e.at());
        return new SyncLink.Deleting(
                deleting.remote(),
                deleting.base(),
                deleting.at(),
                true,
                deleting.again(),
                deleting.forms(),
                deleting.warningsKept());
    }

    /**
     * Keeps the writes that are still open: a refused write may be sent once more, and an unanswered one may still take
     * effect.
     */
    private static SyncLink refused(SyncLink state, SyncEvent.Refused e) {
        return switch (state) {
            case SyncLink.Linked linked -> linked.withSent(linked.sent(), e.reason());
            case SyncLink.Creating creating -> new SyncLink.None(e.reason(), CreateAttempt.of(creating));
            case SyncLink.None none -> new SyncLink.None(e.reason(), none.refused());
            default -> new SyncLink.None(e.reason());
        };
    }

    /**
     * Keeps writes without an answer as past values: they may still take effect, whatever both sides agree on
     * meanwhile.
     */
    private static SyncLink.Linked ended(SyncLink.Linked linked, SyncEvent.Acknowledged e) {
        List<PastValues> open = linked.sent().stream()
                .filter(sent -> !e.isAnswerTo(sent.intent()))
                .map(sent -> PastValues.of(sent, e.at()))
                .toList();
        return linked.withPast(PastValues.kept(PastValues.with(linked.past(), open), e.at()));
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

    /** Applies the events that end a link. */
    static final class LinkEndings {
        private LinkEndings() {}

        static SyncLink.Deleting deleting(SyncLink.Linked linked, Instant at) {
            return new SyncLink.Deleting(
                    linked.remote(), linked.base(), at, false, null, linked.forms(), linked.warnings());
        }

        static SyncLink closed(SyncLink state) {
            return switch (state) {
                case SyncLink.Linked linked -> closed(state, linked.remote());
                case SyncLink.Deleting deleting -> closed(state, deleting.remote());
                case SyncLink.Detached detached -> closed(state, detached.remote());
                case SyncLink.OutOfScope outside -> closed(state, outside.remote());
                default -> SyncLink.None.EVER;
            };
        }

        private static SyncLink closed(SyncLink state, RemoteRef remote) {
            return new SyncLink.Closed(remote, false, null, state.formsKept(), state.warningsKept());
        }

        static SyncLink parted(SyncLink state, String reason) {
            return switch (state) {
                case SyncLink.Detached detached ->
                    new SyncLink.Detached(
                            detached.remote(),
                            detached.base(),
                            reason,
                            true,
                            detached.past(),
                            detached.forms(),
                            detached.warningsKept());
                case SyncLink.OutOfScope outside ->
                    new SyncLink.Detached(
                            outside.remote(),
                            outside.base(),
                            reason,
                            true,
                            outside.past(),
                            outside.forms(),
                            outside.warningsKept());
                default -> detached(linked(state), reason, true);
            };
        }

        static SyncLink outOfScope(SyncLink state, String reason) {
            if (state instanceof SyncLink.Deleting deleting) {
                return new SyncLink.OutOfScope(
                        deleting.remote(),
                        deleting.base(),
                        reason,
                        List.of(),
                        deleting.forms(),
                        deleting.warningsKept());
            }
            SyncLink.Linked linked = linked(state);
            return new SyncLink.OutOfScope(
                    linked.remote(), linked.base(), reason, linked.past(), linked.forms(), linked.warnings());
        }

        static SyncLink detached(SyncLink.Linked linked, String reason, boolean stays) {
            return new SyncLink.Detached(
                    linked.remote(), linked.base(), reason, stays, linked.past(), linked.forms(), linked.warnings());
        }

        static SyncLink gone(SyncLink state, Instant at) {
            RemoteRef remote = state instanceof SyncLink.Deleting deleting
                    ? deleting.remote()
                    : linked(state).remote();
            return new SyncLink.Closed(remote, true, at, state.formsKept(), state.warningsKept());
        }
    }
}
