package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.BoardPage.BoardView;
import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.DueTime;
import dev.devledger.adapters.dashboard.frame.ShownInstant.ShownDuration;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.history.HistoryQueries.RecentChanges;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A project on the board.
 *
 * @param priority the priority; null without one
 * @param held the agents and the tasks that they work on
 * @param last the last change within the hour; null without one
 * @param moved on a board of the past, the present status if it differs, or a note that the project is gone; otherwise
 *     null
 * @param mark the state of an unhealthy link to a service; among several links, of the link that needs a user
 * @param needing true if a user should look at the project: it is overdue, has long been blocked, or is in conflict
 */
record CardView(
        ProjectView project,
        StatusLabel status,
        @Nullable StatusLabel priority,
        ShownInstant since,
        @Nullable DueTime due,
        List<Claimant> held,
        @Nullable ChangeAuthor last,
        @Nullable String moved,
        @Nullable String mark,
        boolean needing) {
    /** @param tasks the keys of the tasks, beginning with the task whose claim ends first */
    record Claimant(String agent, List<String> tasks) {}

    /** The author of a change. A service is shown by its title. */
    record ChangeAuthor(String who, ShownInstant at) {
        static ChangeAuthor of(RecentChanges.LastChange last, Connectors connectors, Instant now) {
            return new ChangeAuthor(
                    ChangeView.who(last.actor(), last.agent(), last.channel(), connectors),
                    new ShownInstant(last.at(), now));
        }
    }

    private static final int LONG_BLOCKED = 7;
    private static final String CONFLICT = "conflict";
    private static final Set<String> WELL = Set.of("synced", "out-of-scope", "closed", "none");

    /** Returns a card of the project alone, without other data. */
    static CardView of(ProjectView project, List<ClaimedTask> claims, Instant now) {
        return new CardFactory(Map.of(project.id(), claims), Map.of(), null, now).card(project);
    }

    /** Makes cards from projects and the data beside them. */
    record CardFactory(
            Map<UUID, List<ClaimedTask>> claims,
            Map<UUID, ChangeAuthor> latest,
            @Nullable Map<UUID, ProjectStatus> today,
            Instant now) {
        static CardFactory of(BoardView.BoardContext beside, Instant now) {
            List<ProjectQueries.ProjectState> today = beside.now();
            return new CardFactory(
                    beside.claims().stream().collect(Collectors.groupingBy(ClaimedTask::projectId)),
                    beside.latest(),
                    today == null
                            ? null
                            : today.stream()
                                    .collect(Collectors.toMap(
                                            ProjectQueries.ProjectState::id, ProjectQueries.ProjectState::status)),
                    now);
        }

        CardView card(ProjectView project) {
            DueTime due = isFinished(project)
                    ? null
                    : DueTime.of(
                            project.schedule().dueDate(), project.schedule().timeZone(), now);
            List<String> unwell = unwell(project.links());
            boolean conflict = unwell.contains(CONFLICT);
            return new CardView(
                    project,
                    StatusLabel.of(project.status()),
                    project.priority() == Priority.NONE ? null : StatusLabel.of(project.priority()),
                    new ShownInstant(project.statusSince(), now),
                    due,
                    holders(claims.getOrDefault(project.id(), List.of())),
                    latest.get(project.id()),
                    moved(project),
                    conflict ? CONFLICT : unwell.isEmpty() ? null : unwell.getFirst(),
                    (due != null && due.over()) || isBlockedForLong(project, now) || conflict);
        }

        private @Nullable String moved(ProjectView project) {
            if (today == null) {
                return null;
            }
            ProjectStatus status = today.get(project.id());
            return status == null
                    ? "deleted"
                    : status == project.status() ? null : StatusLabel.of(status).word();
        }
    }

    private static List<Claimant> holders(List<ClaimedTask> claims) {
        Map<String, List<String>> tasks = claims.stream()
                .collect(Collectors.groupingBy(
                        ClaimedTask::agent,
                        LinkedHashMap::new,
                        Collectors.mapping(ClaimedTask::key, Collectors.toUnmodifiableList())));
        return tasks.entrySet().stream()
                .map(each -> new Claimant(each.getKey(), each.getValue()))
                .toList();
    }

    private static boolean isFinished(ProjectView project) {
        return StatusLabel.FINISHED.contains(project.status());
    }

    private static boolean isBlockedForLong(ProjectView project, Instant now) {
        return project.status() == ProjectStatus.BLOCKED
                && ShownDuration.between(project.statusSince(), now).isLongerThanDays(LONG_BLOCKED);
    }

    private static List<String> unwell(List<LinkView> links) {
        return links.stream()
                .map(LinkView::state)
                .filter(state -> !WELL.contains(state))
                .toList();
    }

    String href() {
        return "/projects/" + project.key();
    }

    int done() {
        return project.taskCounts().completed();
    }

    int all() {
        return done() + project.taskCounts().open();
    }

    /** True if the project has no tasks at all, not even abandoned ones. */
    boolean isEmpty() {
        return all() == 0 && project.taskCounts().abandoned() == 0;
    }

    /** The label of an unhealthy link; null without one. */
    @Nullable
    String markWords() {
        return switch (mark) {
            case null -> null;
            case "pending" -> "waiting for sync";
            case "refused" -> "sync refused";
            case "detached" -> "not linked";
            default -> mark;
        };
    }

    String inStatus() {
        return ShownDuration.between(since.instant(), since.now()).toString();
    }
}
