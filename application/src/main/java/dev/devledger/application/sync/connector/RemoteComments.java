package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said about tasks in a connected service that has room for it. Every method is one remote request at most; none
 * retries, and none throws for what the remote or the network did: the {@link RemoteAnswer} says it.
 */
public interface RemoteComments {

    /**
     * Of that task, newest first.
     *
     * @param cursor what the page before said of the next one, null for the first
     */
    RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor);

    /** Not idempotent: asked twice it makes two. Nobody is notified more than by any comment. The answer is its id. */
    RemoteAnswer<String> add(RemoteRef task, String text);
}
