package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.At;
import dev.devledger.adapters.dashboard.frame.Due;
import dev.devledger.adapters.dashboard.frame.Span;
import dev.devledger.adapters.dashboard.frame.StatusWord;
import dev.devledger.application.claim.ClaimedTask;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.LinkView;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A project on the board.
 *
 * @param priority null where it has none
 * @param held who works on which of its tasks
 * @param mark how its link to a service is, where that is not well
 * @param needing whether somebody should look at it: it is overdue, blocked for long, or in conflict
 */
record CardView(
        ProjectView project,
        StatusWord status,
        @Nullable StatusWord priority,
        At since,
        @Nullable Due due,
        List<Holder> held,
        @Nullable String mark,
        boolean needing) {
    /** @param tasks their keys, the one whose claim ends first first */
    record Holder(String agent, List<String> tasks) {}

    private static final int LONG_BLOCKED = 7;
    private static final Set<String> WELL = Set.of("synced", "out-of-scope", "closed", "none");

    static CardView of(ProjectView project, List<ClaimedTask> claims, Instant now) {
        Due due = isFinished(project) ? null : Due.of(project.dueDate(), project.timeZone(), now);
        String mark = mark(project.links());
        At since = new At(project.statusSince(), now);
        return new CardView(
                project,
                StatusWord.of(project.status()),
                project.priority() == Priority.NONE ? null : StatusWord.of(project.priority()),
                since,
                due,
                holders(claims),
                mark,
                (due != null && due.over()) || isBlockedForLong(project, now) || "conflict".equals(mark));
    }

    private static List<Holder> holders(List<ClaimedTask> claims) {
        Map<String, List<String>> tasks = claims.stream()
                .collect(Collectors.groupingBy(
                        ClaimedTask::agent,
                        LinkedHashMap::new,
                        Collectors.mapping(ClaimedTask::key, Collectors.toUnmodifiableList())));
        return tasks.entrySet().stream()
                .map(each -> new Holder(each.getKey(), each.getValue()))
                .toList();
    }

    private static boolean isFinished(ProjectView project) {
        return StatusWord.FINISHED.contains(project.status());
    }

    private static boolean isBlockedForLong(ProjectView project, Instant now) {
        return project.status() == ProjectStatus.BLOCKED
                && Span.between(project.statusSince(), now).isLongerThanDays(LONG_BLOCKED);
    }

    private static @Nullable String mark(List<LinkView> links) {
        return links.stream()
                .map(LinkView::state)
                .filter(state -> !WELL.contains(state))
                .findFirst()
                .orElse(null);
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

    String inStatus() {
        return Span.between(since.instant(), since.now()).toString();
    }
}
