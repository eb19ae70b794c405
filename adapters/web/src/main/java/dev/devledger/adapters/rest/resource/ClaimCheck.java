package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.MissedChange;
import dev.devledger.application.claim.Worker;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.query.ClaimView;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.TaskId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A write on a task that an agent may hold. Nobody holds most, and a write on one of these asks for nothing more: its answer,
 * which is read before it is stored for good, shows the claim. Where that shows one that matters, all is done once more, and
 * the rules of claims are asked first.
 *
 * @param call by the agent that it is of
 * @param ends whether the task is done with, and with it the claim of the one who writes
 * @param first whether they are asked first: also where the caller speaks of its claim
 */
record ClaimCheck(Claims claims, WriteRequest call, Worker worker, boolean ends, boolean first) {

    /** A claim has to do with the write, so that nothing of it may be stored. */
    private static final class Claimed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Whether it is of the one who writes. */
        private final boolean own;

        Claimed(boolean own) {
            super("the task is claimed", null, false, false);
            this.own = own;
        }
    }

    /** {@code changeSet} is the write itself. */
    record Written(TaskId task, UUID changeSet) {}

    static ClaimCheck of(Claims claims, WriteRequest call, QueryParameters query, boolean ends) {
        String agent = query.one("agent", ClaimCheck::agent);
        Long number = query.one("claimNumber", ClaimCheck::number);
        boolean force = query.flag("force");
        query.rejectIfAny();
        WriteRequest by = call.by(agent);
        return new ClaimCheck(claims, by, new Worker(by.agent(), number, force), ends, number != null);
    }

    /** As it is stored, also where no claim has to do with it. */
    static String agent(String text) throws Parser.Wrong {
        List<Rejection.Violation> wrong =
                new Violations().agent("agent", Parser.text(text)).found();
        if (!wrong.isEmpty()) {
            throw new Parser.Wrong(wrong.getFirst().message());
        }
        return text;
    }

    private static long number(String text) throws Parser.Wrong {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Parser.Wrong("is no number of a claim; a whole number is expected");
        }
        return Long.parseLong(text);
    }

    HttpAnswer run(Function<ClaimCheck, HttpAnswer> write) {
        try {
            return write.apply(this);
        } catch (Claimed claimed) {
            Worker asked = new Worker(worker.agent(), worker.number(), worker.force() && !claimed.own);
            return write.apply(new ClaimCheck(claims, call, asked, ends, true));
        }
    }

    Written write(ChangeSet changes, String idOrKey, Function<ChangeSet, TaskId> work) {
        return new Written(first ? asked(changes, idOrKey, work) : work.apply(changes), changes.id());
    }

    private TaskId asked(ChangeSet changes, String idOrKey, Function<ChangeSet, TaskId> work) {
        claims.require(changes, idOrKey, worker);
        TaskId task = work.apply(changes);
        if (ends) {
            claims.end(changes, task, worker);
        }
        return task;
    }

    /** What was written, as long as no claim is against it; whoever works under a claim is told what it has missed. */
    HttpAnswer answer(TaskView written, Written write) {
        ClaimView claim = written.claim();
        boolean own = claim == null ? hasEnded() : isOwn(claim);
        if (!first && claim != null && (own ? ends : !worker.force())) {
            throw new Claimed(own);
        }
        return own ? told(claims, written, worker.agent(), write.changeSet()) : HttpAnswer.task(written);
    }

    /** Whether the write was asked for by who had the task until then. */
    private boolean hasEnded() {
        return first && ends && (worker.number() != null || !worker.force());
    }

    private boolean isOwn(ClaimView claim) {
        return worker.number() == null ? claim.agent().equals(worker.agent()) : claim.number() == worker.number();
    }

    /** With what others did to it since the agent was last there. */
    static HttpAnswer told(Claims claims, TaskView task, String agent, UUID changeSet) {
        List<MissedChange> missed =
                claims.changedSince(List.of(task.id()), agent, changeSet).getOrDefault(task.id(), List.of());
        return HttpAnswer.task(task, "changedSince", missed);
    }
}
