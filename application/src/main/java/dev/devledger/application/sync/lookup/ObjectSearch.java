package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the place of an open or finished object, before another object replaces it or the sync gives it up. No list
 * shows an abandoned object, and a deleted one can still be read by its id. So an object exists if a search of its list
 * shows it, and does not exist if no list of the account has it.
 */
public final class ObjectSearch {
    private final CycleCalls calls;

    public ObjectSearch(CycleCalls calls) {
        this.calls = calls;
    }

    /** Finds the object; {@code last} is its last known place. */
    public RemoteAnswer<ObjectPlace> of(RemoteRef last) {
        return switch (calls.find(last)) {
            case RemoteAnswer.Refused<Optional<RemoteTask>> listGone -> elsewhere(last);
            case RemoteAnswer<Optional<RemoteTask>> answer ->
                answer.flatMap(found -> found.map(this::shown).orElseGet(() -> elsewhere(last)));
        };
    }

    /** Finds an object that is not in its last known place. */
    public RemoteAnswer<ObjectPlace> elsewhere(RemoteRef last) {
        if (calls.isToldDeleted(last)) {
            return new RemoteAnswer.Ok<>(new ObjectPlace.Nowhere());
        }
        return calls.findAnywhere(last.id())
                .flatMap(open -> open.isPresent()
                        ? new RemoteAnswer.Ok<>(new ObjectPlace.At(open.get().ref()))
                        : calls.isDenied(last)
                                ? new RemoteAnswer.Ok<>(new ObjectPlace.Nowhere())
                                : calls.lists().flatMap(lists -> inOneOf(lists, last)));
    }

    private RemoteAnswer<ObjectPlace> inOneOf(List<RemoteList> lists, RemoteRef last) {
        for (RemoteList list : lists) {
            RemoteAnswer<Optional<RemoteTask>> answer = list.id().equals(last.list())
                    ? new RemoteAnswer.Ok<>(Optional.empty())
                    : calls.find(new RemoteRef(list.id(), last.id()));
            switch (answer) {
                case RemoteAnswer.Ok(var found)
                when found.isPresent() -> {
                    return shown(found.get());
                }
                case RemoteAnswer.Ok<?> notThere -> {}
                case RemoteAnswer.Refused<?> gone -> {}
                case RemoteAnswer<?> failure -> {
                    return failure.failed();
                }
            }
        }
        return calls.nowhere(last, new ObjectPlace.Nowhere());
    }

    /** Verifies an object that was read by its id, which a deleted object may be too. */
    private RemoteAnswer<ObjectPlace> shown(RemoteTask byId) {
        if (calls.tellsDeleted()) {
            return new RemoteAnswer.Ok<>(new ObjectPlace.At(byId.ref()));
        }
        return byId.content().status() == RemoteStatus.OPEN ? openOrFinishedSince(byId) : finished(byId);
    }

    /**
     * Finds an object that was read as open. If no list shows it, reads it again: the first read after it was finished
     * or moved may be outdated.
     */
    private RemoteAnswer<ObjectPlace> openOrFinishedSince(RemoteTask byId) {
        RemoteAnswer<ObjectPlace> open = open(byId);
        if (!(open instanceof RemoteAnswer.Ok<ObjectPlace>(ObjectPlace.Nowhere nowhere))) {
            return open;
        }
        return calls.find(byId.ref()).flatMap(again -> again.map(
                        task -> task.content().status() == RemoteStatus.OPEN ? open : finished(task))
                .orElseGet(() -> elsewhere(byId.ref())));
    }

    private RemoteAnswer<ObjectPlace> finished(RemoteTask byId) {
        return calls.searchAll(byId.ref().list())
                .flatMap(all -> all.map(found -> place(byId, found)).orElseGet(() -> cut(byId)));
    }

    /**
     * Returns the place of an open object. Its list may leave it out, or may have been read before the object was
     * reopened, so a search that shows the object counts too.
     */
    public RemoteAnswer<ObjectPlace> open(RemoteTask byId) {
        return calls.openNow(byId.ref().list()).flatMap(listing -> {
            boolean leftOut = listing.isPresent() && !isIn(listing.get(), byId);
            return leftOut ? searched(byId) : place(byId, listing.orElse(Listing.of(List.of())));
        });
    }

