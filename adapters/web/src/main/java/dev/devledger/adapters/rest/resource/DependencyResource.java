package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.ClaimResource.ClaimCheck;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.Task.TaskId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Adds or removes one dependency of a task. */
@Controller
@RequestMapping(path = "/api/tasks/{id}/dependencies", produces = MediaType.APPLICATION_JSON_VALUE)
public record DependencyResource(
        TaskDependencies dependencies, TaskQueries queries, IdempotentWrites writes, Claims claims) {

    /**
     * A dependency in a body.
     *
     * @param task the other task
     */
    private record NewDependency(
            DependencyType type, String task, @Nullable String reason) {
        static NewDependency of(JsonFields body) {
            DependencyType type = body.required("type", NewDependency::type, DependencyType.BLOCKS);
            String task = body.required("task", Parser::search, "");
            String reason = body.reason();
            body.rejectIfAny();
            return new NewDependency(type, task, reason);
        }

        private static DependencyType type(String word) throws Parser.InvalidText {
            for (DependencyType each : DependencyType.values()) {
                if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                    return each;
                }
            }
            throw new Parser.InvalidText("is \"" + word + "\"; allowed are blocks, related, discovered-from");
        }
    }

    private interface Write {
        TaskId on(ClaimCheck check, ChangeSet changes, NewDependency wanted, @Nullable Long expectedVersion);
    }

    @PostMapping
    HttpAnswer add(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        return write(
                id,
                call,
                query,
                (check, changes, wanted, version) ->
                        dependencies.add(changes, id, wanted.type(), wanted.task(), version));
    }

    @DeleteMapping
    HttpAnswer remove(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        return write(
                id,
                call,
                query,
                (check, changes, wanted, version) ->
                        dependencies.remove(changes, id, wanted.type(), wanted.task(), version, check.along(changes)));
    }

    private HttpAnswer write(String id, WriteRequest call, QueryParameters query, Write write) {
        ClaimCheck claim = ClaimCheck.of(claims, call, query, false);
        NewDependency wanted = NewDependency.of(call.body());
        return claim.run(check -> writes.change(
                check.call(),
                wanted.reason(),
                changes -> check.write(
                        changes, id, each -> write.on(check, each, wanted, call.expectedVersion(() -> version(id)))),
                written -> check.answer(found(written.task().toString()), written)));
    }

    private @Nullable Long version(String idOrKey) {
        return queries.find(idOrKey).map(TaskView::version).orElse(null);
    }

    private TaskView found(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> Tasks.unknown(idOrKey));
    }
}
