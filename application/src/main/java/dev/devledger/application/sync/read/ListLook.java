package dev.devledger.application.sync.read;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.read.Snapshot.Unreadable;
import dev.devledger.domain.sync.content.RemoteList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be said of a list. */
sealed interface ListLook {
    record Content(Listing all) implements ListLook {}

    record Gone() implements ListLook {}

    record Unknown(Unreadable why) implements ListLook {}

    /**
     * The list of lists and the list's own content have to agree that it is not there: where one shows it and the other
     * does not, nothing is known of it.
     */
    static ListLook at(@Nullable RemoteList shown, String list, CycleCalls calls, String service) {
        if (shown != null && !shown.writable()) {
            return new Unknown(new Unreadable(
                    "it is archived or read-only in " + service + "; it is not synced until that changes", true));
        }
        return orStop(calls.openTasks(list).refusedByList())
                .either(open -> of(shown != null, open, service), ListLook::unknown);
    }

    private static ListLook of(boolean shown, Optional<Listing> open, String service) {
        if (!shown) {
            return open.isEmpty() ? new Gone() : unknown(service + " returns its tasks, but not the list itself");
        }
        return open.<ListLook>map(Content::new)
                .orElseGet(() -> unknown(service + " returns the list, but not its tasks"));
    }

    private static ListLook unknown(String reason) {
        return new Unknown(new Unreadable(reason, false));
    }
}
