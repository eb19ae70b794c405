package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.List;
import java.util.Map;

/**
 * What the sync changes in a connected service. Every method is one remote request at most unless it says otherwise;
 * none retries, and none throws for what the remote or the network did: the {@link RemoteAnswer} says it.
 */
public interface RemoteWrites {

    /** What is to become of a task: {@code current} is a fresh read of it. */
    record Edit(RemoteTask current, CanonicalChanges changes) {}

    /**
     * What came of {@link #createAll}: the ids of the tasks that were made, in no order, and a reason for each that was
     * not. Which id or which reason is whose the remote does not say; the list has to be read. {@code full} where one was
     * not made since the list takes nothing more.
     */
    record CreatedAll(List<String> ids, List<String> refusals, boolean full) {
        public CreatedAll(List<String> ids, List<String> refusals) {
            this(ids, refusals, false);
        }

        public CreatedAll {
            ids = List.copyOf(ids);
            refusals = List.copyOf(refusals);
        }
    }

    /** Not idempotent: asked twice it makes two lists. */
    RemoteAnswer<RemoteList> createList(String name);

    /** Idempotent. The answer has the name that the list has now: a remote may cut a long one. */
    RemoteAnswer<RemoteList> renameList(String list, String name);

    /** Idempotent. All that is in the list goes with it: the caller has made sure that there is nothing. */
    RemoteAnswer<RemoteAnswer.Done> deleteList(String list);

    /**
     * Not idempotent: asked twice it makes two tasks. The answer is the task as the remote holds it now, always open, under
     * the list where it really is.
     */
    RemoteAnswer<RemoteTask> create(String list, Canonical content);

    /**
     * The same for many in one request, which may be done in part. Not idempotent. None is no request.
     *
     * @throws IllegalArgumentException for more than a {@link Capabilities.Batch} takes
     */
    RemoteAnswer<CreatedAll> createAll(String list, List<Canonical> contents);

    /**
     * Writes the changed fields and nothing else. {@code current} is a fresh read of the same task. Idempotent but for
     * completing a recurring task, each of which ends one more occurrence: what that leaves is seen at the next read, not
     * answered here. An edit that also completes is one request; of a recurring task it takes two, and where the first
     * alone was done, the answer is {@link RemoteAnswer.Unknown}. To clear the parent detaches the task from it.
     *
     * @return the content after the write where the remote tells it, else what was sent laid over {@code current}. It may
     *     differ from what was sent, and it is no proof of life: a deleted task takes every update and stays as it was,
     *     and may answer either
     */
    RemoteAnswer<Canonical> update(RemoteTask current, CanonicalChanges changes);

    /**
     * The same for many in one request, which may be done in part. Idempotent. No change is no request.
     *
     * @return the remote id of each task that was refused, with the reason; empty where all was done. What the tasks hold
     *     now the remote does not say
     * @throws IllegalArgumentException for more than a {@link Capabilities.Batch} takes, for two edits of one task, and for completing a
     *     recurring task
     */
    RemoteAnswer<Map<String, String>> updateAll(List<Edit> edits);

    /**
     * Puts the task into another list, where it keeps its id. Its sub-tasks stay where they are: each is moved on its own.
     * Idempotent. {@link RemoteAnswer.Refused} where there is no such list; of a task that is not there the remote says
     * that it was moved, so only a {@link RemoteReads#find} proves it.
     *
     * @throws IllegalArgumentException for a list's own address
     */
    RemoteAnswer<RemoteAnswer.Done> move(RemoteRef task, String toList);

    /**
     * The same for many in one request, which may be done in part: what is there then tells. None is no request.
     *
     * @throws IllegalArgumentException for more than a {@link Capabilities.Batch} takes, and for a list's own address
     */
    RemoteAnswer<RemoteAnswer.Done> moveAll(List<RemoteRef> tasks, String toList);

    /**
     * Idempotent.
     *
     * @throws IllegalArgumentException for a list's own address, since all that is in a list would go with it
     */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef task);
}
