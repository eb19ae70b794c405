package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sync changes in a connected service. Every method is one remote request at most unless it says otherwise;
 * none retries, and none throws for what the remote or the network did: the {@link RemoteAnswer} says it.
 */
public interface RemoteWrites {

    /**
     * One request of a change.
     *
     * @param current the task as the step before leaves it, the first one's as it was read: a set that takes several
     *     requests has another value before each, and just from that value to the next is what one of them does
     * @param read the task as it was read before the first of them: only that is known to have been there
     * @param absolute whether it may be sent once more without harm, and without the steps before it
     * @param tells whether its answer tells what it made of its fields, though that of a write of them may tell nothing
     *     ({@link Capabilities#untold}); of other fields it tells nothing then
     */
    record Step(RemoteTask current, RemoteTask read, CanonicalChanges changes, boolean absolute, boolean tells) {
        public Step(RemoteTask current, CanonicalChanges changes, boolean absolute) {
            this(current, current, changes, absolute, false);
        }

        public Step telling() {
            return new Step(current, read, changes, absolute, true);
        }

        /** A request for each of these, without those that change nothing. */
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

        /** What the task holds once it is done. */
        public Canonical done() {
            return changes.applyTo(current.content());
        }
    }

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

    /**
     * Writes what of the list has changed, of what a list holds there, and nothing else. Idempotent. The answer is the list as
     * it is now: a remote may cut a long name.
     */
    RemoteAnswer<RemoteList> updateList(String list, CanonicalChanges changes);

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
     * @throws IllegalArgumentException for more than a {@link Capabilities.Batch} takes; unless a remote says otherwise, that is one
     */
    default RemoteAnswer<CreatedAll> createAll(String list, List<Canonical> contents) {
        requireOne(contents.size());
        if (contents.isEmpty()) {
            return new Ok<>(new CreatedAll(List.of(), List.of()));
        }
        return switch (create(list, contents.getFirst())) {
            case Ok<RemoteTask>(var made) ->
                new Ok<>(new CreatedAll(List.of(made.ref().id()), List.of()));
            case Refused<RemoteTask>(var reason) -> new Ok<>(new CreatedAll(List.of(), List.of(reason)));
            case RemoteAnswer<RemoteTask> failed -> failed.failed();
        };
    }

    /**
     * The requests that a change takes, in the order in which they are sent: one at least where anything changes. Pure,
     * as each is put on record before it is sent. {@code current} is a fresh read of the task. What of a change does not
     * show in what is compared, such as a tag that says nothing beside another, comes before what does: it would not be
     * missed.
     */
    List<Step> script(RemoteTask current, CanonicalChanges changes);

    /**
     * Writes the changed fields of the step and nothing else. Completing a recurring task, which is not absolute, ends one
     * more occurrence each time: what that leaves is seen at the next read, not answered here. To clear the parent detaches
     * the task from it.
     *
     * @return the content after the write where the remote tells it, else what was sent laid over {@link Step#current}.
     *     It may differ from what was sent, and it is no proof of life: a deleted task takes every update and stays as it
     *     was, and may answer either
     */
    RemoteAnswer<Canonical> send(Step step);

    /**
     * The same for many in one request, which may be done in part. Idempotent. None is no request.
     *
     * @param steps each the whole script of its change
     * @return the remote id of each task that was refused, with the reason; empty where all was done. What the tasks hold
     *     now the remote does not say
     * @throws IllegalArgumentException for more than a {@link Capabilities.Batch} takes, for two steps of one task, and for
     *     one that is not absolute
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
            case Ok<Canonical> done -> new Ok<>(Map.of());
            case Refused<Canonical>(var reason) ->
                new Ok<>(Map.of(only.current().ref().id(), reason));
            case RemoteAnswer<Canonical> failed -> failed.failed();
        };
    }

    /**
     * Puts the task into another list, where it keeps its id. Its sub-tasks stay where they are: each is moved on its own.
     * Idempotent. {@link RemoteAnswer.Refused} where there is no such list; of a task that is not there the remote says
     * that it was moved, so only a {@link RemoteReads#find} proves it.
     *
     * @throws IllegalArgumentException for a list's own address
     */
    RemoteAnswer<RemoteAnswer.Done> move(RemoteRef task, String toList);

    /**
     * The same for one that was looked at just before.
     *
     * @return what it is then, where the answer shows all of it; empty where only a look tells
     */
    default RemoteAnswer<Optional<RemoteTask>> move(RemoteTask current, String toList) {
        return move(current.ref(), toList).map(done -> Optional.empty());
    }

    /**
     * The same for many in one request, which may be done in part: what is there then tells. None is no request.
     *
     * @throws IllegalArgumentException for more than a {@link Capabilities.Batch} takes, and for a list's own address
     */
    default RemoteAnswer<RemoteAnswer.Done> moveAll(List<RemoteRef> tasks, String toList) {
        requireOne(tasks.size());
        return tasks.isEmpty() ? new Ok<>(RemoteAnswer.Done.DONE) : move(tasks.getFirst(), toList);
    }

    /**
     * Idempotent.
     *
     * @throws IllegalArgumentException for a list's own address, since all that is in a list would go with it
     */
    RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef task);

    private static void requireOne(int size) {
        if (size > 1) {
            throw new IllegalArgumentException(size + " tasks in a request, 1 is allowed");
        }
    }
}
