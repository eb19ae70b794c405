package dev.devledger.application.sync;

import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.CanonicalChanges;
import dev.devledger.domain.sync.RemoteList;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteTask;
import java.util.List;
import java.util.Optional;

/**
 * A connected task service as the sync sees it. Every method is at most one remote request, or as many as an answer has
 * pages; none retries a write, and none throws for what the remote or the network did: the {@link RemoteAnswer} says it.
 */
public interface RemoteTasks {

    /** The short name of the connector, such as {@code ticktick}. */
    String connector();

    /** Every list of the account. */
    RemoteAnswer<List<RemoteList>> lists();

    /** Not idempotent: asked twice it makes two lists. */
    RemoteAnswer<RemoteList> createList(String name);

    /** The task under that list; empty where the remote says that there is none. A deleted task may still be answered. */
    RemoteAnswer<Optional<RemoteTask>> find(RemoteRef task);

    /** Every open task of the list; empty where the list is not there. */
    RemoteAnswer<Optional<List<RemoteTask>>> openTasks(String list);

    /** Not idempotent: asked twice it makes two tasks. The answer is the task as the remote holds it now, always open. */
    RemoteAnswer<RemoteTask> create(String list, Canonical content);

    /**
     * Writes the changed fields and nothing else. {@code current} is a fresh read of the same task.
     *
     * @return the content after the write where the remote tells it, else what was sent laid over {@code current}
     */
    RemoteAnswer<Canonical> update(RemoteTask current, CanonicalChanges changes);

    /** Idempotent. */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef task);
}
