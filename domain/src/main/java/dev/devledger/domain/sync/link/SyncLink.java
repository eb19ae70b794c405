package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ledger's knowledge of an entity's remote object. */
public sealed interface SyncLink {

    /**
     * No create was ever sent, or certainly none of the sent ones made an object.
     *
     * @param refusal the reason why the last attempt was refused
     * @param refused the refused create, null if there was none, or in rows from before it was stored
     */
    record None(@Nullable String refusal, @Nullable CreateAttempt refused) implements SyncLink {
        /** No create was tried. */
        public static final None EVER = new None(null);

        public None(@Nullable String refusal) {
            this(refusal, null);
        }
    }

    /**
     * A create was intended. Until its outcome is known no create is sent again, as the object may exist.
     *
     * @param list the list in which the object was to be made; empty if the object is a list
     * @param attempt the number of the attempt, from 1
     */
    record Creating(UUID intent, int attempt, String list, CanonicalContent content, Instant at) implements SyncLink {
        /** Number of unanswered creates after which a person is asked. */
        public static final int ATTEMPTS = 3;
    }

    /**
     * The entity and its object are linked.
     *
     * @param base the last content that both sides were seen to hold
     * @param sent writes with an unknown outcome, and refused writes that may be sent once more; a write whose values
     *     the remote holds took effect
     * @param refusal the reason why the last write was refused, null if the last write was not refused
     * @param past the values that the remote may still show, or come to hold, without a new write by anyone
     * @param writtenAt the time of the remote's last answer that confirmed a change by the sync, null if there was
     *     none. The remote confirms changes of a deleted object too: only a list proves that the object existed then
     * @param forms the fields that one side holds in its own form: as changes from the remote's form, which the base
     *     has, to the ledger's value; null if there are none
     * @param warnings the remote values that the ledger could not hold as they are
     */
    record Linked(
            RemoteRef remote,
            CanonicalContent base,
            List<Sent> sent,
            @Nullable String refusal,
            Instant syncedAt,
            List<PastValues> past,
            @Nullable Instant writtenAt,
            @Nullable CanonicalChanges forms,
            List<Warning> warnings)
            implements SyncLink {
        /**
         * Number of open writes remembered until both sides agree: one change of a set field may take as many writes.
         */
        public static final int MOST_OPEN = 20;

        /**
         * True if a complete read of the list must show the object. Finished objects are listed only within the window
         * of the read (E17).
         */
        public boolean wasOpen() {
            return !base.status().isTerminal();
        }

        public Linked {
            sent = List.copyOf(sent);
            past = past == null ? List.of() : List.copyOf(past); // null in rows from before it was stored
            warnings = warnings == null ? List.of() : List.copyOf(warnings); // null in rows from before it was stored
        }

        public Linked(
                RemoteRef remote, CanonicalContent base, List<Sent> sent, @Nullable String refusal, Instant syncedAt) {
            this(remote, base, sent, refusal, syncedAt, List.of(), null);
        }

        public Linked(
                RemoteRef remote,
                CanonicalContent base,
                List<Sent> sent,
                @Nullable String refusal,
                Instant syncedAt,
                List<PastValues> past,
                @Nullable Instant writtenAt) {
            this(remote, base, sent, refusal, syncedAt, past, writtenAt, null, List.of());
        }

        /** Returns the content on which both sides agreed at that time, as far as the past values show. */
        public CanonicalContent agreedAt(Instant then) {
            CanonicalContent agreed = base;
            for (PastValues each : past.reversed()) {
                if (!each.late() && !each.at().isBefore(then)) {
                    agreed = each.values().applyTo(agreed);
                }
            }
            return agreed;
        }

        /** Keeps the forms that still apply to this content: once a value has changed, its form says nothing. */
        private @Nullable CanonicalChanges formsOf(CanonicalContent now) {
            if (forms == null) {
                return null;
            }
            CanonicalChanges kept = CanonicalChanges.between(now, FormConversion.local(forms, now));
            return kept.isEmpty() ? null : kept;
        }

        Linked withForms(CanonicalChanges more) {
            CanonicalChanges before = forms == null ? CanonicalChanges.NONE : forms;
            CanonicalChanges all = before.and(more);
            return new Linked(
                    remote, base, sent, refusal, syncedAt, past, writtenAt, all.isEmpty() ? null : all, warnings);
        }

        /** Returns a copy with the given forms that still apply, and with the warnings of their fields. */
        Linked keeping(CanonicalChanges kept, List<Warning> told) {
            CanonicalChanges still =
                    new Linked(remote, base, sent, refusal, syncedAt, past, writtenAt, kept, warnings).formsOf(base);
            Set<CanonicalChanges.Field> fields = still == null ? Set.of() : still.fields();
            return new Linked(
                    remote,
                    base,
                    sent,
                    refusal,
                    syncedAt,
                    past,
                    writtenAt,
                    still,
                    told.stream().filter(each -> fields.contains(each.field())).toList());
        }

        Linked withWarnings(List<Warning> now) {
            return new Linked(remote, base, sent, refusal, syncedAt, past, writtenAt, forms, now);
        }

        /**
         * True if the entity has another parent in the ledger than its object in the service, whose trees are deeper:
         * deleting the ledger's parent is then not meant for this entity.
         */
        public boolean standsElsewhere() {
            return forms != null && forms.parent() != null;
        }

        /** The fields of which the ledger holds only a part: an edit of the part must not replace the whole. */
        public Set<CanonicalChanges.Field> parts() {
            Set<CanonicalChanges.Field> parts = EnumSet.noneOf(CanonicalChanges.Field.class);
            warnings.stream()
                    .filter(each -> each.cut() && Warning.OF_PARTS.contains(each.field()))
                    .forEach(each -> parts.add(each.field()));
            return parts;
        }

        /**
         * Drops the warnings of fields that changed in the base and have no form any more: a new read sets their
         * warnings.
         */
        private List<Warning> warningsOf(CanonicalContent now, @Nullable CanonicalChanges kept) {
            Set<CanonicalChanges.Field> over =
                    CanonicalChanges.between(base, now).fields();
            over.removeAll(kept == null ? Set.of() : kept.fields());
            return warnings.stream()
                    .filter(each -> !over.contains(each.field()))
                    .toList();
        }

        /** Returns the open write of exactly these changes, which may be sent once more under the same intent. */
        public Optional<Sent> open(CanonicalChanges changes) {
            return sent.stream().filter(each -> each.changes().equals(changes)).findFirst();
        }

        Linked withSent(List<Sent> open, @Nullable String reason) {
            return new Linked(remote, base, open, reason, syncedAt, past, writtenAt, forms, warnings);
        }

        /** Returns a copy with this base: the same content, written differently. */
        public Linked withBase(CanonicalContent agreed) {
            return new Linked(remote, agreed, sent, refusal, syncedAt, past, writtenAt, forms, warnings);
        }

        Linked withPast(List<PastValues> remembered) {
            return new Linked(remote, base, sent, refusal, syncedAt, remembered, writtenAt, forms, warnings);
        }

        /**
         * Returns a copy with this base. Unanswered writes up to now, and the former base's values, become past values.
         *
         * @param written true if the answer to a write by the sync showed the new base
         */
        Linked agreeing(CanonicalContent now, Instant at, boolean written) {
            CanonicalChanges kept = formsOf(now);
            return new Linked(
                    remote,
                    now,
                    sent,
                    refusal,
                    at,
                    PastValues.after(this, now, at, written),
                    writtenAt,
                    kept,
                    warningsOf(now, kept));
        }

        Linked at(RemoteRef place) {
            return new Linked(place, base, sent, refusal, syncedAt, past, writtenAt, forms, warnings);
        }

        Linked written(Instant at) {
            return new Linked(remote, base, sent, refusal, syncedAt, past, at, forms, warnings);
        }

        /** Returns a copy with only the past values that count. */
        public Linked remembering(Predicate<PastValues> counts) {
            return past.stream().allMatch(counts)
                    ? this
                    : withPast(past.stream().filter(counts).toList());
        }
    }

