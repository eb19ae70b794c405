package dev.devledger.application.confined;

import dev.devledger.application.claim.ClaimOverview;
import dev.devledger.application.claim.ClaimQueries;
import dev.devledger.application.claim.ClaimedTask;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param tasks confined as well */
public record ConfinedClaims(ClaimQueries all, TaskQueries tasks) implements ClaimQueries {
    @Override
    public Page<ClaimedTask> live(@Nullable UUID project, PageRequest page) {
        return isForeign(project) ? new Page<>(List.of(), null) : all.live(own(project), page);
    }

    @Override
    public List<ClaimedTask> of(Collection<UUID> asked, Instant at) {
        return Confinement.current().isNone()
                ? all.of(asked, at)
                : all.of(tasks.findAll(asked).stream().map(TaskView::id).toList(), at);
    }

    @Override
    public ClaimOverview overview(@Nullable UUID project, int most) {
        return isForeign(project) ? new ClaimOverview(0, List.of(), List.of()) : all.overview(own(project), most);
    }

    private static boolean isForeign(@Nullable UUID project) {
        return project != null && !Confinement.has(project);
    }

    private static @Nullable UUID own(@Nullable UUID project) {
        return project == null ? Confinement.currentProject() : project;
    }
}
