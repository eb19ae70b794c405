package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
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

/** What is known of an entity's remote object. */
public sealed interface SyncLink {

    /**
     * Nothing was ever sent, or what was sent is surely not there.
     *
     * @param refusal why the last try was refused
     * @param refused what was sent then, null where nothing was, or a row from before does not say
     */
    record None(@Nullable String refusal, @Nullable CreateAttempt refused) implements SyncLink {
        /** Nobody has tried. */
        public static final None EVER = new None(null);

        public None(@Nullable String refusal) {
            this(refusal, null);
        }
    }

    /**
     * A create was meant to be sent. Until its outcome is known nothing is sent again: it may be there.
     *
     * @param list where it was to be made; empty for a list
     * @param attempt counts from 1
     */
    record Creating(UUID intent, int attempt, String list, Canonical content, Instant at) implements SyncLink {
        /** After so many sendings without an answer a person is asked. */
        public static final int ATTEMPTS = 3;
    }

    /**
     * Both sides know each other.
     *
     * @param base the last content that both sides were seen to hold
     * @param sent writes whose outcome is not known, and those that were refused and may be sent once more; where the
     *     remote holds their values, they were done
     * @param refusal why the last write was refused, null where it was not
     * @param past what the remote may still show, or come to hold, without anybody having written it there since
     * @param writtenAt when the remote last said that it holds a change of ours, null where it never did. It says so of a
     *     deleted object as well: that this one was there then only a list tells
     * @param forms of the fields that one side holds in a form of its own: from the remote's form, which is the base's, to
     *     what the ledger holds; null where there are none
     * @param warnings what the ledger could not take as it is there
     */
    record Linked(
            RemoteRef remote,
            Canonical base,
            List<Sent> sent,
            @Nullable String refusal,
            Instant syncedAt,
            List<PastValues> past,
            @Nullable Instant writtenAt,
            @Nullable CanonicalChanges forms,
            List<Warning> warnings)
            implements SyncLink {
        /** So many writes of a link are remembered until something is agreed on: a change of a set may take as many. */
        public static final int MOST_OPEN = 20;

        /** Whether a read of its list has to show it. A finished one is listed only within the window that was read (E17). */
        public boolean wasOpen() {
            return !base.status().isTerminal();
        }

        public Linked {
            sent = List.copyOf(sent);
            past = past == null ? List.of() : List.copyOf(past); // a row from before knows of none
            warnings = warnings == null ? List.of() : List.copyOf(warnings); // as above
        }

        public Linked(RemoteRef remote, Canonical base, List<Sent> sent, @Nullable String refusal, Instant syncedAt) {
            this(remote, base, sent, refusal, syncedAt, List.of(), null);
        }

        public Linked(
                RemoteRef remote,
                Canonical base,
                List<Sent> sent,
                @Nullable String refusal,
                Instant syncedAt,
                List<PastValues> past,
                @Nullable Instant writtenAt) {
            this(remote, base, sent, refusal, syncedAt, past, writtenAt, null, List.of());
        }

        /** What both sides agreed on at that time, as far as the past tells. */
        public Canonical agreedAt(Instant then) {
            Canonical agreed = base;
            for (PastValues each : past.reversed()) {
                if (!each.late() && !each.at().isBefore(then)) {
                    agreed = each.values().applyTo(agreed);
                }
            }
            return agreed;
        }

        /** Of what holds something else by now its form before says nothing. */
        private @Nullable CanonicalChanges formsOf(Canonical now) {
            if (forms == null) {
                return null;
            }
            CanonicalChanges kept = CanonicalChanges.between(now, Forms.local(forms, now));
            return kept.isEmpty() ? null : kept;
        }

        Linked withForms(CanonicalChanges more) {
            CanonicalChanges before = forms == null ? CanonicalChanges.NONE : forms;
            CanonicalChanges all = before.and(more);
            return new Linked(
                    remote, base, sent, refusal, syncedAt, past, writtenAt, all.isEmpty() ? null : all, warnings);
        }

        /** The same with what is still so of these, and what there was to tell of that. */
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

        /** Whether it is below another one here than there, where trees are deeper: who deletes that here does not mean it. */
        public boolean standsElsewhere() {
            return forms != null && forms.parent() != null;
        }

        /** The fields of which the ledger has a part alone: an edit of that part is none of the whole. */
        public Set<CanonicalChanges.Field> parts() {
            Set<CanonicalChanges.Field> parts = EnumSet.noneOf(CanonicalChanges.Field.class);
            warnings.stream()
                    .filter(each -> each.cut() && Warning.OF_PARTS.contains(each.field()))
                    .forEach(each -> parts.add(each.field()));
            return parts;
        }

        /** What holds of a field that has changed there since, or was written, and has no form any more, a new read has to say. */
        private List<Warning> warningsOf(Canonical now, @Nullable CanonicalChanges kept) {
            Set<CanonicalChanges.Field> over =
                    CanonicalChanges.between(base, now).fields();
            over.removeAll(kept == null ? Set.of() : kept.fields());
            return warnings.stream()
                    .filter(each -> !over.contains(each.field()))
                    .toList();
        }

        /** The open write of just these changes, which may be sent once more under the same intent. */
        public Optional<Sent> open(CanonicalChanges changes) {
            return sent.stream().filter(each -> each.changes().equals(changes)).findFirst();
        }

        Linked withSent(List<Sent> open, @Nullable String reason) {
            return new Linked(remote, base, open, reason, syncedAt, past, writtenAt, forms, warnings);
        }

        /** The same with what both sides agree on said in other words. */
        public Linked withBase(Canonical agreed) {
            return new Linked(remote, agreed, sent, refusal, syncedAt, past, writtenAt, forms, warnings);
        }

        Linked withPast(List<PastValues> remembered) {
            return new Linked(remote, base, sent, refusal, syncedAt, remembered, writtenAt, forms, warnings);
        }

        /**
         * With the writes that had no answer by then, and with what was agreed on before, as values of the past.
         *
         * @param written whether that is the answer to a write of ours
         */
        Linked agreeing(Canonical now, Instant at, boolean written) {
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

        /** The same as far as its past still counts. */
        public Linked remembering(Predicate<PastValues> counts) {
            return past.stream().allMatch(counts)
                    ? this
                    : withPast(past.stream().filter(counts).toList());
        }
    }

    /**
     * A delete was meant to be sent; sending it again is harmless.
     *
     * @param at when it was meant first
     * @param withAll whether a person wants it gone with whatever others have put into it
     * @param again when it was meant last, null where that is the first time
     * @param forms as of {@link Linked}, should it stay
     * @param warnings likewise; null where there are none
     */
    record Deleting(
            RemoteRef remote,
            Canonical base,
            Instant at,
            boolean withAll,
            @Nullable Instant again,
            @Nullable CanonicalChanges forms,
            @Nullable List<Warning> warnings)
            implements SyncLink {
        public Deleting {
            warnings = noneOrAll(warnings);
        }

        public Deleting(RemoteRef remote, Canonical base, Instant at) {
            this(remote, base, at, false);
        }

        public Deleting(RemoteRef remote, Canonical base, Instant at, boolean withAll) {
            this(remote, base, at, withAll, null, null, List.of());
        }

        /** As it is linked for all that is known of it. */
        public Linked asLinked() {
            return new Linked(remote, base, List.of(), null, at, List.of(), null, forms, warningsKept());
        }

        /** Each sending may come to pass for a while after it. */
        public Instant lastMeantAt() {
            return again == null ? at : again;
        }
    }

    /**
     * Both sides are rid of it.
     *
     * @param byRemote whether it was deleted there, and here because of that
     * @param at when it was deleted here because of that, null in a row from before
     * @param forms as of {@link Linked}, should it be restored there
     * @param warnings likewise; null where there are none
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

        /** No transaction takes longer. */
        private static final Duration TRANSACTION = Duration.ofMinutes(1);

        public Closed(RemoteRef remote, boolean byRemote) {
            this(remote, byRemote, null, null, List.of());
        }

        /**
         * Whether what was deleted here then was deleted for that, and not by a person since. The entity has the time at which
         * its event was stored, which is that of this one but for the length of their transaction.
         */
        public boolean isFor(@Nullable Instant deletedAt) {
            return byRemote && deletedAt != null && (at == null || deletedAt.isBefore(at.plus(TRANSACTION)));
        }
    }

