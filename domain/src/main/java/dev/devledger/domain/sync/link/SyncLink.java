package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
     * @param forms of the fields that the remote keeps in a form of its own: from that form, which is the base's, to what
     *     the ledger holds; null where there are none
     */
    record Linked(
            RemoteRef remote,
            Canonical base,
            List<Sent> sent,
            @Nullable String refusal,
            Instant syncedAt,
            List<Past> past,
            @Nullable Instant writtenAt,
            @Nullable CanonicalChanges forms)
            implements SyncLink {
        /** Whether a read of its list has to show it. A finished one is listed only within the window that was read (E17). */
        public boolean wasOpen() {
            return !base.status().isTerminal();
        }

        public Linked {
            sent = List.copyOf(sent);
            past = past == null ? List.of() : List.copyOf(past); // a row from before knows of none
        }

        public Linked(RemoteRef remote, Canonical base, List<Sent> sent, @Nullable String refusal, Instant syncedAt) {
            this(remote, base, sent, refusal, syncedAt, List.of(), null, null);
        }

        public Linked(
                RemoteRef remote,
                Canonical base,
                List<Sent> sent,
                @Nullable String refusal,
                Instant syncedAt,
                List<Past> past,
                @Nullable Instant writtenAt) {
            this(remote, base, sent, refusal, syncedAt, past, writtenAt, null);
        }

        /** What both sides agreed on at that time, as far as the past tells. */
        public Canonical agreedAt(Instant then) {
            Canonical agreed = base;
            for (Past each : past.reversed()) {
                if (!each.late() && !each.at().isBefore(then)) {
                    agreed = each.values().applyTo(agreed);
                }
            }
            return agreed;
        }

        /**
         * The ledger's content as it is compared: where it still is what the remote keeps in a form of its own, in that form.
         */
        public Canonical inTheirForm(Canonical local) {
            if (forms == null) {
                return local;
            }
            Set<CanonicalChanges.Field> same = forms.fields();
            same.removeAll(CanonicalChanges.between(forms.applyTo(local), local).fields());
            return forms.reversed().only(same).applyTo(local);
        }

        /** Of a field that holds something else by now its form before says nothing. */
        private @Nullable CanonicalChanges formsOf(Canonical now) {
            if (forms == null) {
                return null;
            }
            Set<CanonicalChanges.Field> same = forms.fields();
            same.removeAll(
                    CanonicalChanges.between(forms.reversed().applyTo(now), now).fields());
            CanonicalChanges kept = forms.only(same);
            return kept.isEmpty() ? null : kept;
        }

        Linked withForms(CanonicalChanges more) {
            CanonicalChanges before = forms == null ? CanonicalChanges.NONE : forms;
            return new Linked(remote, base, sent, refusal, syncedAt, past, writtenAt, before.and(more));
        }

        /** The open write of just these changes, which may be sent once more under the same intent. */
        public Optional<Sent> open(CanonicalChanges changes) {
            return sent.stream().filter(each -> each.changes().equals(changes)).findFirst();
        }

        Linked withSent(List<Sent> open, @Nullable String reason) {
            return new Linked(remote, base, open, reason, syncedAt, past, writtenAt, forms);
        }

        /** The same with what both sides agree on said in other words. */
        public Linked withBase(Canonical agreed) {
            return new Linked(remote, agreed, sent, refusal, syncedAt, past, writtenAt, forms);
        }

        Linked withPast(List<Past> remembered) {
            return new Linked(remote, base, sent, refusal, syncedAt, remembered, writtenAt, forms);
        }

        /**
         * With the writes that had no answer by then, and with what was agreed on before, as values of the past.
         *
         * @param written whether that is the answer to a write of ours
         */
        Linked agreeing(Canonical now, Instant at, boolean written) {
            return new Linked(
                    remote, now, sent, refusal, at, Past.after(this, now, at, written), writtenAt, formsOf(now));
        }

        Linked at(RemoteRef place) {
            return new Linked(place, base, sent, refusal, syncedAt, past, writtenAt, forms);
        }

        Linked written(Instant at) {
            return new Linked(remote, base, sent, refusal, syncedAt, past, at, forms);
        }

        /** The same as far as its past still counts. */
        public Linked remembering(Predicate<Past> counts) {
            return past.stream().allMatch(counts)
                    ? this
                    : withPast(past.stream().filter(counts).toList());
        }
    }

    /**
     * What the object held once, or was meant to hold.
     *
     * @param values each as the {@code to} of its field
     * @param at when it was sent, or when another value took its place
     * @param late whether it was sent and never answered, and so may come to pass yet; else only an old view shows it
     * @param written whether a write of ours took its place, by what the remote has answered, or had made it what it was a
     *     moment before: that write may come to pass a second time
     */
    record Past(CanonicalChanges values, Instant at, boolean late, boolean written) {
        /** So long a remote may be away before anybody can see what has become of a write. */
        private static final Duration REMEMBERED = Duration.ofDays(1);

        /** So long after its answer a write may come to pass once more. */
        private static final Duration REPEATED = Duration.ofMinutes(1);

        private static final int VIEWS = 10;
        private static final int WRITES = 20;

        public Past(CanonicalChanges values, Instant at, boolean late) {
            this(values, at, late, false);
        }

        /** @param until when it was last open: it may have been sent until then */
        static Past of(Sent sent, Instant until) {
            return new Past(sent.changes(), until, true);
        }

        /** The past of that link once {@code now} is agreed on. */
        static List<Past> after(Linked before, Canonical now, Instant at, boolean written) {
            CanonicalChanges superseded = CanonicalChanges.between(now, before.base());
            if (superseded.isEmpty()) {
                return kept(before.past(), at);
            }
            boolean ours =
                    written || before.past().stream().anyMatch(each -> each.mayBeRepeated(superseded.fields(), at));
            return kept(with(before.past(), List.of(new Past(superseded, at, false, ours))), at);
        }

        private boolean mayBeRepeated(Set<CanonicalChanges.Field> fields, Instant now) {
            return written && mayBeRepeated(now) && !Collections.disjoint(values.fields(), fields);
        }

        /** Whether a write that had made it that, or had taken its place, may come to pass once more after that time. */
        public boolean mayBeRepeated(Instant now) {
            return at.plus(REPEATED).isAfter(now);
        }

        /**
         * The past of what was let go and is linked again. Meanwhile no list was looked at for it, so that what was written
         * into it is no more than answered.
         */
        static List<Past> again(List<Past> past, Instant at) {
            return past.stream()
                    .filter(each -> each.late() || each.written())
                    .map(each -> each.late() ? each : new Past(each.values(), at, false, true))
                    .toList();
        }

        static List<Past> with(List<Past> past, List<Past> more) {
            return Stream.concat(past.stream(), more.stream()).toList();
        }

        /** The newest of each kind: a row is written anew with each event of its link. */
        static List<Past> kept(List<Past> past, Instant at) {
            return Stream.concat(
                            newest(past, true, at.minus(REMEMBERED), WRITES),
                            newest(past, false, at.minus(REMEMBERED), VIEWS))
                    .toList();
        }

        private static Stream<Past> newest(List<Past> past, boolean late, Instant since, int most) {
            List<Past> some = past.stream()
                    .filter(each -> each.late() == late && each.at().isAfter(since))
                    .toList();
            return some.stream().skip(Math.max(0, some.size() - most));
        }
    }

    /**
     * A delete was meant to be sent; sending it again is harmless.
     *
     * @param at when it was meant first
     * @param withAll whether a person wants it gone with whatever others have put into it
     * @param again when it was meant last, null where that is the first time
     */
    record Deleting(
            RemoteRef remote,
            Canonical base,
            Instant at,
            boolean withAll,
            @Nullable Instant again) implements SyncLink {
        public Deleting(RemoteRef remote, Canonical base, Instant at) {
            this(remote, base, at, false);
        }

        public Deleting(RemoteRef remote, Canonical base, Instant at, boolean withAll) {
            this(remote, base, at, withAll, null);
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
     */
    record Closed(
            RemoteRef remote, boolean byRemote, @Nullable Instant at) implements SyncLink {
        /** No transaction takes longer. */
        private static final Duration TRANSACTION = Duration.ofMinutes(1);

        public Closed(RemoteRef remote, boolean byRemote) {
            this(remote, byRemote, null);
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
     */
    record Detached(RemoteRef remote, Canonical base, String reason, boolean stays, List<Past> past)
            implements SyncLink {
        public Detached {
            past = past == null ? List.of() : List.copyOf(past); // a row from before knows of none
        }

        public Detached(RemoteRef remote, Canonical base, String reason, boolean stays) {
            this(remote, base, reason, stays, List.of());
        }
    }

    /**
     * It stands where nothing of the ledger's is: nothing is written, and that it is not seen means nothing.
     *
     * @param past as of {@link Linked}, should it come back
     */
    record OutOfScope(RemoteRef remote, Canonical base, String reason, List<Past> past) implements SyncLink {
        public OutOfScope {
            past = past == null ? List.of() : List.copyOf(past); // a row from before knows of none
        }

        public OutOfScope(RemoteRef remote, Canonical base, String reason) {
            this(remote, base, reason, List.of());
        }

        /** As it is linked where it is back. */
        public Linked again(Instant at) {
            return new Linked(remote, base, List.of(), null, at, Past.again(past, at), null, null);
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

    /** A write of a linked object; {@code at} is when it was sent first. */
    record Sent(UUID intent, CanonicalChanges changes, Instant at) {}

    /** Whether what it says is done to its object; that of any other link is history. Not "is…": a row would have it as a field. */
    default boolean claims() {
        return this instanceof Linked || this instanceof Deleting || this instanceof OutOfScope;
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
