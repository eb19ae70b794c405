package dev.devledger.application.sync;

import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.CanonicalChanges;
import dev.devledger.domain.sync.RemoteList;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A connected task service as the sync sees it. Every method is one remote request at most, or as many as an answer has
 * pages, unless it says otherwise; none retries a write, and none throws for what the remote or the network did: the
 * {@link RemoteAnswer} says it. A read whose answer is nonsense, or has one task in it that cannot be read, is
 * {@link RemoteAnswer.Unknown} as a whole: leaving the one out would say that it is not there.
 */
public interface RemoteTasks {

    /** The short name of the connector, such as {@code ticktick}. */
    String connector();

    /** Every list of the account. */
    RemoteAnswer<List<RemoteList>> lists();

    /** Not idempotent: asked twice it makes two lists. */
    RemoteAnswer<RemoteList> createList(String name);

    /**
     * The task under that list; empty where the remote says that there is none. A deleted task may still be answered.
     * {@link RemoteAnswer.Refused} only where its list is gone, to know which a second request may be needed.
     *
     * @throws IllegalArgumentException for a list's own address: a list is looked for among the {@link #lists}
     */
    RemoteAnswer<Optional<RemoteTask>> find(RemoteRef task);

    /** Every open task of the list; empty where the list is not there. */
    RemoteAnswer<Optional<List<RemoteTask>>> openTasks(String list);

    /**
     * The tasks of the list that were completed since then; all of them, or {@link RemoteAnswer.Unknown}. Abandoned ones
     * are not among them: the remote does not list those.
     */
    RemoteAnswer<List<RemoteTask>> finishedTasks(String list, Instant since);

    /**
     * Not idempotent: asked twice it makes two tasks. The answer is the task as the remote holds it now, always open, under
     * the list where it really is.
     */
    RemoteAnswer<RemoteTask> create(String list, Canonical content);

    /**
     * Writes the changed fields and nothing else. {@code current} is a fresh read of the same task. Idempotent but for
     * completing a recurring task, each of which ends one more occurrence: what that leaves is seen at the next read, not
     * answered here. Completing one together with other changes takes two requests; where the first alone was done, the
     * answer is {@link RemoteAnswer.Unknown}.
     *
     * @return the content after the write where the remote tells it, else what was sent laid over {@code current}. It may
     *     differ from what was sent: a deleted task takes every update and stays as it was
     */
    RemoteAnswer<Canonical> update(RemoteTask current, CanonicalChanges changes);

    /**
     * Idempotent.
     *
     * @throws IllegalArgumentException for a list's own address, since all that is in a list would go with it
     */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef task);
}
