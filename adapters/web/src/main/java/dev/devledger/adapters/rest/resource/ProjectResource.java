package dev.devledger.adapters.rest.resource;

import static dev.devledger.application.project.ProjectQueries.ProjectFilter.SORT;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.ClaimResource.ClaimCheck;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.entity.TaskTree.Restored;
import dev.devledger.application.history.HistoryQueries.RecentChanges.LastChange;
import dev.devledger.application.history.HistoryQueries.RecentChanges.LastChanges;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Rejection;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/projects", produces = MediaType.APPLICATION_JSON_VALUE)
public record ProjectResource(
        Projects projects,
        Tasks tasks,
        ProjectQueries queries,
        IdempotentWrites writes,
        ProjectFields fields,
        AsOf past,
        Claims claims,
        ProjectResource.ProjectList lists) {
    @PostMapping
    HttpAnswer create(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.body();
        ProjectDetails details = fields.details(body);
        ProjectStatus status = body.orElse("status", Parser.word(ProjectStatus.class), ProjectStatus.PLANNED);
        body.rejectIfAny();
        return writes.change(call, null, changes -> projects.create(changes, details, status, null), this::answerNew);
    }

    private HttpAnswer answerNew(ProjectId project) {
        return queries.find(project.toString())
                .map(HttpAnswer::project)
                .orElseGet(() -> HttpAnswer.unseen(project.value()))
                .created("/api/projects/" + project);
    }

    @GetMapping
    HttpAnswer list(QueryParameters query) {
        ProjectFilter asked = ProjectFilter.read(query, fields.zone());
        Sort sort = query.sort("name");
        PageRequest page = query.page();
        Set<ProjectList.Part> parts = query.many("include", ProjectList.Part::parse);
        LedgerMoment then = past.moment(query);
        query.rejectIfAny();
        ProjectQueries of = at(then);
        return AsOf.marked(lists.answer(of.list(asked.with(SORT, sort), page), parts, of, AsOf.position(then)), then);
    }

    @GetMapping("/{id}")
    HttpAnswer read(@PathVariable("id") String id, QueryParameters query) {
        LedgerMoment then = past.moment(query);
        query.rejectIfAny();
        return AsOf.marked(HttpAnswer.project(at(then).find(id).orElseThrow(() -> notThen(found(id)))), then);
    }

    private ProjectQueries at(@Nullable LedgerMoment then) {
        return then == null ? queries : queries.asOf(then);
    }

    public static Rejection notThen(ProjectView now) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND, now.key() + " did not exist yet: it was created at " + now.createdAt() + ".");
    }

    @PatchMapping("/{id}")
    HttpAnswer edit(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.patch();
        ProjectEdit edit = fields.edit(body, () -> queries.find(id));
        body.rejectIfAny();
        return writes.change(
                call,
                null,
                changes -> projects.edit(changes, id, edit, call.expectedVersion(version(id))),
                this::answer);
    }

    @PutMapping("/{id}/status")
    HttpAnswer changeStatus(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.body();
        ProjectStatus to = body.required("status", Parser.word(ProjectStatus.class), ProjectStatus.PLANNED);
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call,
                reason,
                changes -> projects.changeStatus(changes, id, to, reason, call.expectedVersion(version(id))),
                this::answer);
    }

    @DeleteMapping("/{id}")
    HttpAnswer delete(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        ClaimCheck claim = ClaimCheck.along(claims, call, query, query.flag("force"));
        call.optionalBody().rejectIfAny();
        return writes.change(
                claim.call(),
                null,
                changes -> projects.delete(changes, id, call.expectedVersion(version(id)), claim.along(changes)),
                this::answer);
    }

    @PostMapping("/{id}/restore")
    HttpAnswer restore(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.optionalBody();
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call, reason, changes -> restored(changes, id, call.expectedVersion(version(id))), this::answer);
    }

    private ProjectId restored(ChangeSet changes, String id, @Nullable Long expectedVersion) {
        Restored returned = new Restored();
        ProjectId project = projects.restore(changes, id, expectedVersion, returned);
        tasks.requireNoCircle(changes, returned);
        return project;
    }

    private HttpAnswer answer(ProjectId project) {
        return HttpAnswer.project(found(project.toString()));
    }

    private ProjectView found(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> Projects.unknown(idOrKey));
    }

    private Supplier<@Nullable Long> version(String idOrKey) {
        return () -> queries.find(idOrKey).map(ProjectView::version).orElse(null);
    }

    /** The extra parts of a list of projects, which a request names: each part costs one statement. */
    public record ProjectList(LastChanges last) {

        /** A part, with its word in {@code include}. */
        public enum Part {
            LAST_CHANGE("lastChange"),
            COUNTS("counts");

            private final String word;

            Part(String word) {
                this.word = word;
            }

            public static Part parse(String text) throws Parser.InvalidText {
                return Arrays.stream(values())
                        .filter(each -> each.word.equals(text))
                        .findFirst()
                        .orElseThrow(() -> new Parser.InvalidText("is " + Parser.quoted(text) + "; allowed are "
                                + LAST_CHANGE.word + ", " + COUNTS.word));
            }
        }

        /** @param of the queries with which the page was read, as of {@code then} */
        public HttpAnswer answer(Page<ProjectView> page, Set<Part> parts, ProjectQueries of, @Nullable Long then) {
            if (parts.isEmpty()) {
                return HttpAnswer.page(page);
            }
            Map<String, Object> beside = parts.contains(Part.COUNTS) ? Map.of(Part.COUNTS.word, counts(of)) : Map.of();
            if (!parts.contains(Part.LAST_CHANGE)) {
                return HttpAnswer.page(page, each -> Map.of(), beside);
            }
            Map<UUID, LastChange> changes =
                    last.of(page.items().stream().map(ProjectView::id).toList(), then);
            return HttpAnswer.page(
                    page, each -> Collections.singletonMap(Part.LAST_CHANGE.word, changes.get(each.id())), beside);
        }

        /** Counts the projects of every status, including statuses without projects. */
        private static Map<String, Integer> counts(ProjectQueries of) {
            Map<ProjectStatus, Integer> known = of.counts();
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (ProjectStatus status : ProjectStatus.values()) {
                counts.put(Json.word(status), known.getOrDefault(status, 0));
            }
            return counts;
        }
    }
}