    /**
     * A delete was intended; sending it again is harmless.
     *
     * @param at the time of the first intent
     * @param withAll true if a person wants the object deleted with everything that others have put into it
     * @param again the time of the last repeat, null if there was none
     * @param forms the {@link Linked#forms forms} of the link, in case the object stays
     * @param warnings the {@link Linked#warnings warnings} of the link, in case the object stays; null if there are
     *     none
     */
    record Deleting(
            RemoteRef remote,
            CanonicalContent base,
            Instant at,
            boolean withAll,
            @Nullable Instant again,
            @Nullable CanonicalChanges forms,
            @Nullable List<Warning> warnings)
            implements SyncLink {
        public Deleting {
            warnings = noneOrAll(warnings);
        }

        public Deleting(RemoteRef remote, CanonicalContent base, Instant at) {
            this(remote, base, at, false);
        }

        public Deleting(RemoteRef remote, CanonicalContent base, Instant at, boolean withAll) {
            this(remote, base, at, withAll, null, null, List.of());
        }

        /** Returns the link as it was before the delete, as far as its former state is known. */
        public Linked asLinked() {
            return new Linked(remote, base, List.of(), null, at, List.of(), null, forms, warningsKept());
        }

        /** Returns the time of the last sending of the delete, which may still take effect for a while. */
        public Instant lastMeantAt() {
            return again == null ? at : again;
        }
    }

