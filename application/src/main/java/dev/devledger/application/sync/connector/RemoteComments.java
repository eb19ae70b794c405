package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comments on tasks of a connected service. Every method is one remote request at most; none retries, and none
 * throws for what the remote or the network did: the {@link RemoteAnswer} says it.
 */
public interface RemoteComments {

    /**
     * Returns a page of the comments of that task, newest first.
     *
     * @param cursor the next cursor of the page before, null for the first
     */
    RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor);

    /**
     * Adds a comment and returns its id. Not idempotent: two calls add two. It notifies no more people than any
     * comment.
     */
    RemoteAnswer<String> add(RemoteRef task, String text);
}
