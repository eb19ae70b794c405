package dev.devledger.adapters.mcp.ledger;

import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The project that an argument names: by its key, or else by its exact name in any case. */
final class ProjectArgument {
    private static final Pattern KEY = Pattern.compile("P-[0-9]+", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 10;

    private final ProjectQueries projects;

    ProjectArgument(ProjectQueries projects) {
        this.projects = projects;
    }

    /** Its key. {@code place} is where it was named, for the message. */
    String key(String called, String place) {
        String name = called.strip();
        if (KEY.matcher(name).matches()) {
            return projects.find(name).map(ProjectView::key).orElseThrow(() -> unknown(name, place));
        }
        List<String> keys = called(name);
        return switch (keys.size()) {
            case 0 -> throw unknown(name, place);
            case 1 -> keys.getFirst();
            default ->
                throw new ToolFailure(
                        ToolProblem.AMBIGUOUS,
                        "%s %s is %s. Give the key."
                                .formatted(
                                        place,
                                        Given.shown(name),
                                        keys.stream().limit(MOST).collect(Collectors.joining(" and "))));
        };
    }

    private List<String> called(String name) {
        if (name.isEmpty() || name.codePoints().anyMatch(ProjectArgument::isNoText)) {
            return List.of();
        }
        ProjectFilter like = new ProjectFilter(Set.of(), null, null, name, null, false, new Sort(Sort.By.NAME, false));
        List<String> keys = new ArrayList<>();
        String cursor = null;
        do {
            Page<ProjectView> page = projects.list(like, new PageRequest(PageRequest.MAX_LIMIT, cursor));
            page.items().stream()
                    .filter(each -> each.name().equalsIgnoreCase(name))
                    .map(ProjectView::key)
                    .forEach(keys::add);
            cursor = page.nextCursor();
        } while (cursor != null && keys.size() < MOST);
        return keys;
    }

    private static boolean isNoText(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private static ToolFailure unknown(String name, String place) {
        return new ToolFailure(
                ToolProblem.NOT_FOUND,
                "%s: there is no project %s. A P- key or the exact name is allowed. Call get_overview to get keys."
                        .formatted(place, Given.shown(name)));
    }
}