    /**
     * Entity and object are both deleted.
     *
     * @param byRemote true if the object was deleted remotely, and the entity therefore in the ledger
     * @param at the time at which the sync deleted the entity, null in rows from before it was stored
     * @param forms the {@link Linked#forms forms} of the link, in case the object is restored
     * @param warnings the {@link Linked#warnings warnings} of the link, in case the object is restored; null if there
     *     are none
     */
    record Closed(
            RemoteRef remote,
            boolean byRemote,
            @Nullable Instant at,
            @Nullable CanonicalChanges forms,
            @Nullable List<Warning> warnings)
            implements SyncLink {
        public Closed {
            warnings = noneOrAll(warnings);
        }

        /** Longest assumed duration of a transaction. */
        private static final Duration TRANSACTION = Duration.ofMinutes(1);

        public Closed(RemoteRef remote, boolean byRemote) {
            this(remote, byRemote, null, null, List.of());
        }

        /**
         * True if the entity's deletion at {@code deletedAt} is the sync's, and not a later one by a person. The sync
         * writes {@code at} and the event in one transaction, so their times differ by no more than its duration.
         */
        public boolean isFor(@Nullable Instant deletedAt) {
            return byRemote && deletedAt != null && (at == null || deletedAt.isBefore(at.plus(TRANSACTION)));
        }
    }

    /**
     * The remote object stays, and the ledger no longer changes it.
     *
     * @param stays true if only a person can link both again; else the sync does, once the entity needs an object again
     * @param past the {@link Linked#past past values} of the link, in case the object is linked again
     * @param forms the {@link Linked#forms forms} of the link, in case the object is linked again
     */
    record Detached(
            RemoteRef remote,
            CanonicalContent base,
            String reason,
            boolean stays,
            List<PastValues> past,
            @Nullable CanonicalChanges forms,
            @Nullable List<Warning> warnings)
            implements SyncLink {
        public Detached {
            past = past == null ? List.of() : List.copyOf(past); // null in rows from before it was stored
            warnings = noneOrAll(warnings);
        }

        public Detached(RemoteRef remote, CanonicalContent base, String reason, boolean stays) {
            this(remote, base, reason, stays, List.of(), null, List.of());
        }
    }

