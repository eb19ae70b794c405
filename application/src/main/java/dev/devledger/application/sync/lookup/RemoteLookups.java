package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.lookup.CachedLookups.RepeatedLookups;
import dev.devledger.application.sync.lookup.CachedLookups.ReusableLookups;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision.LookupFindings.ById;
import dev.devledger.domain.sync.merge.Merge;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads single objects that a complete read of their list did not show (docs/sync-design.md, section 5). */
public final class RemoteLookups {
    /** Limit of lookups in a cycle: many missing objects are looked up over several cycles, to save the budget. */
    private static final int MOST = 60;

    private static final int MOST_UNANSWERED = 9;

    /**
     * @param task the found task, in its list or in another one; null if it was not found
     * @param elsewhere true if the task was found in another list
     * @param searched true if all other lists were searched
     */
    public record LookupFinding(ById byId, @Nullable RemoteTask task, boolean elsewhere, boolean searched) {
        static final LookupFinding UNANSWERED = new LookupFinding(ById.UNANSWERED, null, false, false);
        static final LookupFinding DELETED = new LookupFinding(ById.DELETED, null, false, true);
        static final LookupFinding DENIED = new LookupFinding(ById.EMPTY, null, false, true);
    }

    private final CycleCalls calls;
    private final CachedLookups before;
    private final ReusableLookups standing;
    private final Map<String, RemoteAnswer<Optional<Listing>>> searches = new HashMap<>();
    private int asked;
    private int unanswered;
    /** The open tasks of all lists, read once for all missing objects: each of them was missing before this read. */
    private @Nullable RemoteAnswer<Listing> everywhere;

    /**
     * @param before the results of earlier cycles
     * @param requested true in a requested cycle
     */
    public RemoteLookups(CycleCalls calls, CachedLookups before, boolean requested) {
        this.calls = calls;
        this.before = before;
        this.standing = new ReusableLookups(calls, before, requested);
    }

    /** Looks up an object that its list does not show. */
    public LookupFinding ask(RemoteRef object, boolean listGone) {
        RepeatedLookups.Question question = new RepeatedLookups.Question(object, null);
        return listGone && everywhere instanceof RemoteAnswer.Ok<Listing>
                ? withoutCall(before.byId(), question, ById.LIST_GONE)
                : standing.knownOrAsked(
                        before.byId(), question, LookupFinding.UNANSWERED, () -> look(object, listGone));
    }

    /** True if the last read by its id showed the object finished: then no search of open tasks shows it. */
    public boolean wasFinished(RemoteRef object) {
        RepeatedLookups.Answer<LookupFinding> known = before.byId().of(new RepeatedLookups.Question(object, null));
        return known != null && known.value().byId() == ById.FINISHED;
    }

    /** Looks up an object that a list shows in this state. */
    public LookupFinding ask(RemoteRef object, RemoteTask shown) {
        return standing.knownOrAsked(
                before.byId(),
                new RepeatedLookups.Question(object, shown),
                LookupFinding.UNANSWERED,
                () -> look(object, false));
    }

    /** Looks up an object that a list shows in this state; reads it twice if the first read may be outdated. */
    public LookupFinding askNewest(RemoteRef object, RemoteTask shown) {
        return standing.knownOrAsked(
                before.byId(),
                new RepeatedLookups.Question(object, shown),
                LookupFinding.UNANSWERED,
                () -> look(object, () -> calls.findNewest(object)));
    }

    /** Returns the items that rest on an earlier answer, which has to be renewed before they are carried out. */
    public List<Planned> unproven(Collection<Planned> items) {
        return standing.unproven(items);
    }

    /** Returns the items that rest on any lookup. */
    public List<Planned> lookedFor(Collection<Planned> items) {
        return standing.lookedFor(items);
    }

    private @Nullable LookupFinding look(RemoteRef object, boolean listGone) {
        if (listGone) {
            return search(object, ById.LIST_GONE); // one search answers for everything that was in this list
        }
        return look(object, () -> calls.find(object));
    }

    private @Nullable LookupFinding look(RemoteRef object, Supplier<RemoteAnswer<Optional<RemoteTask>>> look) {
        if (asked++ >= MOST) {
            return null;
        }
        return switch (look.get()) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                found.map(RemoteLookups::there).orElseGet(() -> notThere(object));
            case RemoteAnswer.Refused<Optional<RemoteTask>> gone -> search(object, ById.LIST_GONE);
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> notNow(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> {
                if (++unanswered >= MOST_UNANSWERED) {
                    asked = MOST; // further lookups wait for a later cycle, and everything else in this cycle goes on
                }
                yield LookupFinding.UNANSWERED;
            }
        };
    }

    private @Nullable LookupFinding notThere(RemoteRef object) {
        if (calls.isDenied(object)) {
            return LookupFinding.DENIED;
        }
        if (calls.isToldDeleted(object)) {
            return LookupFinding.DELETED;
        }
        LookupFinding found = search(object, ById.NOT_THERE);
        return found == null
                        || found.task() != null
                        || calls.nowhere(object, found) instanceof RemoteAnswer.Ok<LookupFinding>
                ? found
                : LookupFinding.UNANSWERED;
    }

