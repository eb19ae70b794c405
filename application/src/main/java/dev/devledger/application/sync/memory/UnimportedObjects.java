package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The unlinked remote objects that could not be taken over or read. Plain rows, never events. */
public interface UnimportedObjects {

    /** Stands for the list of time entries, which are in no list. */
    String TIME = "time";

    /**
     * @param list the list of the object; for a list, the list itself
     * @param name the object's name in the service, or a description of the time entry; null if it cannot be read
     * @param since the time when the object was first left out, for any reason
     * @param dismissed true if a person wants no more reports of the object as long as the reason stays the same
     */
    record UnimportedObject(String list, String id, @Nullable String name, String reason, Instant since, boolean dismissed) {

        /** Returns a copy with the time and the dismissal of an earlier record of the object. */
        public UnimportedObject after(@Nullable UnimportedObject before) {
            return before == null
                    ? this
                    : new UnimportedObject(list, id, name, reason, before.since, before.dismissed && before.reason.equals(reason));
        }
    }

    /** Returns the objects that no person has dismissed, the oldest first. */
    default List<UnimportedObject> told(ConnectedAccount account) {
        return all(account).stream().filter(each -> !each.dismissed()).toList();
    }

    /** Returns all objects, the oldest first. */
    List<UnimportedObject> all(ConnectedAccount account);

    /**
     * @param lists the lists that were read, or no longer exist: their earlier records are replaced
     * @param now the objects in these lists that are left out now
     */
    void keep(ConnectedAccount account, Set<String> lists, List<UnimportedObject> now);

    /** Dismisses an object; false if no such object is left out. */
    boolean dismiss(ConnectedAccount account, String id);
}