    /**
     * The object is in a list that is not synced: nothing is written to it, and its absence from a read means nothing.
     *
     * @param past the {@link Linked#past past values} of the link, in case the object comes back
     * @param forms the {@link Linked#forms forms} of the link, in case the object comes back
     */
    record OutOfScope(
            RemoteRef remote,
            CanonicalContent base,
            String reason,
            List<PastValues> past,
            @Nullable CanonicalChanges forms,
            @Nullable List<Warning> warnings)
            implements SyncLink {
        public OutOfScope {
            past = past == null ? List.of() : List.copyOf(past); // null in rows from before it was stored
            warnings = noneOrAll(warnings);
        }

        public OutOfScope(RemoteRef remote, CanonicalContent base, String reason) {
            this(remote, base, reason, List.of(), null, List.of());
        }

        /** Returns the link for an object that is in a synced list again. */
        public Linked again(Instant at) {
            return new Linked(
                    remote, base, List.of(), null, at, PastValues.again(past, at), null, forms, warningsKept());
        }
    }

    /**
     * The entity waits for a person, as its remote object cannot be determined. Nothing is sent meanwhile.
     *
     * @param at the time at which the wait began, null in rows from before it was stored
     */
    record Stopped(String reason, @Nullable Instant at) implements SyncLink {
        public Stopped(String reason) {
            this(reason, null);
        }
    }

    /**
     * A remote value that breaks a rule of the ledger, which holds the nearest allowed value instead.
     *
     * @param name the field's name for people
     * @param message the problem, the limit and the change made
     * @param cut true if the ledger holds only a part of the remote's value
     */
    record Warning(CanonicalChanges.Field field, String name, String message, boolean cut) {
        /**
         * The fields in which an edit of the ledger's part must not replace the rest of the remote's value. A new title
         * always replaces the whole title.
         */
        private static final Set<CanonicalChanges.Field> OF_PARTS = EnumSet.of(
                CanonicalChanges.Field.DESCRIPTION, CanonicalChanges.Field.TAGS, CanonicalChanges.Field.CHECKLIST);

        /** Marks the ledger's value as complete, after a person's decision. */
        public Warning whole() {
            return new Warning(field, name, message, false);
        }
    }

    /** A write of a linked object; {@code at} is the time of the first sending. */
    record Sent(UUID intent, CanonicalChanges changes, Instant at) {}

    /**
     * True if the object belongs to this link; in other states the link is only history. Not named "is…", which a row
     * would store as a field.
     */
    default boolean claims() {
        return this instanceof Linked || this instanceof Deleting || this instanceof OutOfScope;
    }

    /** Returns the {@link Linked#forms forms} that the state keeps; null if there are none. */
    default @Nullable CanonicalChanges formsKept() {
        return switch (this) {
            case Linked linked -> linked.forms();
            case Deleting deleting -> deleting.forms();
            case Detached detached -> detached.forms();
            case OutOfScope outside -> outside.forms();
            case Closed closed -> closed.forms();
            default -> null;
        };
    }

    /** Returns the {@link Linked#warnings warnings} that the state keeps. */
    default List<Warning> warningsKept() {
        return switch (this) {
            case Linked linked -> linked.warnings();
            case Deleting deleting -> all(deleting.warnings());
            case Detached detached -> all(detached.warnings());
            case OutOfScope outside -> all(outside.warnings());
            case Closed closed -> all(closed.warnings());
            default -> List.of();
        };
    }

    /** Returns null for an empty list: most links have no warnings, and their rows stay short. */
    private static @Nullable List<Warning> noneOrAll(@Nullable List<Warning> warnings) {
        return warnings == null || warnings.isEmpty() ? null : List.copyOf(warnings);
    }

    private static List<Warning> all(@Nullable List<Warning> warnings) {
        return warnings == null ? List.of() : warnings;
    }

    /** Returns the ledger's content for a comparison: a value that equals a remote form is replaced by that form. */
    default CanonicalContent inTheirForm(CanonicalContent local) {
        CanonicalChanges forms = formsKept();
        return forms == null ? local : FormConversion.remote(forms, local);
    }

    /** Returns the object of the link, even if the object is deleted or released; null if no object is known. */
    default @Nullable RemoteRef object() {
        return switch (this) {
            case Linked linked -> linked.remote();
            case Deleting deleting -> deleting.remote();
            case Closed closed -> closed.remote();
            case Detached detached -> detached.remote();
            case OutOfScope outside -> outside.remote();
            case None none -> null;
            case Creating creating -> null;
            case Stopped stopped -> null;
        };
    }
}
