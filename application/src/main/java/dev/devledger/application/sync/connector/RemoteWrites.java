package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The writes to a connected service. Every method is one remote request at most unless it says otherwise; none retries,
 * and none throws because of the remote or the network: the {@link RemoteAnswer} tells the outcome.
 */
public interface RemoteWrites {

    /**
     * One request of a change.
     *
     * @param current the task after the step before, or as it was read for the first step: if a set takes several
     *     requests, each request only leads from its value in {@code current} to the next
     * @param read the task as it was read before the first step: only this state is known to have existed
     * @param absolute true if the step may be sent again without harm, even without the steps before it
     * @param tells true if the answer shows the step's fields after the write, even {@link Capabilities#untold} ones;
     *     it then shows no other fields
     */
    record Step(RemoteTask current, RemoteTask read, CanonicalChanges changes, boolean absolute, boolean tells) {
        public Step(RemoteTask current, CanonicalChanges changes, boolean absolute) {
            this(current, current, changes, absolute, false);
        }

        public Step telling() {
            return new Step(current, read, changes, absolute, true);
        }

        /** Returns one step for each of these changes that is not empty. */
        public static List<Step> each(RemoteTask current, List<CanonicalChanges> requests) {
            List<Step> script = new ArrayList<>();
            RemoteTask now = current;
            for (CanonicalChanges changes : requests) {
                if (!changes.isEmpty()) {
                    boolean absolute = !(now.recurring() && changes.completes());
                    Step step = new Step(now, current, changes, absolute, false);
                    script.add(step);
                    now = now.with(step.done());
                }
            }
            return List.copyOf(script);
        }

        /** Returns the content of the task after the step. */
        public CanonicalContent done() {
            return changes.applyTo(current.content());
        }
    }

    /**
     * The result of {@link #createAll}: the ids of the created tasks, in no order, and a reason for each task that was
     * not created. The remote does not say to which task an id or a reason belongs: only a read of the list shows that.
     * {@code full} is true if a task was not created because the list accepts no more.
     */
    record BatchCreateResult(List<String> ids, List<String> refusals, boolean full) {
        public BatchCreateResult(List<String> ids, List<String> refusals) {
            this(ids, refusals, false);
        }

        public BatchCreateResult {
            ids = List.copyOf(ids);
            refusals = List.copyOf(refusals);
        }
    }

    /** Creates a list. Not idempotent: two calls create two. */
    RemoteAnswer<RemoteList> createList(String name);

    /**
     * Writes the changed fields that a remote list holds, and nothing else. Idempotent. Returns the list as it is then:
     * a remote may cut a long name.
     */
    RemoteAnswer<RemoteList> updateList(String list, CanonicalChanges changes);

    /** Deletes a list with all that is in it. Idempotent. The caller has made sure that the list is empty. */
    RemoteAnswer<RemoteAnswer.Done> deleteList(String list);

    /**
     * Creates a task. Not idempotent: two calls create two. Returns the task as the remote holds it now, always open,
     * under the list where it really is.
     */
    RemoteAnswer<RemoteTask> create(String list, CanonicalContent content);

    /**
     * Creates many tasks in one request, which may succeed in part. Not idempotent. Without tasks, no request is sent.
     *
     * @throws IllegalArgumentException for more tasks than a {@link Capabilities.Batch} allows: one, unless the remote
     *     says otherwise
     */
    default RemoteAnswer<BatchCreateResult> createAll(String list, List<CanonicalContent> contents) {
        requireOne(contents.size());
        if (contents.isEmpty()) {
            return new Ok<>(new BatchCreateResult(List.of(), List.of()));
        }
        return switch (create(list, contents.getFirst())) {
            case Ok<RemoteTask>(var made) ->
                new Ok<>(new BatchCreateResult(List.of(made.ref().id()), List.of()));
            case Refused<RemoteTask>(var reason) -> new Ok<>(new BatchCreateResult(List.of(), List.of(reason)));
            case RemoteAnswer<RemoteTask> failed -> failed.failed();
        };
    }

    /**
     * Returns the requests of a change, in the order in which they are sent: one at least if anything changes. Sends
     * nothing, as each request is recorded before it is sent. {@code current} is a fresh read of the task. A change
     * that a later comparison would not show, such as a tag without meaning beside another one, comes before changes
     * that it would show: otherwise its loss would not be noticed.
     */
    List<Step> script(RemoteTask current, CanonicalChanges changes);

    /**
     * Writes the changed fields of the step and nothing else. Completing a recurring task is not absolute, as it ends
     * one more occurrence each time; only the next read shows the result. Clearing the parent detaches the task from
     * its parent.
     *
     * @return the content after the write if the remote returns it, else {@link Step#current} with the sent changes.
     *     The content may differ from the sent one, and does not prove that the task exists: a deleted task accepts
     *     every update without changing, and may answer with either content
     */
    RemoteAnswer<CanonicalContent> send(Step step);

    /**
     * Sends many steps in one request, which may succeed in part. Idempotent. Without steps, no request is sent.
     *
     * @param steps the steps, each the only one of its change
     * @return the reason for each refused task, by remote id; empty if all succeeded. The remote does not return the
     *     tasks
     * @throws IllegalArgumentException for more steps than a {@link Capabilities.Batch} allows, for two steps of one
     *     task, and for a step that is not absolute
     */
    default RemoteAnswer<Map<String, String>> updateAll(List<Step> steps) {
        requireOne(steps.size());
        if (steps.isEmpty()) {
            return new Ok<>(Map.of());
        }
        Step only = steps.getFirst();
        if (!only.absolute()) {
            throw new IllegalArgumentException(
                    "no step of a batch: " + only.current().ref());
        }
        return switch (send(only)) {
            case Ok<CanonicalContent> done -> new Ok<>(Map.of());
            case Refused<CanonicalContent>(var reason) ->
                new Ok<>(Map.of(only.current().ref().id(), reason));
            case RemoteAnswer<CanonicalContent> failed -> failed.failed();
        };
    }

    /**
     * Moves the task into another list, where it keeps its id. Its subtasks stay in the old list: each has to be moved
     * itself. Idempotent. {@link RemoteAnswer.Refused} if there is no such list; the remote also confirms the move of a
     * missing task, so only a {@link RemoteReads#find} proves the move.
     *
     * @throws IllegalArgumentException for a list's own address
     */
    RemoteAnswer<RemoteAnswer.Done> move(RemoteRef task, String toList);

    /**
     * Moves a task that was read just before.
     *
     * @return the task after the move, if the answer shows all of it; empty if only a read does
     */
    default RemoteAnswer<Optional<RemoteTask>> move(RemoteTask current, String toList) {
        return move(current.ref(), toList).map(done -> Optional.empty());
    }

    /**
     * Moves many tasks in one request, which may succeed in part: only a read shows which tasks were moved. Without
     * tasks, no request is sent.
     *
     * @throws IllegalArgumentException for more tasks than a {@link Capabilities.Batch} allows, and for a list's own
     *     address
     */
    default RemoteAnswer<RemoteAnswer.Done> moveAll(List<RemoteRef> tasks, String toList) {
        requireOne(tasks.size());
        return tasks.isEmpty() ? new Ok<>(RemoteAnswer.Done.DONE) : move(tasks.getFirst(), toList);
    }

    /**
     * Deletes the task. Idempotent.
     *
     * @throws IllegalArgumentException for a list's own address, as everything in the list would be deleted with it
     */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef task);

    private static void requireOne(int size) {
        if (size > 1) {
            throw new IllegalArgumentException(size + " tasks in a request, 1 is allowed");
        }
    }
}
