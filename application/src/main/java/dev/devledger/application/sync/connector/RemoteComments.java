package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comments on tasks of a connected service. Every method is one remote request at most; none retries, and none
 * throws because of the remote or the network: the {@link RemoteAnswer} tells the outcome.
 */
public interface RemoteComments {

    /**
     * Returns a page of the comments of that task, newest first.
     *
     * @param cursor the next cursor of the page before, null for the first
     */
    RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor);

    /**
     * Adds a comment and returns its id. Not idempotent: two calls add two. Notifies the same people as any comment
     * does.
     */
    RemoteAnswer<String> add(RemoteRef task, String text);
}
