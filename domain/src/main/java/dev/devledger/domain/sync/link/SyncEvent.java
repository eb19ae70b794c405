package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A change that happened to a link. Stored for ever: a record is never changed, an old revision is upcast. */
public sealed interface SyncEvent {
    SyncLinkId link();

    Instant at();

    record CreateIntended(SyncLinkId link, UUID intent, int attempt, String list, CanonicalContent content, Instant at)
            implements SyncEvent {}

    record Linked(SyncLinkId link, RemoteRef remote, CanonicalContent base, Instant at) implements SyncEvent {}

    record PushIntended(SyncLinkId link, UUID intent, CanonicalChanges changes, Instant at) implements SyncEvent {}

    /**
     * Both sides hold the same content.
     *
     * @param base the changes of the agreed content: the values agreed before and now
     * @param answered the sending whose answer showed the content, null if a read did, or if the sending is unknown.
     *     The first sending of a write has the id of the intent; each further sending has its own id, as an earlier
     *     sending may still take effect
     * @param answeredBefore the earlier sendings whose answers did not show their effect, which is known only now; null
     *     if there are none
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

        /** True if this event shows the effect of that write, which therefore cannot take effect later. */
        boolean isAnswerTo(UUID write) {
            return write.equals(answered) || wasAnsweredBefore(write);
        }

        boolean wasAnsweredBefore(UUID write) {
            return answeredBefore != null && answeredBefore.contains(write);
        }
    }

    /**
     * The remote accepted a write and holds the values in its own form, such as a text without its last blank: both
     * sides agree in these fields, each in its own form.
     *
     * @param forms the changes from the remote's form to the ledger's
     */
    record Normalised(SyncLinkId link, CanonicalChanges forms, Instant at) implements SyncEvent {}

    /**
     * The ledger's rules do not allow the remote's values, so the ledger holds the nearest allowed ones: both sides
     * agree in these fields.
     *
     * @param forms the changes from the remote's values to the ledger's
     * @param warnings all warnings that apply from now on
     */
    record Fitted(SyncLinkId link, CanonicalChanges forms, List<SyncLink.Warning> warnings, Instant at)
            implements SyncEvent {
        public Fitted {
            warnings = List.copyOf(warnings);
        }
    }

    /** {@code intent} is the refused write, null if it is unknown, or if no write of a linked object was refused. */
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

    /** {@code counted} is null in events from before it was recorded; then the delete counts by itself. */
    record DeleteIntended(
            SyncLinkId link, Instant at, @Nullable LimitShare counted) implements SyncEvent {
        public DeleteIntended(SyncLinkId link, Instant at) {
            this(link, at, null);
        }
    }

    /** The delete is sent once more, as its effect is unknown. */
    record DeleteRepeated(SyncLinkId link, Instant at) implements SyncEvent {}

    record Closed(SyncLinkId link, Instant at) implements SyncEvent {}

    record Detached(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    record Stopped(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    /**
     * Others changed the remote object, and the ledger has taken over their changes.
     *
     * @param base the changes of the agreed content
     * @param rules the row of the field decision table that applied to each field
     */
    record RemoteChangeSeen(SyncLinkId link, CanonicalChanges base, List<FieldRule> rules, Instant at)
            implements SyncEvent {
        public RemoteChangeSeen {
            rules = List.copyOf(rules);
        }
    }

    /** {@code row} is a row of the field decision table, such as {@code F4}. */
    record FieldRule(CanonicalChanges.Field field, String row) {}

    /** The object was moved to another list. */
    record RemoteMoved(SyncLinkId link, Change<RemoteRef> remote, Instant at) implements SyncEvent {}

    /** The object is in a list that is not synced; it may come back. */
    record LeftScope(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    /**
     * Others deleted the object remotely, and the sync then deleted the entity. {@code counted} is null in events from
     * before it was recorded: the delete then counts by itself.
     */
    record RemoteGone(SyncLinkId link, Instant at, @Nullable LimitShare counted) implements SyncEvent {
        public RemoteGone(SyncLinkId link, Instant at) {
            this(link, at, null);
        }
    }

    /** A person decided to delete the object with everything in it. */
    record DeleteDecided(SyncLinkId link, Instant at) implements SyncEvent {}

    /** Both sides are unlinked and stay as they are until a person decides otherwise. */
    record DetachedUntilDecision(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    /** A note of the task is about to be sent as a comment. Several sendings of a note are meant as one comment. */
    record NoteIntended(SyncLinkId link, UUID note, Instant at) implements SyncEvent {}

    /** The task's note and the remote comment are the same, whichever existed first. */
    record NoteLinked(SyncLinkId link, UUID note, String comment, Instant at) implements SyncEvent {}

    /** A reason that is stored in an event, and recognised later by its beginning. */
    final class StoredReason {
        /** Placeholder for the service's name. */
        private static final String TITLE = "%s";

        private final String words;
        private final Pattern known;

        /**
         * @param words the beginning of the reason
         * @param before the beginning in events of an earlier version, whose stored words stay
         */
        public StoredReason(String words, String before) {
            this.words = words;
            // Matches any service's name, as the service may have had another name when the reason was stored.
            String now = Pattern.quote(words).replace(TITLE, "\\E[^:]+?\\Q");
            this.known = Pattern.compile("(?:" + now + "|" + Pattern.quote(before) + ").*", Pattern.DOTALL);
        }

        /** @param title the service's name */
        public String words(String title) {
            return words.replace(TITLE, title);
        }

        public boolean isSaidIn(@Nullable String stored) {
            return stored != null && known.matcher(stored).matches();
        }
    }
}
