package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PageQuery.MomentParameters;
import dev.devledger.adapters.dashboard.history.ChangeSetPage.SurroundingMoments;
import dev.devledger.adapters.dashboard.history.TextDifference.Piece;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.history.Differences.DifferencePage;
import dev.devledger.application.history.Differences.Kind;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the differences between two moments, whatever happened between the moments. */
@Controller
record DiffPage(
        Differences differences,
        KeyedEntities entities,
        HistoryQueries history,
        MomentParameters moments,
        SurroundingMoments around,
        Connectors connectors,
        Frames frames,
        Clock clock) {

    /**
     * @param between the differences; null if the request names no moments
     * @param from the last change before the earlier moment; null before all changes
     * @param to the last change before the later moment
     */
    record View(
            Frame frame,
            PageQuery asked,
            @Nullable DifferencePage between,
            List<DifferentProject> projects,
            @Nullable ChangeView from,
            @Nullable ChangeView to,
            @Nullable String next) {}

    @GetMapping(path = "/diff", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @RequestParam Map<String, String> parameters,
            @RequestParam(name = "set", required = false) @Nullable List<String> sets,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (sets != null) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", around.difference(sets));
            return;
        }
        PageQuery asked = new PageQuery("/diff", parameters);
        Frame frame = frames.of("Differences – Devledger", "/history", null, request);
        Long from = moments.position(asked, "from");
        View view = from == null ? new View(frame, asked, null, List.of(), null, null, null) : view(frame, asked, from);
        Templates.write(Templates.render("dashboard/history/diff.jte", view), response);
    }

    private View view(Frame frame, PageQuery asked, long from) {
        DifferencePage between = differences.between(
                from,
                moments.position(asked, "to"),
                project(asked),
                new PageRequest(PageRequest.MAX_LIMIT, asked.text(PageQuery.CURSOR)));
        long later = Math.max(between.from(), between.to());
        return new View(
                frame,
                asked,
                between,
                DifferentProject.of(
                        between.items(),
                        entities.projects().asOf(later),
                        entities.tasks().asOf(later)),
                last(between.from()),
                last(between.to()),
                asked.next(between.nextCursor()));
    }

    private @Nullable UUID project(PageQuery asked) {
        String key = asked.text("project");
        return key == null
                ? null
                : entities.projects()
                        .find(key)
                        .map(ProjectView::id)
                        .orElseThrow(() -> Rejection.of(
                                Rejection.Code.NOT_FOUND,
                                "There is no project " + key + ". The board lists all projects."));
    }

    private @Nullable ChangeView last(long position) {
        return history.list(HistoryFilter.ALL.upTo(position), new PageRequest(1, null)).items().stream()
                .findFirst()
                .map(entry -> new ChangeView(entry, connectors, clock.instant()))
                .orElse(null);
    }

    /**
     * A project with differences.
     *
     * @param key the key of the project; empty for entities without a project
     * @param itself the difference of the project itself; null if only its tasks differ
     */
    record DifferentProject(
            String key, String name, @Nullable DifferenceView itself, List<DifferenceView> tasks) {

        /**
         * Returns the projects with differences, in the order of the list.
         *
         * @param projects the source of projects' names
         * @param tasks the source of tasks' names, and of each task's project
         */
        static List<DifferentProject> of(List<Difference> differences, ProjectQueries projects, TaskQueries tasks) {
            Map<UUID, TaskView> taskViews = tasks.findAll(ids(differences, "task")).stream()
                    .collect(Collectors.toMap(TaskView::id, Function.identity()));
            List<UUID> named = Stream.concat(
                            ids(differences, "project").stream(),
                            taskViews.values().stream().map(TaskView::projectId))
                    .distinct()
                    .toList();
            Map<UUID, ProjectView> projectViews =
                    projects.findAll(named).stream().collect(Collectors.toMap(ProjectView::id, Function.identity()));
            Map<UUID, List<Difference>> groups = new LinkedHashMap<>();
            UUID none = new UUID(0, 0);
            for (Difference each : differences) {
                UUID id = each.entity().id();
                TaskView task = taskViews.get(id);
                UUID project = task != null ? task.projectId() : projectViews.containsKey(id) ? id : none;
                groups.computeIfAbsent(project, of -> new ArrayList<>()).add(each);
            }
            List<Difference> others = groups.remove(none);
            List<DifferentProject> all = new ArrayList<>();
            groups.forEach((id, group) -> all.add(project(projectViews.get(id), id, group, taskViews)));
            if (others != null) {
                all.add(new DifferentProject(
                        "",
                        "",
                        null,
                        others.stream()
                                .map(each -> new DifferenceView(each, ""))
                                .toList()));
            }
            return all;
        }

        private static DifferentProject project(
                @Nullable ProjectView project, UUID id, List<Difference> group, Map<UUID, TaskView> tasks) {
            String name = project == null ? "" : project.name();
            return new DifferentProject(
                    project == null ? "" : project.key(),
                    name,
                    group.stream()
                            .filter(each -> each.entity().id().equals(id))
                            .map(each -> new DifferenceView(each, name))
                            .findFirst()
                            .orElse(null),
                    group.stream()
                            .filter(each -> !each.entity().id().equals(id))
                            .map(each -> new DifferenceView(
                                    each, title(tasks.get(each.entity().id()))))
                            .toList());
        }

        private static String title(@Nullable TaskView task) {
            return task == null ? "" : task.title();
        }

        private static List<UUID> ids(List<Difference> differences, String type) {
            return differences.stream()
                    .filter(each -> each.entity().type().equals(type))
                    .map(each -> each.entity().id())
                    .toList();
        }
    }

    /** The difference of one project, task or person. */
    record DifferenceView(Difference difference, String name) {
        private static final List<String> UNSAID =
                List.of("name", "title", "timeZone", "placement", "placements.ticktick");

        String key() {
            String key = difference.entity().key();
            return key == null ? "" : key;
        }

        /** Returns the page of the entity; null without a page. */
        @Nullable
        String href() {
            return switch (difference.entity().type()) {
                case "project" -> "/projects/" + key();
                case "task" -> "/tasks/" + key();
                default -> null;
            };
        }

        boolean isNew() {
            return difference.change() == Kind.CREATED;
        }

        boolean isGone() {
            return difference.change() == Kind.DELETED;
        }

        String word() {
            return difference.change().name().toLowerCase(Locale.ROOT);
        }

        /**
         * Returns the fields that differ. For a new entity, leaves out the name, which is in the heading, and default
         * values.
         */
        List<FieldDifference> fields() {
            return FieldDifference.all(
                    isNew()
                            ? FieldDifference.parts(difference.changes()).stream()
                                    .filter(field -> !UNSAID.contains(field.field()))
                                    .filter(field -> field.to() != Placement.NONE && field.to() != Priority.NONE)
                                    .toList()
                            : difference.changes());
        }
    }

    /** A field that differs, in pieces that stayed, were removed or were added. */
    record FieldDifference(String name, List<Piece> pieces) {
        /** The fields with text that people write, whose words are compared. */
        private static final Set<String> TEXTS = Set.of("name", "title", "description", "statusReason", "note", "text");

        /**
         * The fields with a value for each service. As in the history, a part is named by the field and the service.
         */
        private static final Set<String> OF_SERVICES = Set.of("placements", "fields");

        /** The first name of the placement in TickTick, which has two names. */
        private static final String PLACEMENT = "placement";

        private static final String PLACEMENT_TOO = "placements.ticktick";

        /** Returns the fields to show. Leaves out ids, as keys are shown as well. */
        static List<FieldDifference> all(List<ChangedField> changes) {
            List<ChangedField> parts = parts(changes);
            boolean twice = parts.stream().anyMatch(each -> each.field().equals(PLACEMENT_TOO));
            return parts.stream()
                    .filter(each -> !each.field().endsWith("Id"))
                    .filter(each -> !(twice && each.field().equals(PLACEMENT)))
                    .map(FieldDifference::of)
                    .filter(each -> !each.pieces().isEmpty())
                    .toList();
        }

        /** Returns the same changes, with a field of its own for each service that differs. */
        static List<ChangedField> parts(List<ChangedField> changes) {
            return changes.stream().flatMap(FieldDifference::parts).toList();
        }

        private static Stream<ChangedField> parts(ChangedField field) {
            boolean whole = !OF_SERVICES.contains(field.field().split("\\.", 2)[0])
                    || !(field.from() instanceof Map || field.to() instanceof Map);
            if (whole) {
                return Stream.of(field);
            }
            Map<?, ?> from = field.from() instanceof Map<?, ?> map ? map : Map.of();
            Map<?, ?> to = field.to() instanceof Map<?, ?> map ? map : Map.of();
            Set<String> names = new TreeSet<>();
            from.keySet().forEach(name -> names.add(name.toString()));
            to.keySet().forEach(name -> names.add(name.toString()));
            return names.stream()
                    .filter(name -> !Objects.equals(from.get(name), to.get(name)))
                    .map(name -> new ChangedField(field.field() + "." + name, from.get(name), to.get(name)))
                    .flatMap(FieldDifference::parts);
        }

        static FieldDifference of(ChangedField field) {
            Object from = field.from();
            Object to = field.to();
            String name = field.field();
            if (TEXTS.contains(name) && from instanceof String before && to instanceof String after) {
                return new FieldDifference(
                        name, TextDifference.between(before, after).pieces());
            }
            return new FieldDifference(
                    name,
                    from instanceof Collection || to instanceof Collection
                            ? items(list(name, from), list(name, to))
                            : Stream.concat(
                                            piece(TextDifference.Kind.GONE, name, from),
                                            piece(TextDifference.Kind.CAME, name, to))
                                    .toList());
        }

        /** True if one value replaces another value. */
        boolean isReplaced() {
            return pieces.size() == 2
                    && pieces.getFirst().isGone()
                    && pieces.getLast().isNew();
        }

        private static List<Piece> items(List<String> from, List<String> to) {
            return Stream.concat(
                            from.stream()
                                    .filter(each -> !to.contains(each))
                                    .map(each -> new Piece(TextDifference.Kind.GONE, each)),
                            to.stream()
                                    .filter(each -> !from.contains(each))
                                    .map(each -> new Piece(TextDifference.Kind.CAME, each)))
                    .toList();
        }

        private static List<String> list(String name, @Nullable Object value) {
            return switch (value) {
                case null -> List.of();
                case Collection<?> items ->
                    items.stream().map(each -> ValueText.of(name, each)).toList();
                default -> List.of(ValueText.of(name, value));
            };
        }

        private static Stream<Piece> piece(TextDifference.Kind kind, String name, @Nullable Object value) {
            return value == null || value.equals("")
                    ? Stream.empty()
                    : Stream.of(new Piece(kind, ValueText.of(name, value)));
        }
    }
}
