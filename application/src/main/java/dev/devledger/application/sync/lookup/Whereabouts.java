package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where an object is by now, open or finished: asked before another one is made in its stead, or it is given up. No list
 * shows an abandoned one, and a deleted one answers by its id; so one is there where a search of its list shows it, and it
 * is nowhere once each list of the account was asked for it.
 */
public final class Whereabouts {
    private final CycleCalls calls;

    public Whereabouts(CycleCalls calls) {
        this.calls = calls;
    }

    /** {@code last} is where it was. */
    public RemoteAnswer<ObjectPlace> of(RemoteRef last) {
        return switch (calls.find(last)) {
            case RemoteAnswer.Refused<Optional<RemoteTask>> listGone -> elsewhere(last);
            case RemoteAnswer<Optional<RemoteTask>> answer ->
                answer.flatMap(found -> found.map(this::shown).orElseGet(() -> elsewhere(last)));
        };
    }

    /** Of one that is not where it was. */
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

    /** It has answered by its id, as a deleted one may do. */
    private RemoteAnswer<ObjectPlace> shown(RemoteTask byId) {
        if (calls.tellsDeleted()) {
            return new RemoteAnswer.Ok<>(new ObjectPlace.At(byId.ref()));
        }
        return byId.content().status() == RemoteStatus.OPEN ? openOrFinishedSince(byId) : finished(byId);
    }

    /** The first look after somebody has finished or moved it may show what was before that. */
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

    /** Its list may leave it out, and as it was read before may be older than that it was opened: a search tells as well. */
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

    /** Of the finished ones a list shows those that were completed. */
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
        return !(listing.find(byId.ref().id()) instanceof Sighting.NotHere);
    }

    /** Of a closed list it is not known whether it shows what is in it. */
    private RemoteAnswer<ObjectPlace> notShown(RemoteTask byId) {
        return calls.lists().map(all -> {
            boolean closed =
                    all.stream().anyMatch(list -> list.id().equals(byId.ref().list()) && !list.writable());
            return closed ? new ObjectPlace.Unclear(byId.ref()) : new ObjectPlace.Nowhere();
        });
    }

    /** Where an object is by now. */
    public sealed interface ObjectPlace {
        /** As the existence table has it, of one that is looked for wherever it is. */
        default RemoteState state() {
            return switch (this) {
                case At at -> RemoteState.SEEN_CHANGED;
                case Nowhere nowhere -> RemoteState.GONE;
                case Unclear unclear -> RemoteState.CANNOT_TELL;
            };
        }

        /** Where it is; {@code otherwise} where that is nowhere. */
        default RemoteRef object(RemoteRef otherwise) {
            return switch (this) {
                case At(var object) -> object;
                case Nowhere nowhere -> otherwise;
                case Unclear(var object) -> object;
            };
        }

        record At(RemoteRef object) implements ObjectPlace {}

        record Nowhere() implements ObjectPlace {}

        /** It answers by its id, and no search can tell whether it is there or deleted. */
        record Unclear(RemoteRef object) implements ObjectPlace {}
    }

    /** Of what answers by its id and is in no list by nature: whether it is deleted, as far as anybody can tell. */
    public static final class MissedObjects {
        private final CycleCalls calls;
        private final Words words;

        public MissedObjects(CycleCalls calls, Words words) {
            this.calls = calls;
            this.words = words;
        }

        /** Whether a finished one took what was written into it and holds what was there before, which no list shows. */
        public boolean tookAndDoesNotHold(Kind kind, SyncLink.Linked stored, RemoteTask found) {
            SyncLink.Linked linked = words.compared(kind, stored);
            Canonical now = words.compared(kind, found);
            Set<Field> apart = Reconciliation.changesOfOthers(linked, now);
            boolean turnedBack =
                    !apart.isEmpty() && Reconciliation.oldViews(linked, now).containsAll(apart);
            return turnedBack && isMissedNowhere(linked, found);
        }

        /** Finished, or opened again without any list that has shown it since: what became of it no list tells. */
        public boolean isMissedNowhere(SyncLink.Linked linked, RemoteTask found) {
            boolean finished = found.content().status() != RemoteStatus.OPEN;
            return !calls.tellsDeleted() && (finished || (!linked.wasOpen() && !isListed(found)));
        }

        /** Where the search besides its list does not show all, the list alone tells; where that is not answered it may be. */
        private boolean isListed(RemoteTask task) {
            return !(new Whereabouts(calls).open(task) instanceof RemoteAnswer.Ok<ObjectPlace>(var place))
                    || place instanceof ObjectPlace.At;
        }
    }
}
