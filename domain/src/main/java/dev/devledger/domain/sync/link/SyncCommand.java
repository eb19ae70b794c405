package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command that records the sync's work on a link. If two nodes intend the same create, only one succeeds. */
public sealed interface SyncCommand extends Addressed {
    SyncLinkId link();

    Instant at();

    @Override
    default String address() {
        return link().address();
    }

    /**
     * {@code instead} is the earlier create that was never answered and whose object was never found, null if there was
     * none.
     */
    record IntendCreate(
            SyncLinkId link, UUID intent, @Nullable UUID instead, String list, CanonicalContent content, Instant at)
            implements SyncCommand {}

    record Link(SyncLinkId link, RemoteRef remote, CanonicalContent base, Instant at) implements SyncCommand {}

    record IntendPush(SyncLinkId link, UUID intent, CanonicalChanges changes, Instant at) implements SyncCommand {}

    /**
     * Records that both sides hold this content. {@code answered} is the write whose answer showed the content, null if
     * a read did; {@code answeredBefore} are earlier answered writes whose effect is seen only now.
     */
    record Acknowledge(
            SyncLinkId link,
            CanonicalContent base,
            @Nullable UUID answered,
            List<UUID> answeredBefore,
            Instant at) implements SyncCommand {
        public Acknowledge {
            answeredBefore = List.copyOf(answeredBefore);
        }

        public Acknowledge(SyncLinkId link, CanonicalContent base, @Nullable UUID answered, Instant at) {
            this(link, base, answered, List.of(), at);
        }

        public Acknowledge(SyncLinkId link, CanonicalContent base, Instant at) {
            this(link, base, null, at);
        }
    }

    /**
     * Records that the remote accepted a write and holds the values in its own form; {@code forms} maps its values to
     * the written ones.
     */
    record KeepForm(SyncLinkId link, CanonicalChanges forms, Instant at) implements SyncCommand {}

    /**
     * Records the ledger's nearest values of these fields: {@code forms} maps the remote's values to the ledger's, and
     * {@code warnings} are all warnings about these fields.
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

    /** {@code intent} is the refused write, null for a refused create or import, which has none. */
    record Refuse(SyncLinkId link, @Nullable UUID intent, String reason, Instant at) implements SyncCommand {
        public Refuse(SyncLinkId link, String reason, Instant at) {
            this(link, null, reason, at);
        }
    }

    /** Records that an intended write was certainly not sent. */
    record DropIntent(SyncLinkId link, UUID intent, String reason, Instant at) implements SyncCommand {}

    record IntendDelete(SyncLinkId link, @Nullable LimitShare counted, Instant at) implements SyncCommand {
        public IntendDelete(SyncLinkId link, Instant at) {
            this(link, null, at);
        }
    }

    /** Records that the intended delete is sent once more. */
    record RepeatDelete(SyncLinkId link, Instant at) implements SyncCommand {}

    /** Records a person's decision to delete the object with everything in it. */
    record DecideDelete(SyncLinkId link, Instant at) implements SyncCommand {}

    record Close(SyncLinkId link, Instant at) implements SyncCommand {}

    record Detach(SyncLinkId link, String reason, Instant at) implements SyncCommand {}

    record Stop(SyncLinkId link, String reason, Instant at) implements SyncCommand {}

    /** Records that the ledger has taken over changes that others made remotely; {@code base} is the new base. */
    record SeeRemoteChange(SyncLinkId link, CanonicalContent base, List<SyncEvent.FieldRule> rules, Instant at)
            implements SyncCommand {
        public SeeRemoteChange {
            rules = List.copyOf(rules);
        }
    }

    record RecordRemoteMove(SyncLinkId link, RemoteRef to, Instant at) implements SyncCommand {}

    record LeaveScope(SyncLinkId link, String reason, Instant at) implements SyncCommand {}

    /** Records that others deleted the object remotely. */
    record RecordRemoteDeletion(SyncLinkId link, @Nullable LimitShare counted, Instant at) implements SyncCommand {
        public RecordRemoteDeletion(SyncLinkId link, Instant at) {
            this(link, null, at);
        }
    }

    /** Unlinks both sides, which stay as they are until a person decides otherwise. */
    record DetachUntilDecision(SyncLinkId link, String reason, Instant at) implements SyncCommand {}

    /** Records each sending of a note before the call, except a repeat after a refusal. */
    record IntendNote(SyncLinkId link, UUID note, Instant at) implements SyncCommand {}

    record LinkNote(SyncLinkId link, UUID note, String comment, Instant at) implements SyncCommand {}

    /** The link of one entity with one account of one connected service. */
    record SyncLinkId(String connector, String account, EntityRef entity) {
        /** The event stream of this link. */
        public String address() {
            return "link-" + connector + "-" + account + "-"
                    + entity.kind().name().toLowerCase(Locale.ROOT) + "-" + entity.id();
        }
    }

    /**
     * The way in which a delete counts in the day's limit, beyond which deletes need an approval.
     *
     * @param unit the unit whose deletes count as one, such as a change set; null if the delete counts by itself
     * @param exempt the reason why the delete does not count; null if it counts
     */
    record LimitShare(@Nullable String unit, @Nullable String exempt) {
        private static final String APPROVED = "approved ";

        public static final LimitShare ALONE = new LimitShare(null, null);

        /**
         * Not counted: either another object takes the place of this one, so nothing is lost, or a person decided on
         * this very delete.
         */
        public static final LimitShare NOT = new LimitShare(null, "decided");

        /** Counts together with all deletes of the same unit. */
        public static LimitShare as(String unit) {
            return new LimitShare(unit, null);
        }

        /** Not counted: a person approved the plan with this hash. */
        public static LimitShare approved(String planHash) {
            return new LimitShare(null, APPROVED + planHash);
        }
    }
}
