package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.ClaimCheck.Written;
import dev.devledger.application.claim.ClaimQueries;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.MissedChange;
import dev.devledger.application.claim.NextClaims;
import dev.devledger.application.claim.Worker;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.HeldBack;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.claim.ClaimDecider;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.task.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
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
        NextClaims.Wanted wanted = wanted(body);
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

    private NextClaims.Wanted wanted(JsonFields body) {
        String project = body.optional("project", Parser::search);
        SortedSet<String> tags = SetTo.orElse(body.tags("tags"), new TreeSet<>(), new TreeSet<>());
        if (project != null && projects.find(project).isEmpty()) {
            throw Projects.unknown(project);
        }
        return new NextClaims.Wanted(project, tags);
    }

    /** {@code changeSet} is the write itself. */
    private record Claimed(List<TaskId> tasks, UUID changeSet) {}

    /** In the order in which they are to be begun, each with what others did to it since. */
    private HttpAnswer answer(Claimed next, NextClaims.Wanted wanted, String agent) {
        List<UUID> ids = next.tasks().stream().map(TaskId::value).toList();
        List<TaskView> found = queries.findAll(ids).stream()
                .sorted(Comparator.comparingInt(task -> ids.indexOf(task.id())))
                .toList();
        String hint = ids.isEmpty()
                ? HeldBack.hint(queries.heldBack(TaskFilter.ready(wanted.project(), wanted.tags())))
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
}