    /**
     * Looks up an object whose list is not read. A read by its id alone proves nothing, as a deleted object can be read
     * too.
     */
    public LookupFinding askAnywhere(RemoteRef object, boolean listGone) {
        LookupFinding found = anywhere(object);
        return found.task() != null || !found.searched() ? found : ask(object, listGone);
    }

    /** The result of searching a list for an object that the list itself does not show. */
    public sealed interface Searched {
        record Shown(RemoteTask task) implements Searched {}

        record NotShown() implements Searched {}

        /** The search does not show everything, so it proves nothing that the object is missing. */
        record Cut() implements Searched {}

        record Unanswered() implements Searched {}
    }

    /** Searches the object's list: a search may show objects that the list leaves out. */
    public Searched inSearch(RemoteRef object) {
        return standing.knownOrAsked(
                before.searched(),
                new RepeatedLookups.Question(object, null),
                new Searched.Unanswered(),
                () -> searchOfList(object));
    }

    private Searched searchOfList(RemoteRef object) {
        RemoteAnswer<Optional<Listing>> answer = searches.computeIfAbsent(object.list(), calls::searchOpen);
        return switch (answer) {
            case RemoteAnswer.Ok<Optional<Listing>>(var listing) ->
                listing.map(all -> searched(all.find(object.id()))).orElseGet(Searched.Cut::new);
            case RemoteAnswer.Refused<Optional<Listing>> refused -> new Searched.Unanswered();
            case RemoteAnswer.Unknown<Optional<Listing>> unknown -> new Searched.Unanswered();
            case RemoteAnswer.NotSent<Optional<Listing>> notSent -> {
                notNow(notSent);
                yield new Searched.Unanswered();
            }
        };
    }

    private static Searched searched(LookupResult found) {
        return switch (found) {
            case LookupResult.Found(var task) -> new Searched.Shown(task);
            case LookupResult.NotFound none -> new Searched.NotShown();
            case LookupResult.Deleted deleted -> new Searched.NotShown();
            case LookupResult.Denied no -> new Searched.NotShown();
            case LookupResult.NoAccess hidden -> new Searched.Unanswered();
            case LookupResult.Unreadable unreadable -> new Searched.Unanswered();
        };
    }

    /** True if the object is open in any list now, whatever an earlier read of a list shows; null without an answer. */
    @Nullable
    Boolean isOpen(RemoteRef object) {
        LookupFinding found = anywhere(object);
        return found.searched() ? found.task() != null : null;
    }

    private LookupFinding anywhere(RemoteRef object) {
        RepeatedLookups.Question question = new RepeatedLookups.Question(object, null);
        return everywhere instanceof RemoteAnswer.Ok<Listing>
                ? withoutCall(before.anywhere(), question, ById.NOT_THERE)
                : standing.knownOrAsked(
                        before.anywhere(),
                        question,
                        LookupFinding.UNANSWERED,
                        () -> asked++ >= MOST ? null : search(object, ById.NOT_THERE));
    }

    /** Answers from the read of all lists, which was made already, so that this takes no call. */
    private LookupFinding withoutCall(
            RepeatedLookups<LookupFinding> answers, RepeatedLookups.Question question, ById byId) {
        LookupFinding found = Objects.requireNonNullElse(search(question.object(), byId), LookupFinding.UNANSWERED);
        standing.answered(answers, question, found, LookupFinding.UNANSWERED);
        return found;
    }

    /**
     * Ends the lookups of this cycle if only the budget is used up, as the reads so far are worth taking over;
     * otherwise ends the cycle.
     */
    private @Nullable LookupFinding notNow(RemoteAnswer.NotSent<?> notSent) {
        if (notSent.hold() != RemoteAnswer.NotSentReason.RATE_LIMITED) {
            throw CycleStopped.held(notSent);
        }
        asked = MOST;
        return null;
    }

    private static LookupFinding there(RemoteTask task) {
        boolean open = task.content().status() == RemoteStatus.OPEN;
        return new LookupFinding(open ? ById.OPEN : ById.FINISHED, task, false, false);
    }

    private RemoteAnswer<Optional<RemoteTask>> anywhere(String id) {
        if (everywhere == null) {
            everywhere = calls.openAnywhere();
        }
        return calls.readable(everywhere.map(all -> all.find(id)));
    }

