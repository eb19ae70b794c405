package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.shared.NormalizedName;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the project that an argument names by its key, or otherwise by its exact name, both in upper or lower case. */
public record ProjectNames(Labels labels, ProjectQueries projects) {
    /** The most projects to list if a name is ambiguous. */
    private static final int MOST = 10;

    public ProjectNames(ToolPorts ports) {
        this(ports.labels(), ports.projectQueries());
    }

    /**
     * Returns the project; null if the argument is absent. A deleted project is found only by its key.
     *
     * @throws ToolFailure if no project, or more than one project, has the name
     */
    public @Nullable Label find(Arguments arguments, String field) {
        String called = arguments.text(field);
        return called == null ? null : named(called.strip(), arguments.place(field));
    }

    /**
     * Returns the project with the key or name.
     *
     * @param place the place of the argument in the call, for the error message
     */
    public Label named(String called, String place) {
        List<Label> found = labels.projectsCalled(called, MOST);
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 ->
                throw new ToolFailure(
                        ToolProblem.NOT_FOUND,
                        "%s: there is no project %s. Give its P- key or its exact name. Call get_overview to get keys."
                                .formatted(place, Quoted.sent(called)));
            default ->
                throw new ToolFailure(
                        ToolProblem.AMBIGUOUS,
                        "%s: several projects are called %s: %s. Give the key of the one you mean."
                                .formatted(place, Quoted.sent(called), listed(found)));
        };
    }

    /**
     * Refuses the name of another project. Deleted projects do not count, and a project can keep its own name.
     *
     * @param of the project to be named; null for a new project
     */
    public void requireNew(String name, @Nullable UUID of) {
        List<Label> same = labels.projectsNamed(NormalizedName.of(name));
        boolean own = same.stream().anyMatch(each -> each.id().equals(of));
        if (!same.isEmpty() && !own) {
            throw new ToolFailure(
                    ToolProblem.CONFLICT_STATE,
                    ("project %s exists as %s. To change it, pass project: \"%s\". To make a second project of that"
                                    + " name, pass duplicate: true.")
                            .formatted(
                                    Quoted.sent(name.strip()),
                                    listed(same.stream().limit(MOST).toList()),
                                    same.getFirst().key()));
        }
    }

    private String listed(List<Label> found) {
        Map<UUID, ProjectView> views = projects
                .findAll(found.stream().map(Label::id).toList())
                .stream()
                .collect(Collectors.toMap(ProjectView::id, Function.identity()));
        String all = found.stream()
                .map(each -> each.key() + apart(views.get(each.id())))
                .collect(Collectors.joining(", "));
        return found.size() == MOST ? all + " and perhaps others" : all;
    }

    /**
     * Returns the details that tell a project apart from another of the same name, such as {@code (active, 1 open task,
     * last changed 2026-03-31T09:00:00Z)}.
     */
    private static String apart(@Nullable ProjectView project) {
        if (project == null) {
            return ""; // the row could not be built
        }
        int open = project.taskCounts().open();
        return " (%s, %d open task%s, last changed %s%s)"
                .formatted(
                        ToolJson.word(project.status()),
                        open,
                        open == 1 ? "" : "s",
                        project.updatedAt().truncatedTo(ChronoUnit.SECONDS),
                        project.deletedAt() == null ? "" : ", deleted");
    }
}
