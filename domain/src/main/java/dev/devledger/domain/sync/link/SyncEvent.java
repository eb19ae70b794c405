package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.Counted;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has become of a link. Stored for ever: a record here is never changed, an old revision is upcast. */
public sealed interface SyncEvent {
    SyncLinkId link();

    Instant at();

    record CreateIntended(SyncLinkId link, UUID intent, int attempt, String list, Canonical content, Instant at)
            implements SyncEvent {}

    record Linked(SyncLinkId link, RemoteRef remote, Canonical base, Instant at) implements SyncEvent {}

    record PushIntended(SyncLinkId link, UUID intent, CanonicalChanges changes, Instant at) implements SyncEvent {}

    /**
     * Both sides hold the same.
     *
     * @param base what of the agreed content changed: what was agreed before and what is now
     * @param answered the sending that the remote answered so, null where a look has told it, or nothing tells which it
     *     was. The first sending of a write is called as its intent is, each further one by an id of its own: what was sent
     *     before may come to pass yet
     * @param answeredBefore the sendings before that one whose own answers told nothing of what they did, so that it is
     *     known only now; null where there are none
     */
    record Acknowledged(
            SyncLinkId link,
            CanonicalChanges base,
            Instant at,
            @Nullable UUID answered,
            @Nullable List<UUID> answeredBefore)
            implements SyncEvent {
        public Acknowledged {
            answeredBefore = answeredBefore == null || answeredBefore.isEmpty() ? null : List.copyOf(answeredBefore);
        }

        public Acknowledged(SyncLinkId link, CanonicalChanges base, Instant at) {
            this(link, base, at, null);
        }

        public Acknowledged(SyncLinkId link, CanonicalChanges base, Instant at, @Nullable UUID answered) {
            this(link, base, at, answered, null);
        }

        /** Whether it tells what became of that write, which cannot come to pass any more. */
        boolean isAnswerTo(UUID write) {
            return write.equals(answered) || wasAnsweredBefore(write);
        }

        boolean wasAnsweredBefore(UUID write) {
            return answeredBefore != null && answeredBefore.contains(write);
        }
    }

    /**
     * The remote has taken what was written, and holds it in a form of its own, such as a text without its last blank:
     * both sides agree in these fields, each in its own form.
     *
     * @param forms from the remote's form to the ledger's
     */
    record Normalised(SyncLinkId link, CanonicalChanges forms, Instant at) implements SyncEvent {}

    /**
     * The ledger holds the nearest that its rules allow of what is there: both sides agree in these fields.
     *
     * @param forms from the remote's value to the ledger's
     * @param warnings all that hold from now on
     */
    record Fitted(SyncLinkId link, CanonicalChanges forms, List<SyncLink.Warning> warnings, Instant at)
            implements SyncEvent {
        public Fitted {
            warnings = List.copyOf(warnings);
        }
    }

    /** {@code intent} is the write that was refused, null where it was none, or nothing tells which it was. */
    record Refused(
            SyncLinkId link,
            String reason,
            Instant at,
            @Nullable UUID intent) implements SyncEvent {
        public Refused(SyncLinkId link, String reason, Instant at) {
            this(link, reason, at, null);
        }
    }

    record IntentDropped(SyncLinkId link, UUID intent, String reason, Instant at) implements SyncEvent {}

    /** {@code counted} is null in one of before that was on record: it counts by itself. */
    record DeleteIntended(
            SyncLinkId link, Instant at, @Nullable Counted counted) implements SyncEvent {
        public DeleteIntended(SyncLinkId link, Instant at) {
            this(link, at, null);
        }
    }

    /** It is sent once more, as nothing has told what became of it. */
    record DeleteRepeated(SyncLinkId link, Instant at) implements SyncEvent {}

    record Closed(SyncLinkId link, Instant at) implements SyncEvent {}

    record Detached(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    record Stopped(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    /**
     * The remote object was changed by others, and the ledger has taken it into account.
     *
     * @param base what of the agreed content changed
     * @param rules which row of the field decision table applied to which field
     */
    record RemoteChangeSeen(SyncLinkId link, CanonicalChanges base, List<FieldRule> rules, Instant at)
            implements SyncEvent {
        public RemoteChangeSeen {
            rules = List.copyOf(rules);
        }
    }

    /** {@code row} is one of the field decision table, such as {@code F4}. */
    record FieldRule(CanonicalChanges.Field field, String row) {}

    /** It is the same object in another list. */
    record RemoteMoved(SyncLinkId link, Change<RemoteRef> remote, Instant at) implements SyncEvent {}

    /** It stands where nothing of the ledger's is; it may come back by itself. */
    record LeftScope(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    /** It was deleted there by others, and here because of that. {@code counted} as of {@link DeleteIntended}. */
    record RemoteGone(SyncLinkId link, Instant at, @Nullable Counted counted) implements SyncEvent {
        public RemoteGone(SyncLinkId link, Instant at) {
            this(link, at, null);
        }
    }

    /** A person has decided that it goes there with whatever it holds. */
    record DeleteDecided(SyncLinkId link, Instant at) implements SyncEvent {}

    /** Both stay as they are and do not belong together, until a person says otherwise. */
    record Parted(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    /** A note of the task is about to be sent as a comment; however often it is sent, it is meant once. */
    record NoteIntended(SyncLinkId link, UUID note, Instant at) implements SyncEvent {}

    /** That note of the task is that comment there, whichever of them was first. */
    record NoteLinked(SyncLinkId link, UUID note, String comment, Instant at) implements SyncEvent {}
}
