package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.RemoteAnswers.answer;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Failure;
import dev.devledger.adapters.services.ticktick.client.TickTickApi;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.json.TaskBodies;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The edit of one task. */
final class TaskEdits {
    private static final Set<Field> OTHERS = EnumSet.complementOf(EnumSet.of(Field.STATUS));

    private final TickTickClient client;
    private final TickTickJson json;
    private final TaskBodies bodies;
    private final Batches batches;

    TaskEdits(TickTickClient client, TickTickJson json, TaskBodies bodies, Batches batches) {
        this.client = client;
        this.json = json;
        this.bodies = bodies;
        this.batches = batches;
    }

    /** A batch's status 2 on a series is not known to move it on, as completing does: two calls, the harmless one first. */
    static List<Step> script(RemoteTask current, CanonicalChanges changes) {
        return current.recurring() && changes.completes()
                ? Step.each(current, List.of(changes.only(OTHERS), changes.only(EnumSet.of(Field.STATUS))))
                : Step.each(current, List.of(changes));
    }

    RemoteAnswer<Canonical> send(RemoteTask current, CanonicalChanges changes) {
        if (!changes.completes()) {
            return merge(current, changes);
        }
        return changes.fields().size() == 1
                ? complete(current, changes)
                : batches.update(current, changes).flatMap(done -> completed(current, changes));
    }

    private RemoteAnswer<Canonical> merge(RemoteTask current, CanonicalChanges changes) {
        return merged(current, changes).flatMap(now -> {
            boolean lostDays = !changes.fields().contains(Field.DATES)
                    && TaskBodies.hasDays(current.content())
                    && now.content().dueDate() == null;
            return lostDays ? withDaysOf(current, now) : new Ok<>(now.content());
        });
    }

    private RemoteAnswer<RemoteTask> merged(RemoteTask current, CanonicalChanges changes) {
        String sent = bodies.merge(current, changes).toString();
        Outcome outcome =
                client.call(Share.WRITE, TickTickApi.updateTask(current.ref().id()), sent);
        return answer(
                        outcome,
                        body -> same(
                                json.written(body, current.ref().list(), changes.applyTo(current.content())),
                                current.ref()))
                .flatMap(now -> isEnough(now, current, changes) ? new Ok<>(now) : looked(current.ref()))
                .map(now -> now.filled(current.content()));
    }

    /** Days that it does not show may be lost, whatever was written. */
    private static boolean isEnough(RemoteTask answer, RemoteTask before, CanonicalChanges changes) {
        boolean hidesDays =
                TaskBodies.hasDays(before.content()) && answer.gaps().fields().contains(Field.DATES);
        return !hidesDays && Collections.disjoint(answer.gaps().fields(), changes.fields());
    }

    /** What of its fields the answer does not show. */
    private RemoteAnswer<RemoteTask> looked(RemoteRef task) {
        return answer(
                client.call(Share.WRITE, TickTickApi.task(task.list(), task.id())),
                body -> same(json.task(body, task.list()), task));
    }

    /** Some have seen an update take the days of an all-day task away that it did not name. They are written again. */
    private RemoteAnswer<Canonical> withDaysOf(RemoteTask before, RemoteTask now) {
        CanonicalChanges days =
                CanonicalChanges.between(now.content(), before.content()).only(EnumSet.of(Field.DATES));
        return merged(now, days) instanceof Ok<RemoteTask>(var whole)
                ? new Ok<>(whole.content())
                : new Unknown<>("the fields were written; TickTick removed the task's dates, and did not answer when"
                        + " Devledger wrote them again");
    }

    /**
     * Answers nothing but 200. A recurring task is then open again at its next date; that is left to the next read, as
     * a read right after the write may still show the old date (docs/ticktick.md, section 7) and would make it look as
     * if nothing was done.
     */
    private RemoteAnswer<Canonical> complete(RemoteTask current, CanonicalChanges changes) {
        RemoteRef task = current.ref();
        return switch (client.call(Share.WRITE, TickTickApi.completeTask(task.list(), task.id()))) {
            case Answered done when current.recurring() -> new Ok<>(changes.applyTo(current.content()));
            case Answered done -> completed(current, changes);
            case Failure failure -> failure.toAnswer();
        };
    }

    /** What it holds then, as no answer shows it. The first look may show what was before, the next one does not. */
    private RemoteAnswer<Canonical> completed(RemoteTask before, CanonicalChanges changes) {
        Canonical sent = changes.applyTo(before.content());
        RemoteAnswer<Canonical> held = looked(before.ref())
                .flatMap(now -> now.content().status() == sent.status() ? new Ok<>(now) : looked(before.ref()))
                .map(now -> now.filled(before.content()).content());
        return held instanceof RemoteAnswer.NotSent<Canonical> unseen
                ? new Unknown<>("it was sent, and nothing shows yet what became of it: " + unseen.reason())
                : held;
    }

    /** An update that finds nothing to change answers nothing, or another task; neither is what was asked for. */
    private static RemoteTask same(RemoteTask task, RemoteRef asked) {
        if (!task.ref().id().equals(asked.id())) {
            throw new Unreadable("TickTick returned a different task");
        }
        return task;
    }
}