    /**
     * The remote object stays, and is no longer ours to change.
     *
     * @param stays whether only a person can bring both together again; else the ledger does where it wants it there
     * @param past as of {@link Linked}, should it be wanted again
     * @param forms likewise
     */
    record Detached(
            RemoteRef remote,
            Canonical base,
            String reason,
            boolean stays,
            List<PastValues> past,
            @Nullable CanonicalChanges forms,
            @Nullable List<Warning> warnings)
            implements SyncLink {
        public Detached {
            past = past == null ? List.of() : List.copyOf(past); // a row from before knows of none
            warnings = noneOrAll(warnings);
        }

        public Detached(RemoteRef remote, Canonical base, String reason, boolean stays) {
            this(remote, base, reason, stays, List.of(), null, List.of());
        }
    }

    /**
     * It stands where nothing of the ledger's is: nothing is written, and that it is not seen means nothing.
     *
     * @param past as of {@link Linked}, should it come back
     * @param forms likewise
     */
    record OutOfScope(
            RemoteRef remote,
            Canonical base,
            String reason,
            List<PastValues> past,
            @Nullable CanonicalChanges forms,
            @Nullable List<Warning> warnings)
            implements SyncLink {
        public OutOfScope {
            past = past == null ? List.of() : List.copyOf(past); // a row from before knows of none
            warnings = noneOrAll(warnings);
        }

        public OutOfScope(RemoteRef remote, Canonical base, String reason) {
            this(remote, base, reason, List.of(), null, List.of());
        }

        /** As it is linked where it is back. */
        public Linked again(Instant at) {
            return new Linked(
                    remote, base, List.of(), null, at, PastValues.again(past, at), null, forms, warningsKept());
        }
    }

