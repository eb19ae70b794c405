package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.claim.CheckedWrite;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.MissedChange;
import dev.devledger.application.claim.Worker;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.query.ClaimView;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A call that writes on a task that an agent may have claimed.
 *
 * @param call by the agent that it is of
 * @param ends whether the task is done with, and with it the claim of the one who writes
 */
record ClaimCheck(Claims claims, WriteRequest call, boolean ends, CheckedWrite checked) {

    private static final String CHANGED_SINCE = "changedSince";

    /** {@code changeSet} is the write itself. */
    record Written(TaskId task, UUID changeSet) {}

    /** Of a call that names no task, and so no claim. */
    static ClaimCheck along(Claims claims, WriteRequest call, QueryParameters query, boolean force) {
        String agent = query.agent();
        query.rejectIfAny();
        WriteRequest by = call.by(agent);
        return new ClaimCheck(claims, by, true, CheckedWrite.of(claims, new Worker(by.agent(), null, force)));
    }

    static ClaimCheck of(Claims claims, WriteRequest call, QueryParameters query, boolean ends) {
        String agent = query.agent();
        Long number = query.one("claimNumber", ClaimCheck::number);
        boolean force = query.flag("force");
        query.rejectIfAny();
        WriteRequest by = call.by(agent);
        return new ClaimCheck(claims, by, ends, CheckedWrite.of(claims, new Worker(by.agent(), number, force)));
    }

    private static long number(String text) throws Parser.Wrong {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Parser.Wrong("is no number of a claim; a whole number is expected");
        }
        return Long.parseLong(text);
    }

    HttpAnswer run(Function<ClaimCheck, HttpAnswer> write) {
        return checked.run(each -> write.apply(new ClaimCheck(claims, call, ends, each)));
    }

    Written write(ChangeSet changes, String idOrKey, Function<ChangeSet, TaskId> work) {
        checked.require(changes, idOrKey);
        TaskId task = work.apply(changes);
        if (ends) {
            checked.end(changes, task);
        }
        return new Written(task, changes.id());
    }

    /** What is to be told the tasks that go along with what the call names. */
    Consumer<List<TaskId>> along(ChangeSet changes) {
        return tasks -> checked.along(changes, tasks, ends);
    }

    /** What was written, as long as no claim is against it; whoever works under a claim is told what it has missed. */
    HttpAnswer answer(TaskView written, Written write) {
        ClaimView claim = written.claim();
        Map<UUID, ClaimView> live = claim == null ? Map.of() : Map.of(written.id(), claim);
        checked.allow(live, ends);
        return checked.worked(List.of(written.id()), live, ends).isEmpty()
                ? HttpAnswer.task(written)
                : told(claims, written, checked.worker().agent(), write.changeSet());
    }

    /** With what others did to it since the agent was last there. */
    static HttpAnswer told(Claims claims, TaskView task, String agent, UUID changeSet) {
        return HttpAnswer.task(task, CHANGED_SINCE, missed(claims, task.id(), agent, changeSet));
    }

    /** As {@link #told}, with a note on the task: whoever has it does something there with that, too. */
    static HttpAnswer toldWith(HttpAnswer note, Claims claims, TaskView task, String agent, UUID changeSet) {
        ClaimView claim = task.claim();
        return claim == null || !claim.agent().equals(agent)
                ? note
                : note.withMember(CHANGED_SINCE, missed(claims, task.id(), agent, changeSet));
    }

    private static List<MissedChange> missed(Claims claims, UUID task, String agent, UUID changeSet) {
        return claims.changedSince(List.of(task), agent, changeSet).getOrDefault(task, List.of());
    }
}
