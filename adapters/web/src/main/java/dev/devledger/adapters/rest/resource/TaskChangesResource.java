package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.IdempotentWrites.Rehearsed;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.claim.BulkTaskChange;
import dev.devledger.application.claim.BulkTaskChange.Changed;
import dev.devledger.application.claim.BulkTaskChange.Wish;
import dev.devledger.application.claim.ClaimCheckedWrite;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.Claims.Worker;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.Projects.BulkStatusChange.VersionedRef;
import dev.devledger.application.task.TagChange;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Changes several tasks at once. */
@Controller
@RequestMapping(path = "/api/tasks/changes", produces = MediaType.APPLICATION_JSON_VALUE)
public record TaskChangesResource(
        BulkTaskChange bulk,
        TaskQueries queries,
        TaskFields fields,
        Claims claims,
        HistoryQueries history,
        IdempotentWrites writes) {

    private static final String ADD_TAGS = "addTags";

    record TaskAnswer(UUID id, String key, TaskStatus status, long version) {
        static TaskAnswer of(TaskView task) {
            return new TaskAnswer(task.id(), task.key(), task.status(), task.version());
        }
    }

    /** The tasks after the change. A task that cannot be shown is left out until a replay has built its row. */
    record ChangedTasks(List<TaskAnswer> items, int along) {}

    record RehearsedChanges(List<Rehearsed> wouldChange, int along) {}

    private record Done(UUID changeSet, Changed changed) {}

    @PostMapping
    HttpAnswer change(WriteRequest call, QueryParameters query) {
        call.requireNoVersion();
        JsonFields body = call.body();
        List<VersionedRef> wanted = ProjectStatusesResource.wanted(body, "tasks");
        Wish wish = wish(body);
        boolean dryRun = query.flag("dryRun");
        boolean force = query.flag("force");
        WriteRequest by = call.by(query.agent());
        body.rejectIfAny();
        query.rejectIfAny();
        ClaimCheckedWrite claimed = ClaimCheckedWrite.of(claims, new Worker(by.agent(), null, force));
        return claimed.run(check -> {
            Function<ChangeSet, Done> work =
                    changes -> new Done(changes.id(), bulk.change(changes, wanted, wish, check));
            return dryRun
                    ? writes.rehearse(by, wish.reason(), work, done -> rehearsed(done, wish, check))
                    : writes.change(by, wish.reason(), work, done -> changed(done.changed(), wish, check));
        });
    }

    private Wish wish(JsonFields body) {
        TagChange tags = new TagChange(texts(body, ADD_TAGS), texts(body, "removeTags"));
        tags.contradiction()
                .ifPresent(tag -> body.add(ADD_TAGS, "adds " + Parser.quoted(tag) + ", which removeTags removes"));
        Wish wish = new Wish(
                fields.shared(body),
                tags,
                body.optional("status", Parser.word(TaskStatus.class)),
                body.optional("project", Parser::search),
                body.flag("delete"),
                body.reason());
        if (wish.isNothing()) {
            body.add("status", "is missing, and so is any other change");
        }
        if (wish.deletes() && !wish.isOnlyDeletion()) {
            body.add("delete", "is true; a task that is deleted is not changed otherwise");
        }
        return wish;
    }

    private static List<String> texts(JsonFields body, String field) {
        return SetTo.orElse(body.texts(field), List.of(), List.of());
    }

    private HttpAnswer changed(Changed changed, Wish wish, ClaimCheckedWrite check) {
        return HttpAnswer.ok(new ChangedTasks(
                allowed(changed, wish, check).stream().map(TaskAnswer::of).toList(), changed.along()));
    }

    private HttpAnswer rehearsed(Done done, Wish wish, ClaimCheckedWrite check) {
        allowed(done.changed(), wish, check);
        return HttpAnswer.ok(new RehearsedChanges(
                Rehearsed.of(history, done.changeSet()), done.changed().along()));
    }

    /** Returns the tasks in the order of the request, unless another agent's claim forbids the write. */
    private List<TaskView> allowed(Changed changed, Wish wish, ClaimCheckedWrite check) {
        List<UUID> ids = changed.tasks().stream().map(TaskId::value).toList();
        List<TaskView> tasks = queries.findAll(ids).stream()
                .sorted(Comparator.comparingInt(task -> ids.indexOf(task.id())))
                .toList();
        Map<UUID, ClaimView> live = new HashMap<>();
        for (TaskView task : tasks) {
            @Nullable ClaimView claim = task.claim();
            if (claim != null) {
                live.put(task.id(), claim);
            }
        }
        check.allow(live, wish.ends());
        return tasks;
    }
}
