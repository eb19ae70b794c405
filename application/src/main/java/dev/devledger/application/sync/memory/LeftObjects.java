package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is there, and is nothing's here as it could not be taken over or read. Plain rows, never events. */
public interface LeftObjects {

    /** Where time entries are, which are in no list. */
    String TIME = "time";

    /**
     * @param list where it is; a list is in itself
     * @param name what the service calls it, of a time entry what tells it from others; null where that cannot be read
     * @param since when it was first so, for whatever reason
     * @param dismissed whether a person wants to hear no more of it, as long as the reason is the same
     */
    record Left(String list, String id, @Nullable String name, String reason, Instant since, boolean dismissed) {

        /** As it is known, where it was known before. */
        public Left after(@Nullable Left before) {
            return before == null
                    ? this
                    : new Left(list, id, name, reason, before.since, before.dismissed && before.reason.equals(reason));
        }
    }

    /** Those that nobody has dismissed, the oldest first. */
    default List<Left> told(ConnectedAccount account) {
        return all(account).stream().filter(each -> !each.dismissed()).toList();
    }

    /** The oldest first. */
    List<Left> all(ConnectedAccount account);

    /**
     * @param lists that were read, or are not there any more: nothing else is left in them
     * @param now what is left in them
     */
    void keep(ConnectedAccount account, Set<String> lists, List<Left> now);

    /** False where nothing of that id is told. */
    boolean dismiss(ConnectedAccount account, String id);
}
