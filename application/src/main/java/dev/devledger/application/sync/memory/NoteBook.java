package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.sync.note.TaskNote;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which notes are which comments, built from the events of the links of their tasks: the rows of {@code sync_notes}. */
public interface NoteBook {

    /**
     * Every note of that task, oldest first, with what is known of it in that account. What the service has brought there
     * itself, and is no comment, is none to be sent there.
     */
    List<TaskNote> of(ConnectedAccount account, UUID task);

    /** Those of these comments that are notes. */
    Set<String> known(ConnectedAccount account, Collection<String> comments);

    /** So many tasks of which notes are known to be comments there, those first of which that is known last. */
    List<UUID> commented(ConnectedAccount account, int limit);

    /** It is about to be sent, maybe once more; what else is known of it stays known. */
    void intend(SyncLinkId link, UUID note, Instant at);

    /** The same once more changes nothing. */
    void link(SyncLinkId link, UUID note, String comment, Instant at);
}