    private @Nullable LookupFinding search(RemoteRef object, ById byId) {
        return switch (anywhere(object.id())) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                new LookupFinding(byId, found.orElse(null), found.isPresent(), true);
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> notNow(notSent);
            case RemoteAnswer.Refused<Optional<RemoteTask>> refused -> LookupFinding.UNANSWERED;
            case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> LookupFinding.UNANSWERED;
        };
    }

    /**
     * Judges objects that an outdated list may still show (docs/sync-design.md, section 1). An unlinked object that was
     * created before the last complete read of its list, and was not imported then, was either moved or restored since,
     * or it was deleted and is shown once more; for example, the sync deleted and replaced it. It is looked up before
     * it counts as existing.
     */
    public static final class StaleListings {
        private final Map<String, Cycles.ListReadState> reads;
        private final RemoteLookups lookUps;

        /** {@code reads} is the last complete read of each list. */
        public StaleListings(Map<String, Cycles.ListReadState> reads, RemoteLookups lookUps) {
            this.reads = reads;
            this.lookUps = lookUps;
        }

        /** True if the object certainly exists; without an answer the next cycle decides. */
        public boolean isThere(RemoteTask shown) {
            return !isDoubtful(shown) || Boolean.TRUE.equals(lookUps.isOpen(shown.ref()));
        }

        /** True if the object certainly does not exist. */
        public boolean isGone(RemoteTask shown) {
            return isDoubtful(shown) && Boolean.FALSE.equals(lookUps.isOpen(shown.ref()));
        }

        /** True if the object exists again, after it did not. */
        public boolean isBack(RemoteTask shown) {
            return shown.content().status() != RemoteStatus.OPEN || Boolean.TRUE.equals(lookUps.isOpen(shown.ref()));
        }

        private boolean isDoubtful(RemoteTask shown) {
            Instant made = shown.createdAt();
            Cycles.ListReadState last = reads.get(shown.ref().list());
            Instant readAt = last == null ? null : last.readAt();
            return readAt != null
                    && made != null
                    && made.isBefore(readAt)
                    && shown.content().status() == RemoteStatus.OPEN;
        }
    }

    /** The objects of a plan. */
    public static final class PlanObjects {
        private PlanObjects() {}

        /**
         * Returns the objects on whose state an item rests, except objects to be pushed, which are read before the write
         * anyway.
         */
        public static Stream<String> of(Planned item) {
            return switch (item) {
                case Planned.Merged merged -> Stream.of(merged.remote().ref().id());
                case Planned.BackInScope back -> Stream.of(back.remote().ref().id());
                case Planned.Adopted adopted -> Stream.of(adopted.remote().ref().id());
                case Planned.Imported imported ->
                    Stream.of(imported.remote().ref().id());
                case Planned.RestoredRemotely revived ->
                    Stream.of(revived.remote().ref().id());
                case Planned.DeletedRemotely removed -> Stream.of(removed.remoteId());
                case Planned.ListGone end -> end.objects().stream().map(RemoteRef::id);
                case Planned.Closed closed -> Stream.of(closed.remoteId());
                case Planned.OutOfScope left -> Stream.of(left.remoteId());
                case Planned.Question asked -> about(asked.dispute()).map(RemoteRef::id);
                case Planned.Withdrawal answered -> Stream.empty();
                case Planned.RefusalEnded accepted -> Stream.empty();
                case Planned.FieldsSeen seen -> Stream.empty();
                case Planned.Unreadable alone -> Stream.empty();
                case Planned.ReadableAgain again -> Stream.empty();
                case Planned.ListFound found -> Stream.empty();
                case Planned.ListImported imported -> Stream.empty();
                case Planned.ListChanged changed -> Stream.empty();
                case Planned.Pushed pushed -> Stream.empty();
            };
        }

        /**
         * Returns the lists that can show the item's object; for a moved object also its former list.
         *
         * @param known the ids of existing lists, as a former parent may also be a task
         */
        static Stream<String> lists(Planned item, Set<String> known) {
            return switch (item) {
                case Planned.Question asked -> about(asked.dispute()).map(RemoteRef::list);
                case Planned.Merged merged -> moved(merged.remote(), merged.merge(), known);
                case Planned.BackInScope back -> moved(back.remote(), back.merge(), known);
                case Planned.Adopted adopted -> Stream.of(adopted.remote().ref().list());
                case Planned.Imported imported ->
                    Stream.of(imported.remote().ref().list());
                case Planned.RestoredRemotely revived ->
                    Stream.of(revived.remote().ref().list());
                default -> Stream.empty();
            };
        }

        private static Stream<String> moved(RemoteTask shown, Merge merge, Set<String> known) {
            return Stream.concat(
                    Stream.of(shown.ref().list()),
                    Stream.ofNullable(merge.pull().parent())
                            .flatMap(moved -> Stream.ofNullable(moved.from()))
                            .filter(known::contains));
        }

        private static Stream<RemoteRef> about(Dispute dispute) {
            return switch (dispute) {
                case Dispute.DeletedRemotely gone -> Stream.of(gone.object());
                case Dispute.DeletedLocally gone -> Stream.of(gone.object());
                case Dispute.Reappeared again -> Stream.of(again.object());
                case Dispute.Duplicate copy -> Stream.of(copy.object());
                case Dispute.FieldDispute values -> Stream.empty();
                case Dispute.AmbiguousObject which -> Stream.empty();
                case Dispute.EntryDispute entry -> Stream.empty();
            };
        }
    }
}
