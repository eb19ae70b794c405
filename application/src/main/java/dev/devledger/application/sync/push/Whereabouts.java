package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.FoundTask;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an object is by now, open or finished: asked before another one is made in its stead, or it is given up. No list
 * shows an abandoned one, and a deleted one answers by its id; so one is there where a search of its list shows it, and it
 * is nowhere once each list of the account was asked for it.
 */
final class Whereabouts {

    sealed interface Place {
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

        record At(RemoteRef object) implements Place {}

        record Nowhere() implements Place {}

        /** It answers by its id, and no search can tell whether it is there or deleted. */
        record Unclear(RemoteRef object) implements Place {}
    }

    private final CycleCalls calls;

    Whereabouts(CycleCalls calls) {
        this.calls = calls;
    }

    /** {@code last} is where it was. */
    RemoteAnswer<Place> of(RemoteRef last) {
        return switch (calls.find(last)) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                found.isPresent() ? shown(found.get()) : elsewhere(last);
            case RemoteAnswer.Refused<Optional<RemoteTask>> listGone -> elsewhere(last);
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> CycleCalls.failed(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> CycleCalls.failed(unknown);
        };
    }

    /** Of one that is not where it was. */
    RemoteAnswer<Place> elsewhere(RemoteRef last) {
        RemoteAnswer<Optional<RemoteTask>> open = calls.findAnywhere(last.id());
        if (!(open instanceof RemoteAnswer.Ok<Optional<RemoteTask>>(var found))) {
            return CycleCalls.failed(open);
        }
        if (found.isPresent()) {
            return new RemoteAnswer.Ok<>(new Place.At(found.get().ref()));
        }
        RemoteAnswer<List<RemoteList>> lists = calls.lists();
        return lists instanceof RemoteAnswer.Ok<List<RemoteList>>(var all)
                ? inOneOf(all, last)
                : CycleCalls.failed(lists);
    }

    private RemoteAnswer<Place> inOneOf(List<RemoteList> lists, RemoteRef last) {
        for (RemoteList list : lists) {
            RemoteAnswer<Optional<RemoteTask>> answer = list.id().equals(last.list())
                    ? new RemoteAnswer.Ok<>(Optional.empty())
                    : calls.find(new RemoteRef(list.id(), last.id()));
            switch (answer) {
                case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) -> {
                    if (found.isPresent()) {
                        return shown(found.get());
                    }
                }
                case RemoteAnswer.Refused<Optional<RemoteTask>> gone -> {}
                case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> {
                    return CycleCalls.failed(notSent);
                }
                case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> {
                    return CycleCalls.failed(unknown);
                }
            }
        }
        return new RemoteAnswer.Ok<>(new Place.Nowhere());
    }

    /** It has answered by its id, as a deleted one does. */
    private RemoteAnswer<Place> shown(RemoteTask byId) {
        return byId.content().status() == RemoteStatus.OPEN ? openOrFinishedSince(byId) : finished(byId);
    }

    /** The first look after somebody has finished it may show what was before that (docs/ticktick.md, section 7). */
    private RemoteAnswer<Place> openOrFinishedSince(RemoteTask byId) {
        RemoteAnswer<Place> open = open(byId);
        if (!(open instanceof RemoteAnswer.Ok<Place>(Place.Nowhere nowhere))) {
            return open;
        }
        RemoteAnswer<Optional<RemoteTask>> again = calls.find(byId.ref());
        return again instanceof RemoteAnswer.Ok<Optional<RemoteTask>>(var task)
                ? task.filter(each -> each.content().status() != RemoteStatus.OPEN)
                        .map(this::finished)
                        .orElse(open)
                : CycleCalls.failed(again);
    }

    private RemoteAnswer<Place> finished(RemoteTask byId) {
        RemoteAnswer<Optional<Listing>> search =
                calls.call(remote -> remote.searchAll(byId.ref().list()));
        if (!(search instanceof RemoteAnswer.Ok<Optional<Listing>>(var all))) {
            return CycleCalls.failed(search);
        }
        return all.isPresent() ? place(byId, all.get()) : cut(byId);
    }

    /** Its list may leave it out, and as it was read before may be older than that it was opened: a search tells as well. */
    RemoteAnswer<Place> open(RemoteTask byId) {
        String list = byId.ref().list();
        RemoteAnswer<Optional<Listing>> open = calls.openNow(list);
        if (!(open instanceof RemoteAnswer.Ok<Optional<Listing>>(var listing))) {
            return CycleCalls.failed(open);
        }
        boolean leftOut = listing.isPresent() && !isIn(listing.get(), byId);
        return leftOut ? searched(byId) : place(byId, listing.orElse(Listing.of(List.of())));
    }

    private RemoteAnswer<Place> searched(RemoteTask byId) {
        RemoteAnswer<Optional<Listing>> search =
                calls.call(remote -> remote.searchOpen(byId.ref().list()));
        return search instanceof RemoteAnswer.Ok<Optional<Listing>>(var all)
                ? all.map(found -> place(byId, found))
                        .orElseGet(() -> new RemoteAnswer.Ok<>(new Place.Unclear(byId.ref())))
                : CycleCalls.failed(search);
    }

    /** Of the finished ones a list shows those that were completed. */
    private RemoteAnswer<Place> cut(RemoteTask byId) {
        if (byId.content().status() == RemoteStatus.ABANDONED) {
            return new RemoteAnswer.Ok<>(new Place.Unclear(byId.ref()));
        }
        RemoteAnswer<CycleCalls.ListRead> read = calls.read(byId.ref().list(), Instant.EPOCH);
        return read instanceof RemoteAnswer.Ok<CycleCalls.ListRead>(var all)
                ? place(byId, all.listing())
                : CycleCalls.failed(read);
    }

    private RemoteAnswer<Place> place(RemoteTask byId, Listing listing) {
        return isIn(listing, byId) ? new RemoteAnswer.Ok<>(new Place.At(byId.ref())) : notShown(byId);
    }

    private static boolean isIn(Listing listing, RemoteTask byId) {
        return !(listing.find(byId.ref().id()) instanceof FoundTask.NotThere);
    }

    /** Of a closed list (docs/ticktick.md, section 5) it is not known whether it shows what is in it. */
    private RemoteAnswer<Place> notShown(RemoteTask byId) {
        RemoteAnswer<List<RemoteList>> lists = calls.lists();
        if (!(lists instanceof RemoteAnswer.Ok<List<RemoteList>>(var all))) {
            return CycleCalls.failed(lists);
        }
        boolean closed =
                all.stream().anyMatch(list -> list.id().equals(byId.ref().list()) && !list.writable());
        return new RemoteAnswer.Ok<>(closed ? new Place.Unclear(byId.ref()) : new Place.Nowhere());
    }
}