    private RemoteAnswer<ObjectPlace> searched(RemoteTask byId) {
        return calls.searchOpen(byId.ref().list()).flatMap(all -> all.map(found -> place(byId, found))
                .orElseGet(() -> new RemoteAnswer.Ok<>(new ObjectPlace.Unclear(byId.ref()))));
    }

    /** Finds a finished object without a complete search: lists show completed tasks, but no abandoned ones. */
    private RemoteAnswer<ObjectPlace> cut(RemoteTask byId) {
        if (byId.content().status() == RemoteStatus.ABANDONED) {
            return new RemoteAnswer.Ok<>(new ObjectPlace.Unclear(byId.ref()));
        }
        return calls.read(byId.ref().list(), Instant.EPOCH).flatMap(all -> place(byId, all.listing()));
    }

    private RemoteAnswer<ObjectPlace> place(RemoteTask byId, Listing listing) {
        return isIn(listing, byId) ? new RemoteAnswer.Ok<>(new ObjectPlace.At(byId.ref())) : notShown(byId);
    }

    private static boolean isIn(Listing listing, RemoteTask byId) {
        return !(listing.find(byId.ref().id()) instanceof LookupResult.NotFound);
    }

    /**
     * Returns the result for an object that its list does not show: nowhere, or unclear if the list is closed, as a
     * closed list may not show its content.
     */
    private RemoteAnswer<ObjectPlace> notShown(RemoteTask byId) {
        return calls.lists().map(all -> {
            boolean closed =
                    all.stream().anyMatch(list -> list.id().equals(byId.ref().list()) && !list.writable());
            return closed ? new ObjectPlace.Unclear(byId.ref()) : new ObjectPlace.Nowhere();
        });
    }

    /** The place of an object. */
    public sealed interface ObjectPlace {
        /** Returns the state for the existence table, after a search of the whole account. */
        default RemoteState state() {
            return switch (this) {
                case At at -> RemoteState.SEEN_CHANGED;
                case Nowhere nowhere -> RemoteState.GONE;
                case Unclear unclear -> RemoteState.CANNOT_TELL;
            };
        }

        /** Returns the object's place, or {@code otherwise} if there is none. */
        default RemoteRef object(RemoteRef otherwise) {
            return switch (this) {
                case At(var object) -> object;
                case Nowhere nowhere -> otherwise;
                case Unclear(var object) -> object;
            };
        }

        record At(RemoteRef object) implements ObjectPlace {}

        record Nowhere() implements ObjectPlace {}

        /** The object can be read by its id, and no search shows if it exists or is deleted. */
        record Unclear(RemoteRef object) implements ObjectPlace {}
    }

    /**
     * Judges if objects that can be read by their ids, but are in no list, are deleted, as far as that can be known.
     */
    public static final class MissedObjects {
        private final CycleCalls calls;
        private final ContentTranslator words;

        public MissedObjects(CycleCalls calls, ContentTranslator words) {
            this.calls = calls;
            this.words = words;
        }

        /**
         * True if a finished object accepted a write but holds the value from before, and no list can show the object:
         * it is probably deleted.
         */
        public boolean acceptedWithoutEffect(Kind kind, SyncLink.Linked stored, RemoteTask found) {
            SyncLink.Linked linked = words.compared(kind, stored);
            CanonicalContent now = words.compared(kind, found);
            Set<Field> apart = Reconciliation.changesOfOthers(linked, now);
            boolean turnedBack =
                    !apart.isEmpty() && Reconciliation.oldViews(linked, now).containsAll(apart);
            return turnedBack && isMissedNowhere(linked, found);
        }

        /**
         * True if no list can tell whether the object exists: it is finished, or was reopened and no list has shown it
         * since.
         */
        public boolean isMissedNowhere(SyncLink.Linked linked, RemoteTask found) {
            boolean finished = found.content().status() != RemoteStatus.OPEN;
            return !calls.tellsDeleted() && (finished || (!linked.wasOpen() && !isListed(found)));
        }

        /**
         * True if the object's list shows it, or if there is no answer. If a search does not show everything, only the
         * list counts.
         */
        private boolean isListed(RemoteTask task) {
            return !(new ObjectSearch(calls).open(task) instanceof RemoteAnswer.Ok<ObjectPlace>(var place))
                    || place instanceof ObjectPlace.At;
        }
    }
}
