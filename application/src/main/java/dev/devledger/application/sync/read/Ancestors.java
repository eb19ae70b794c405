package dev.devledger.application.sync.read;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the parents of a remote object as they are now. If one task is moved below another in the service, and the
 * other below the first in the ledger, neither task has a conflict; but both moves together would form a circle, which
 * the service's app cannot remove.
 */
public final class Ancestors {
    public enum Answer {
        NOT_BELOW,
        BELOW,
        /** The first object is not in its list: it may have been moved anywhere. */
        MOVED,
        UNANSWERED
    }

    private final CycleCalls calls;

    public Ancestors(CycleCalls calls) {
        this.calls = calls;
    }

    /** Returns if {@code from} is that object or below it. Ancestors of {@code from} may be in another list by now. */
    public Answer isBelow(RemoteRef from, String object) {
        RemoteRef each = from;
        for (int depth = 0; depth < RemoteReads.FOLLOWED; depth++) {
            if (each.id().equals(object)) {
                return Answer.BELOW;
            }
            RemoteRef asked = each;
            switch (orStop(calls.find(asked))) {
                case RemoteAnswer.Ok(var found) -> {
                    if (found.isEmpty() && depth == 0) {
                        return elsewhere(asked);
                    }
                    if (found.isEmpty()) {
                        return isBelowAnywhere(asked.id(), object);
                    }
                    String parent = found.get().content().parent();
                    if (parent == null) {
                        return Answer.NOT_BELOW;
                    }
                    each = new RemoteRef(asked.list(), parent);
                }
                case RemoteAnswer.Refused<Optional<RemoteTask>> refused -> {
                    return Answer.MOVED;
                }
                case RemoteAnswer.Unknown<Optional<RemoteTask>> unknown -> {
                    return Answer.UNANSWERED;
                }
            }
        }
        return Answer.BELOW;
    }

    /**
     * Continues with the open tasks of all lists: if a parent is in another list, such as after its child was moved
     * alone, that parent counts as well, as both may be in one list again later.
     */
    private Answer isBelowAnywhere(String from, String object) {
        return orStop(calls.openAnywhere()).either(all -> isBelow(from, object, all), reason -> Answer.UNANSWERED);
    }

    /** Returns the same as {@link #isBelow(RemoteRef, String)}, judging by one answer with open tasks. */
    public static Answer isBelow(String from, String object, Listing all) {
        Map<String, RemoteTask> open = new HashMap<>();
        all.tasks().forEach(task -> open.put(task.ref().id(), task));
        String each = from;
        for (int depth = 0; depth < RemoteReads.FOLLOWED; depth++) {
            if (each.equals(object)) {
                return Answer.BELOW;
            }
            RemoteTask task = open.get(each);
            String parent = task == null ? null : task.content().parent();
            if (parent == null) {
                return Answer.NOT_BELOW;
            }
            each = parent;
        }
        return Answer.BELOW;
    }

    /**
     * True if the answer shows {@code from} and all its ancestors up to the top, and that object is not one of them.
     */
    public static boolean isShownElsewhere(String from, String object, Listing all) {
        String each = from;
        for (int depth = 0; depth < RemoteReads.FOLLOWED; depth++) {
            if (each.equals(object) || !(all.find(each) instanceof LookupResult.Found(var task))) {
                return false;
            }
            if (task.content().parent() == null) {
                return true;
            }
            each = task.content().parent();
        }
        return false;
    }

    /**
     * Searches an object that is not in its list. A finished object that was moved away cannot be found; it is below
     * nothing that is open.
     */
    private Answer elsewhere(RemoteRef object) {
        return orStop(calls.findAnywhere(object.id()))
                .either(found -> found.isPresent() ? Answer.MOVED : Answer.NOT_BELOW, reason -> Answer.UNANSWERED);
    }
}
