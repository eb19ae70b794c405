package dev.devledger.bench.peer;

import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.adapters.rest.resource.TaskResource;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What {@link TaskResource} does, as somebody does it who keeps no history: the same request, read, checked and answered
 * alike, and one statement that writes one row of a plain table and commits.
 */
@Controller
@RequestMapping(path = "/api/bench/peer", produces = MediaType.APPLICATION_JSON_VALUE)
final class PeerResource {
    private final PeerTable table;
    private final TaskFields fields;
    private final Clock clock;

    PeerResource(PeerTable table, TaskFields fields, Clock clock) {
        this.table = table;
        this.fields = fields;
        this.clock = clock;
    }

    @PostMapping("/projects/{project}/tasks")
    HttpAnswer create(@PathVariable("project") UUID project, WriteRequest call) {
        JsonFields body = call.body();
        TaskDetails details = fields.details(body);
        body.rejectIfAny();
        new Violations()
                .title("title", details.title())
                .text("description", details.description(), Violations.DESCRIPTION)
                .tags("tags", details.tags())
                .schedule(details.schedule())
                .rejectIfAny();
        TaskView task = table.insert(UUID.randomUUID(), project, details, now());
        return HttpAnswer.task(task).created("/api/bench/peer/tasks/" + task.id());
    }

    @PatchMapping("/tasks/{id}")
    HttpAnswer edit(@PathVariable("id") UUID id, WriteRequest call) {
        JsonFields body = call.patch();
        Patch<TaskDetails> edit = fields.edit(body, List::of);
        body.rejectIfAny();
        String title = edit.value(TaskDetails.TITLE);
        String description = edit.value(TaskDetails.DESCRIPTION);
        new Violations()
                .title("title", title == null ? "-" : title)
                .text("description", description == null ? "" : description, Violations.DESCRIPTION)
                .rejectIfAny();
        return answer(id, table.edit(id, title, description, now()));
    }

    @PostMapping("/tasks/{id}/complete")
    HttpAnswer complete(@PathVariable("id") UUID id, WriteRequest call) {
        return changeStatus(id, TaskStatus.COMPLETED, call);
    }

    @PostMapping("/tasks/{id}/reopen")
    HttpAnswer reopen(@PathVariable("id") UUID id, WriteRequest call) {
        return changeStatus(id, TaskStatus.OPEN, call);
    }

    private HttpAnswer changeStatus(UUID id, TaskStatus to, WriteRequest call) {
        JsonFields body = call.optionalBody();
        body.reason();
        body.rejectIfAny();
        return answer(id, table.changeStatus(id, to, now()));
    }

    private static HttpAnswer answer(UUID id, Optional<TaskView> task) {
        return HttpAnswer.task(task.orElseThrow(() -> Tasks.unknown(id.toString())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