    /**
     * A person has to decide: which remote object it is cannot be told. Nothing is sent meanwhile.
     *
     * @param at since when, null in a row from before
     */
    record Stopped(String reason, @Nullable Instant at) implements SyncLink {
        public Stopped(String reason) {
            this(reason, null);
        }
    }

    /**
     * What a rule of the ledger made of a value that breaks it.
     *
     * @param name of the field, as people know it
     * @param message what was wrong, what is allowed and what was done
     * @param cut whether the ledger's value has less than the remote's
     */
    record Warning(CanonicalChanges.Field field, String name, String message, boolean cut) {
        /** Who edits a part of these does not mean the rest; another title is another title. */
        private static final Set<CanonicalChanges.Field> OF_PARTS = EnumSet.of(
                CanonicalChanges.Field.DESCRIPTION, CanonicalChanges.Field.TAGS, CanonicalChanges.Field.CHECKLIST);

        /** Where a person has said that the ledger's value is to be all that there is. */
        public Warning whole() {
            return new Warning(field, name, message, false);
        }
    }

    /** A write of a linked object; {@code at} is when it was sent first. */
    record Sent(UUID intent, CanonicalChanges changes, Instant at) {}

    /** Whether what it says is done to its object; that of any other link is history. Not "is…": a row would have it as a field. */
    default boolean claims() {
        return this instanceof Linked || this instanceof Deleting || this instanceof OutOfScope;
    }

    /** As of {@link Linked}; null where there are none. */
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

    /** The same of what there is to tell of these. */
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

    /** Most have none, and a row without them is as short as it was. */
    private static @Nullable List<Warning> noneOrAll(@Nullable List<Warning> warnings) {
        return warnings == null || warnings.isEmpty() ? null : List.copyOf(warnings);
    }

    private static List<Warning> all(@Nullable List<Warning> warnings) {
        return warnings == null ? List.of() : warnings;
    }

    /**
     * The ledger's content as it is compared: where it still is what the remote keeps in a form of its own, in that form.
     */
    default Canonical inTheirForm(Canonical local) {
        CanonicalChanges forms = formsKept();
        return forms == null ? local : Forms.remote(forms, local);
    }

    /** The object that it is about, whether it is still there and still ours or not; null where none is known. */
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
