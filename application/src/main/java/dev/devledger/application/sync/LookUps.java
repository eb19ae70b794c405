package dev.devledger.application.sync;

import dev.devledger.domain.sync.LookUp.ById;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for single objects that a complete read of their list did not have (sync design, section 5). */
final class LookUps {
    /** A mass of missing ones is looked for over several cycles, so that a day's budget is not spent on it at once. */
    private static final int MOST = 60;

    /** What a guard holds is looked at again after so long, */
    private static final Duration PROVEN = Duration.ofMinutes(10);

    /** and so many of it in a cycle: they were all found at about the same time. */
    private static final int ANEW = 5;

    /**
     * @param task as it was found, in its list or in another; null where it was not
     * @param elsewhere whether it was found in another list
     * @param searched whether it was looked for in all others
     */
    record Found(ById byId, @Nullable RemoteTask task, boolean elsewhere, boolean searched) {
        static final Found UNANSWERED = new Found(ById.UNANSWERED, null, false, false);
    }

    private final CycleCalls calls;
    private final Proofs before;
    private final Map<RemoteRef, Proofs.Proof> proofs = new HashMap<>();
    private final Map<String, RemoteAnswer<Optional<Listing>>> searches = new HashMap<>();
    private int asked;
    private int anew;
    /** Read once, however many are missing: each of them was missing before it was read. */
    private @Nullable RemoteAnswer<Listing> everywhere;

    /** {@code before} is what earlier cycles have found of what is held. */
    LookUps(CycleCalls calls, Proofs before) {
        this.calls = calls;
        this.before = before;
    }

    Found ask(RemoteRef object, boolean listGone) {
        Proofs.Proof known = before.of(object);
        boolean stands = known != null && known.at().plus(PROVEN).isAfter(calls.now());
        if (known != null && (stands || anew++ >= ANEW)) {
            return said(object, known);
        }
        Found found = look(object, listGone);
        Proofs.Proof news = new Proofs.Proof(found, calls.now());
        return said(object, known != null && found.equals(Found.UNANSWERED) ? known : news);
    }

    private Found said(RemoteRef object, Proofs.Proof proof) {
        proofs.put(object, proof);
        return proof.found();
    }

    /** Whether what was said of it was found by an earlier cycle. */
    boolean isOld(RemoteRef object) {
        Proofs.Proof known = before.of(object);
        return known != null && known.equals(proofs.get(object));
    }

    /** What was said of these, for the cycles to come. */
    Map<RemoteRef, Proofs.Proof> proofs(Collection<RemoteRef> objects) {
        Map<RemoteRef, Proofs.Proof> some = new HashMap<>(proofs);
        some.keySet().retainAll(objects);
        return some;
    }

    private Found look(RemoteRef object, boolean listGone) {
        if (listGone) {
            return search(object, ById.LIST_GONE); // one look answers for all that was in it
        }
        if (asked++ >= MOST) {
            return Found.UNANSWERED;
        }
        return switch (calls.find(object)) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                found.map(LookUps::there).orElseGet(() -> search(object, ById.NOT_THERE));
            case RemoteAnswer.Refused<Optional<RemoteTask>> gone -> search(object, ById.LIST_GONE);
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> notNow(notSent);
            case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> Found.UNANSWERED;
        };
    }

    /** Of one whose list is not read: that its id answers says nothing, as a deleted one answers as well. */
    Found askAnywhere(RemoteRef object, boolean listGone) {
        if (asked++ >= MOST) {
            return Found.UNANSWERED;
        }
        Found found = search(object, ById.NOT_THERE);
        return found.task() != null || !found.searched() ? found : ask(object, listGone);
    }

    /** What a search of its list says of one that the list itself does not show. */
    sealed interface Searched {
        record Shown(RemoteTask task) implements Searched {}

        record NotShown() implements Searched {}

        /** It does not show all, so that it says nothing of what it does not show. */
        record Cut() implements Searched {}

        record Unanswered() implements Searched {}
    }

    /** A list that leaves something out is no reason for a search to do so as well. */
    Searched inSearch(RemoteRef object) {
        RemoteAnswer<Optional<Listing>> answer =
                searches.computeIfAbsent(object.list(), list -> calls.call(remote -> remote.searchOpen(list)));
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

    private static Searched searched(FoundTask found) {
        return switch (found) {
            case FoundTask.There(var task) -> new Searched.Shown(task);
            case FoundTask.NotThere none -> new Searched.NotShown();
            case FoundTask.Unreadable unreadable -> new Searched.Unanswered();
        };
    }

    /** Whether it is open anywhere at this moment, whatever a list shows; null where that was not answered. */
    @Nullable
    Boolean isOpen(RemoteRef object) {
        if (asked++ >= MOST) {
            return null;
        }
        Found found = search(object, ById.NOT_THERE);
        return found.searched() ? found.task() != null : null;
    }

    /** Where only the budget is used up, what was read already is still worth to be taken over. */
    private Found notNow(RemoteAnswer.NotSent<?> notSent) {
        if (notSent.hold() != RemoteAnswer.Hold.RATE_LIMITED) {
            throw CycleStopped.held(notSent);
        }
        asked = MOST;
        return Found.UNANSWERED;
    }

    private static Found there(RemoteTask task) {
        boolean open = task.content().status() == RemoteStatus.OPEN;
        return new Found(open ? ById.OPEN : ById.FINISHED, task, false, false);
    }

    private RemoteAnswer<Optional<RemoteTask>> anywhere(String id) {
        if (everywhere == null) {
            everywhere = calls.openAnywhere();
        }
        return everywhere instanceof RemoteAnswer.Ok<Listing>(var all)
                ? CycleCalls.readable(new RemoteAnswer.Ok<>(all.find(id)))
                : CycleCalls.failed(everywhere);
    }

    private Found search(RemoteRef object, ById byId) {
        return switch (anywhere(object.id())) {
            case RemoteAnswer.Ok<Optional<RemoteTask>>(var found) ->
                new Found(byId, found.orElse(null), found.isPresent(), true);
            case RemoteAnswer.NotSent<Optional<RemoteTask>> notSent -> notNow(notSent);
            case RemoteAnswer.Refused<Optional<RemoteTask>> refused -> Found.UNANSWERED;
            case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> Found.UNANSWERED;
        };
    }
}
