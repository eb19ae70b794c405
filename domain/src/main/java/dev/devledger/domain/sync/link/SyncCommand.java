package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the sync puts on record about a link. Two nodes that mean the same create cannot both be granted it. */
public sealed interface SyncCommand extends Addressed {
    SyncLinkId link();

    Instant at();

    @Override
    default String address() {
        return link().address();
    }

    /** {@code instead} is the earlier create that was never answered and never found, null where there was none. */
    record IntendCreate(
            SyncLinkId link, UUID intent, @Nullable UUID instead, String list, Canonical content, Instant at)
            implements SyncCommand {}

    record Link(SyncLinkId link, RemoteRef remote, Canonical base, Instant at) implements SyncCommand {}

    record IntendPush(SyncLinkId link, UUID intent, CanonicalChanges changes, Instant at) implements SyncCommand {}

    /**
     * Both sides hold this content now. {@code answered} is the write that was answered so, null where it was a look;
     * {@code answeredBefore} are those before it that were answered too, and seen only now.
     */
    record Acknowledge(
            SyncLinkId link, Canonical base, @Nullable UUID answered, List<UUID> answeredBefore, Instant at)
            implements SyncCommand {
        public Acknowledge {
            answeredBefore = List.copyOf(answeredBefore);
        }

        public Acknowledge(SyncLinkId link, Canonical base, @Nullable UUID answered, Instant at) {
            this(link, base, answered, List.of(), at);
        }

        public Acknowledge(SyncLinkId link, Canonical base, Instant at) {
            this(link, base, null, at);
        }
    }

    /** The remote has taken what was written, and holds it in a form of its own: from that form to what was written. */
    record KeepForm(SyncLinkId link, CanonicalChanges forms, Instant at) implements SyncCommand {}

    /**
     * The ledger holds the nearest of what is there in these fields: from that to what it holds, and all that is to be told
     * of them.
     */
    record Fit(
            SyncLinkId link,
            Set<CanonicalChanges.Field> fields,
            CanonicalChanges forms,
            List<SyncLink.Warning> warnings,
            Instant at)
            implements SyncCommand {
        public Fit {
            fields = Set.copyOf(fields);
            warnings = List.copyOf(warnings);
        }
    }

    /** {@code intent} is the write that was refused, null where it was none. */
    record Refuse(SyncLinkId link, @Nullable UUID intent, String reason, Instant at) implements SyncCommand {
        public Refuse(SyncLinkId link, String reason, Instant at) {
            this(link, null, reason, at);
        }
    }

    /** What was meant to be sent surely was not. */
    record DropIntent(SyncLinkId link, UUID intent, String reason, Instant at) implements SyncCommand {}

    record IntendDelete(SyncLinkId link, @Nullable Counted counted, Instant at) implements SyncCommand {
        public IntendDelete(SyncLinkId link, Instant at) {
            this(link, null, at);
        }
    }

    /** What was meant before is sent once more. */
    record RepeatDelete(SyncLinkId link, Instant at) implements SyncCommand {}

    /** A person has decided that it goes there with whatever it holds. */
    record DecideDelete(SyncLinkId link, Instant at) implements SyncCommand {}

    record Close(SyncLinkId link, Instant at) implements SyncCommand {}

    record Detach(SyncLinkId link, String reason, Instant at) implements SyncCommand {}

    record Stop(SyncLinkId link, String reason, Instant at) implements SyncCommand {}

    /** The ledger has taken what others changed there into account; {@code base} is what counts as agreed from now on. */
    record SeeRemoteChange(SyncLinkId link, Canonical base, List<SyncEvent.FieldRule> rules, Instant at)
            implements SyncCommand {
        public SeeRemoteChange {
            rules = List.copyOf(rules);
        }
    }

    record MoveRemote(SyncLinkId link, RemoteRef to, Instant at) implements SyncCommand {}

    record LeaveScope(SyncLinkId link, String reason, Instant at) implements SyncCommand {}

    /** It was deleted there by others. */
    record LoseRemote(SyncLinkId link, @Nullable Counted counted, Instant at) implements SyncCommand {
        public LoseRemote(SyncLinkId link, Instant at) {
            this(link, null, at);
        }
    }

    /** Both stay as they are and do not belong together, until a person says otherwise. */
    record Part(SyncLinkId link, String reason, Instant at) implements SyncCommand {}

    /** It goes on record before each sending of the note, but for one that follows a no. */
    record IntendNote(SyncLinkId link, UUID note, Instant at) implements SyncCommand {}

    record LinkNote(SyncLinkId link, UUID note, String comment, Instant at) implements SyncCommand {}

    /** Which entity in which account of which connected system. */
    record SyncLinkId(String connector, String account, EntityRef entity) {
        /** The event stream of this link. */
        public String address() {
            return "link-" + connector + "-" + account + "-"
                    + entity.kind().name().toLowerCase(Locale.ROOT) + "-" + entity.id();
        }
    }

    /**
     * How a delete counts among those of a day, of which only so many are done unasked.
     *
     * @param unit what counts as one, such as all of one change set; null where it counts by itself
     * @param exempt why it does not count at all; null where it does
     */
    record Counted(@Nullable String unit, @Nullable String exempt) {
        private static final String APPROVED = "approved ";

        public static final Counted ALONE = new Counted(null, null);

        /** Nothing is lost: another object takes its place, or a person has decided on this very one. */
        public static final Counted NOT = new Counted(null, "decided");

        /** With all that count as the same unit. */
        public static Counted as(String unit) {
            return new Counted(unit, null);
        }

        /** A person has let it go, under the hash of that plan. */
        public static Counted approved(String planHash) {
            return new Counted(null, APPROVED + planHash);
        }
    }
}
