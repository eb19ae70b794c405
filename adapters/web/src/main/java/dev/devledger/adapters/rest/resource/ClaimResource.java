package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.ClaimResource.ClaimCheck.Written;
import dev.devledger.application.claim.ClaimCheckedWrite;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.MissedChange;
import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.claim.Claims.Worker;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.task.ClaimDecider;
import dev.devledger.domain.task.Task.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
public record ClaimResource(
        Claims claims,
        NextClaims nextClaims,
        ClaimQueries claimed,
        TaskQueries queries,
        ProjectQueries projects,
        IdempotentWrites writes) {
    private static final int MINUTES = 30;
    private static final int MOST = 50;

    @GetMapping("/claims")
    HttpAnswer list(QueryParameters query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        return HttpAnswer.page(claimed.live(null, page));
    }

    @PostMapping("/tasks/{id}/claim")
    HttpAnswer claim(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        query.rejectIfAny();
        JsonFields body = call.optionalBody();
        WriteRequest by = call.by(body.optional("agent", Parser::agent));
        int minutes = SetTo.orElse(body.wholeNumber("minutes", 1, ClaimDecider.LONGEST), MINUTES, MINUTES);
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                by,
                reason,
                changes -> new Written(
                        claims.claim(changes, id, by.agent(), minutes, expectedVersion(call, id)), changes.id()),
                write -> ClaimCheck.told(claims, found(write.task()), by.agent(), write.changeSet()));
    }

    @PostMapping("/claims/next")
    HttpAnswer next(WriteRequest call, QueryParameters query) {
        query.rejectIfAny();
        call.requireNoVersion();
        JsonFields body = call.optionalBody();
        WriteRequest by = call.by(body.optional("agent", Parser::agent));
        int count = SetTo.orElse(body.wholeNumber("count", 1, MOST), 1, 1);
        NextClaims.ClaimFilter wanted = wanted(body);
        int minutes = SetTo.orElse(body.wholeNumber("minutes", 1, ClaimDecider.LONGEST), MINUTES, MINUTES);
        String reason = body.reason();
        if (count < 1 || count > MOST) {
            body.add("count", "must be 1 to " + MOST);
        }
        body.rejectIfAny();
        Worker worker = new Worker(by.agent(), null, false);
        return writes.change(
                by,
                reason,
                changes -> new Claimed(nextClaims.claim(changes, worker, count, wanted, minutes), changes.id()),
                next -> answer(next, wanted, by.agent()));
    }

    private NextClaims.ClaimFilter wanted(JsonFields body) {
        String project = body.optional("project", Parser::search);
        SortedSet<String> tags = SetTo.orElse(body.tags("tags"), new TreeSet<>(), new TreeSet<>());
        if (project != null && projects.find(project).isEmpty()) {
            throw Projects.unknown(project);
        }
        return new NextClaims.ClaimFilter(project, tags);
    }

    /**
     * The claimed tasks.
     *
     * @param changeSet the change set of the claims themselves
     */
    private record Claimed(List<TaskId> tasks, UUID changeSet) {}

    /**
     * Returns the tasks in the order in which they should be started, each with the changes by other writers since the
     * agent's last work.
     */
    private HttpAnswer answer(Claimed next, NextClaims.ClaimFilter wanted, String agent) {
        List<UUID> ids = next.tasks().stream().map(TaskId::value).toList();
        List<TaskView> found = queries.findAll(ids).stream()
                .sorted(Comparator.comparingInt(task -> ids.indexOf(task.id())))
                .toList();
        String hint = ids.isEmpty()
                ? BlockingProject.hint(queries.heldBack(TaskFilter.ready(wanted.project(), wanted.tags())))
                : null;
        Map<UUID, List<MissedChange>> missed =
                ids.isEmpty() ? Map.of() : claims.changedSince(ids, agent, next.changeSet());
        return HttpAnswer.items(found, "changedSince", task -> missed.getOrDefault(task.id(), List.of()), hint);
    }

    @PostMapping("/tasks/{id}/release")
    HttpAnswer release(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        WriteRequest by = call.by(query.agent());
        Worker worker = new Worker(by.agent(), null, query.flag("force"));
        query.rejectIfAny();
        JsonFields body = call.optionalBody();
        String note = body.optional("note", Parser::text);
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                by,
                reason,
                changes ->
                        new Written(claims.release(changes, id, worker, note, expectedVersion(call, id)), changes.id()),
                write -> ClaimCheck.told(claims, found(write.task()), by.agent(), write.changeSet()));
    }

    private @Nullable Long expectedVersion(WriteRequest call, String idOrKey) {
        return call.expectedVersion(
                () -> queries.find(idOrKey).map(TaskView::version).orElse(null));
    }

    private TaskView found(TaskId task) {
        return queries.find(task.toString()).orElseThrow(() -> Tasks.unknown(task.toString()));
    }

    /**
     * Checks the claims before and after a write to a task that an agent may have claimed.
     *
     * @param call the request, as sent by its agent
     * @param ends true if the write ends the task, and with it the writer's claim
     */
    record ClaimCheck(Claims claims, WriteRequest call, boolean ends, ClaimCheckedWrite checked) {

        private static final String CHANGED_SINCE = "changedSince";

        /**
         * The written task.
         *
         * @param changeSet the change set of the write itself
         */
        record Written(TaskId task, UUID changeSet) {}

        /** Reads a call that names no task and so no claim. */
        static ClaimCheck along(Claims claims, WriteRequest call, QueryParameters query, boolean force) {
            String agent = query.agent();
            query.rejectIfAny();
            WriteRequest by = call.by(agent);
            return new ClaimCheck(claims, by, true, ClaimCheckedWrite.of(claims, new Worker(by.agent(), null, force)));
        }

        static ClaimCheck of(Claims claims, WriteRequest call, QueryParameters query, boolean ends) {
            String agent = query.agent();
            Long number = query.one("claimNumber", ClaimCheck::number);
            boolean force = query.flag("force");
            query.rejectIfAny();
            WriteRequest by = call.by(agent);
            return new ClaimCheck(
                    claims, by, ends, ClaimCheckedWrite.of(claims, new Worker(by.agent(), number, force)));
        }

        private static long number(String text) throws Parser.InvalidText {
            if (!text.matches("[0-9]{1,18}")) {
                throw new Parser.InvalidText("is no number of a claim; a whole number is expected");
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

        /** Returns the check of further tasks that change along with the named task. */
        Consumer<List<TaskId>> along(ChangeSet changes) {
            return tasks -> checked.along(changes, tasks, ends);
        }

        /**
         * Returns the written task, unless another agent's claim forbids the write. A writer with a claim also gets the
         * changes that the writer missed.
         */
        HttpAnswer answer(TaskView written, Written write) {
            ClaimView claim = written.claim();
            Map<UUID, ClaimView> live = claim == null ? Map.of() : Map.of(written.id(), claim);
            checked.allow(live, ends);
            return checked.worked(List.of(written.id()), live, ends).isEmpty()
                    ? HttpAnswer.task(written)
                    : told(claims, written, checked.worker().agent(), write.changeSet());
        }

        /** Adds the changes by other writers since the agent's last work on the task. */
        static HttpAnswer told(Claims claims, TaskView task, String agent, UUID changeSet) {
            return HttpAnswer.task(task, CHANGED_SINCE, missed(claims, task.id(), agent, changeSet));
        }

        /**
         * Answers with the note. The holder of the claim also gets the changes like in {@link #told}, as a note counts
         * as work on the task.
         */
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
}
