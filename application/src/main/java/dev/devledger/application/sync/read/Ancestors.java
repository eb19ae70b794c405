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
 * Follows the parents of a remote object as they are now. A remote move and a local move of two tasks below each other
 * conflict in neither task, but together they would form a circle, which the service's app cannot remove.
 */
public final class Ancestors {
    public enum Answer {
        NOT_BELOW,
        BELOW,
        /** The object is not in its place: it may have been moved anywhere. */
        MOVED,
        UNANSWERED
    }

    private final CycleCalls calls;

    public Ancestors(CycleCalls calls) {
        this.calls = calls;
    }

    /** Returns if {@code from} is that object or below it; its ancestors may be in another list by now. */
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
     * Continues in all lists: a parent in another list, such as that of a child that was moved alone, counts once both
     * are in one list again.
     */
    private Answer isBelowAnywhere(String from, String object) {
        return orStop(calls.openAnywhere()).either(all -> isBelow(from, object, all), reason -> Answer.UNANSWERED);
    }

    /** As above, by one answer. */
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

    /** True if the answer shows all ancestors up to the top, without that object. */
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

    /** A finished object that was moved away cannot be found; it is below nothing that is open. */
    private Answer elsewhere(RemoteRef object) {
        return orStop(calls.findAnywhere(object.id()))
                .either(found -> found.isPresent() ? Answer.MOVED : Answer.NOT_BELOW, reason -> Answer.UNANSWERED);
    }
}
