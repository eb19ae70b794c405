package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connected task service as the sync sees it. Every method is one remote request at most, or as many as an answer has
 * pages, unless it says otherwise; none retries a write, and none throws for what the remote or the network did: the
 * {@link RemoteAnswer} says it. A read whose answer is nonsense is {@link RemoteAnswer.Unknown}, and so is one in which
 * too many tasks cannot be read, or one without so much as an id. A few are {@link Quarantined}: leaving them out would say
 * that they are not there.
 */
public interface RemoteTasks {

    /** So many parents are followed upwards: no tree is as deep, and a circle that is there already is not followed for ever. */
    int FOLLOWED = 20;

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

    /**
     * Every list of the account but the inbox, which the remote does not list.
     *
     * @param before run before each request but the first; what it throws ends the read
     */
    RemoteAnswer<List<RemoteList>> lists(Runnable before);

    /** The same for whoever has nothing to keep up meanwhile. */
    default RemoteAnswer<List<RemoteList>> lists() {
        return lists(() -> {});
    }

    /** Not idempotent: asked twice it makes two lists. */
    RemoteAnswer<RemoteList> createList(String name);

    /** Idempotent. The answer has the name that the list has now: a remote may cut a long one. */
    RemoteAnswer<RemoteList> renameList(String list, String name);

    /** Idempotent. All that is in the list goes with it: the caller has made sure that there is nothing. */
    RemoteAnswer<RemoteAnswer.Done> deleteList(String list);

    /**
     * The task under that list, where the remote has one there. A deleted task may still be answered.
     * {@link RemoteAnswer.Refused} only where its list is gone, to know which a second request may be needed.
     *
     * @throws IllegalArgumentException for a list's own address: a list is looked for among the {@link #lists}
     */
    RemoteAnswer<FoundTask> find(RemoteRef task);

    /**
     * Every open task of the account, under the list where it is. One request, or one more for the lists and one for each
     * of them where the account has more open tasks than one answer holds. However many of them cannot be read.
     *
     * @param before run before each request but the first; what it throws ends the read
     */
    RemoteAnswer<Listing> openAnywhere(Runnable before);

    /**
     * The open tasks of that list by a search, which may leave out others than {@link #openTasks} does; empty where it does
     * not tell whether it has shown all of them. However many of them cannot be read.
     */
    RemoteAnswer<Optional<Listing>> searchOpen(String list);

    /** The same of every task of that list, completed and abandoned ones too. */
    RemoteAnswer<Optional<Listing>> searchAll(String list);

    /**
     * Every open task of the list, and each other one where lists show all, in the order in which the list shows them;
     * empty where the list is not there.
     */
    RemoteAnswer<Optional<Listing>> openTasks(String list);

    /**
     * The tasks of these lists that were completed since then, each under its own list; all of them, or
     * {@link RemoteAnswer.Unknown}. Abandoned ones are not among them: the remote does not list those. No list is no
     * request. A page that the budget did not let through ends it; asked again soon after, it goes on with that page.
     *
     * @param before run before each request but the first; what it throws ends the read
     */
    RemoteAnswer<Listing> finishedTasks(Collection<String> lists, Instant since, Runnable before);

    /** The same for whoever has nothing to keep up meanwhile. */
    default RemoteAnswer<Listing> finishedTasks(Collection<String> lists, Instant since) {
        return finishedTasks(lists, since, () -> {});
    }

    /**
     * The tasks of the whole account that may have been made or written since then, under the lists where they are now:
     * every open one, every one that was completed since then, and the abandoned ones as far as the remote shows them.
     * It may show those only among all others and cut them, so where there are too many,
     * it is those of {@code list} alone, and of these so many as come. Three requests, and more for an account of which
     * one answer does not hold all open tasks: asked only where a create is without an answer. However many of them
     * cannot be read.
     *
     * @param list where an abandoned one is most likely
     * @param before run before each request but the first; what it throws ends the read
     */
    RemoteAnswer<Listing> everywhere(String list, Instant since, Runnable before);

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
     * that it was moved, so only a {@link #find} proves it.
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
