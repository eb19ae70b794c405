package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The unlinked remote objects that could not be taken over or read. Plain rows, never events. */
public interface LeftObjects {

    /** The place of time entries, which are in no list. */
    String TIME = "time";

    /**
     * @param list the list of the object; a list is in itself
     * @param name its name in the service, of a time entry a description of it; null if that cannot be read
     * @param since the time when it was first left out, for whatever reason
     * @param dismissed true if a person wants no more reports of it, as long as the reason is the same
     */
    record Left(String list, String id, @Nullable String name, String reason, Instant since, boolean dismissed) {

        /** Keeps the time and the dismissal of an earlier record. */
        public Left after(@Nullable Left before) {
            return before == null
                    ? this
                    : new Left(list, id, name, reason, before.since, before.dismissed && before.reason.equals(reason));
        }
    }

    /** Returns the objects that no person has dismissed, the oldest first. */
    default List<Left> told(ConnectedAccount account) {
        return all(account).stream().filter(each -> !each.dismissed()).toList();
    }

    /** Returns all objects, the oldest first. */
    List<Left> all(ConnectedAccount account);

    /**
     * @param lists the lists that were read, or do not exist any more: nothing else is left in them
     * @param now the objects that are left in them
     */
    void keep(ConnectedAccount account, Set<String> lists, List<Left> now);

    /** False if no such object is left. */
    boolean dismiss(ConnectedAccount account, String id);
}
