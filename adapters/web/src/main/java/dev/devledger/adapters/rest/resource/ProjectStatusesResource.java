package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.IdempotentWrites.Rehearsed;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects.BulkStatusChange;
import dev.devledger.application.project.Projects.BulkStatusChange.VersionedRef;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change.SetTo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The statuses of many projects: reads all statuses as of a moment, and changes several statuses at once. */
@Controller
@RequestMapping(path = "/api/projects", produces = MediaType.APPLICATION_JSON_VALUE)
public record ProjectStatusesResource(
        BulkStatusChange statuses, ProjectQueries queries, HistoryQueries history, IdempotentWrites writes, AsOf past) {
    /** The most items in one change. */
    private static final int MOST = 200;

    private static final String IDS = "ids";
    private static final String VERSIONS = "versions";

    /** The projects after the change. A project that cannot be shown is left out until a replay has built its row. */
    record ChangedStatuses(List<StatusAnswer> items) {}

    record StatusAnswer(UUID id, String key, ProjectStatus status, long version) {
        static StatusAnswer of(ProjectView project) {
            return new StatusAnswer(project.id(), project.key(), project.status(), project.version());
        }
    }

    record RehearsedStatuses(List<Rehearsed> wouldChange) {}

    private record Done(UUID changeSet, List<ProjectId> projects) {}

    @GetMapping("/statuses")
    HttpAnswer all(QueryParameters query) {
        Long then = past.position(query);
        query.rejectIfAny();
        ProjectQueries of = then == null ? queries : queries.asOf(then);
        return AsOf.marked(HttpAnswer.items(of.standings(), null), then);
    }

    @PostMapping("/status")
    HttpAnswer change(WriteRequest call, QueryParameters query) {
        call.requireNoVersion();
        JsonFields body = call.body();
        List<VersionedRef> wanted = wanted(body, "projects");
        ProjectStatus to = body.required("status", Parser.word(ProjectStatus.class), ProjectStatus.PLANNED);
        String reason = body.reason();
        boolean dryRun = query.flag("dryRun");
        WriteRequest by = call.by(query.agent());
        body.rejectIfAny();
        query.rejectIfAny();
        Function<ChangeSet, Done> work =
                changes -> new Done(changes.id(), statuses.change(changes, wanted, to, reason));
        return dryRun
                ? writes.rehearse(
                        by,
                        reason,
                        work,
                        done -> HttpAnswer.ok(new RehearsedStatuses(Rehearsed.of(history, done.changeSet()))))
                : writes.change(by, reason, work, done -> HttpAnswer.ok(moved(done.projects())));
    }

    /** Reads the ids or keys of the items that a write changes together, each with the version that the caller saw. */
    static List<VersionedRef> wanted(JsonFields body, String items) {
        List<String> ids = SetTo.orElse(body.texts(IDS), List.of(), List.of());
        if (ids.isEmpty() || ids.size() > MOST) {
            body.add(IDS, "must have 1 to " + MOST + " " + items);
        }
        Map<String, Long> versions = versions(body, ids);
        return ids.stream().map(id -> new VersionedRef(id, versions.get(id))).toList();
    }

    private static Map<String, Long> versions(JsonFields body, List<String> ids) {
        Map<String, Long> versions = SetTo.orElse(body.wholeNumbers(VERSIONS), Map.of(), Map.of());
        versions.keySet().stream()
                .filter(id -> !ids.contains(id))
                .findFirst()
                .ifPresent(id -> body.add(VERSIONS, "names " + Parser.quoted(id) + ", which ids does not"));
        return versions;
    }

    private ChangedStatuses moved(List<ProjectId> projects) {
        return new ChangedStatuses(
                queries.findAll(projects.stream().map(ProjectId::value).toList()).stream()
                        .map(StatusAnswer::of)
                        .toList());
    }
}
