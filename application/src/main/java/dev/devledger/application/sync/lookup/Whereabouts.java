package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.Sighting;
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
public final class Whereabouts {

    public sealed interface Place {
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

    public Whereabouts(CycleCalls calls) {
        this.calls = calls;
    }

    /** {@code last} is where it was. */
    public RemoteAnswer<Place> of(RemoteRef last) {
        return switch (calls.find(last)) {
            case RemoteAnswer.Refused<Optional<RemoteTask>> listGone -> elsewhere(last);
            case RemoteAnswer<Optional<RemoteTask>> answer ->
                answer.flatMap(found -> found.map(this::shown).orElseGet(() -> elsewhere(last)));
        };
    }

    /** Of one that is not where it was. */
    public RemoteAnswer<Place> elsewhere(RemoteRef last) {
        if (calls.isToldDeleted(last)) {
            return new RemoteAnswer.Ok<>(new Place.Nowhere());
        }
        return calls.findAnywhere(last.id())
                .flatMap(open -> open.isPresent()
                        ? new RemoteAnswer.Ok<>(new Place.At(open.get().ref()))
                        : calls.lists().flatMap(lists -> inOneOf(lists, last)));
    }

    private RemoteAnswer<Place> inOneOf(List<RemoteList> lists, RemoteRef last) {
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
        return new RemoteAnswer.Ok<>(new Place.Nowhere());
    }

    /** It has answered by its id, as a deleted one may do. */
    private RemoteAnswer<Place> shown(RemoteTask byId) {
        if (calls.tellsDeleted()) {
            return new RemoteAnswer.Ok<>(new Place.At(byId.ref()));
        }
        return byId.content().status() == RemoteStatus.OPEN ? openOrFinishedSince(byId) : finished(byId);
    }

    /** The first look after somebody has finished it may show what was before that. */
    private RemoteAnswer<Place> openOrFinishedSince(RemoteTask byId) {
        RemoteAnswer<Place> open = open(byId);
        if (!(open instanceof RemoteAnswer.Ok<Place>(Place.Nowhere nowhere))) {
            return open;
        }
        return calls.find(byId.ref())
                .flatMap(again -> again.filter(task -> task.content().status() != RemoteStatus.OPEN)
                        .map(this::finished)
                        .orElse(open));
    }

    private RemoteAnswer<Place> finished(RemoteTask byId) {
        return calls.call(remote -> remote.searchAll(byId.ref().list()))
                .flatMap(all -> all.map(found -> place(byId, found)).orElseGet(() -> cut(byId)));
    }

    /** Its list may leave it out, and as it was read before may be older than that it was opened: a search tells as well. */
    public RemoteAnswer<Place> open(RemoteTask byId) {
        return calls.openNow(byId.ref().list()).flatMap(listing -> {
            boolean leftOut = listing.isPresent() && !isIn(listing.get(), byId);
            return leftOut ? searched(byId) : place(byId, listing.orElse(Listing.of(List.of())));
        });
    }

    private RemoteAnswer<Place> searched(RemoteTask byId) {
        return calls.call(remote -> remote.searchOpen(byId.ref().list()))
                .flatMap(all -> all.map(found -> place(byId, found))
                        .orElseGet(() -> new RemoteAnswer.Ok<>(new Place.Unclear(byId.ref()))));
    }

    /** Of the finished ones a list shows those that were completed. */
    private RemoteAnswer<Place> cut(RemoteTask byId) {
        if (byId.content().status() == RemoteStatus.ABANDONED) {
            return new RemoteAnswer.Ok<>(new Place.Unclear(byId.ref()));
        }
        return calls.read(byId.ref().list(), Instant.EPOCH).flatMap(all -> place(byId, all.listing()));
    }

    private RemoteAnswer<Place> place(RemoteTask byId, Listing listing) {
        return isIn(listing, byId) ? new RemoteAnswer.Ok<>(new Place.At(byId.ref())) : notShown(byId);
    }

    private static boolean isIn(Listing listing, RemoteTask byId) {
        return !(listing.find(byId.ref().id()) instanceof Sighting.NotHere);
    }

    /** Of a closed list it is not known whether it shows what is in it. */
    private RemoteAnswer<Place> notShown(RemoteTask byId) {
        return calls.lists().map(all -> {
            boolean closed =
                    all.stream().anyMatch(list -> list.id().equals(byId.ref().list()) && !list.writable());
            return closed ? new Place.Unclear(byId.ref()) : new Place.Nowhere();
        });
    }
}
