package dev.devledger.application.confined;

import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.NormalizedName;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

public record ConfinedProjects(ProjectQueries all) implements ProjectQueries {
    @Override
    public Optional<ProjectView> find(String idOrKey) {
        return all.find(idOrKey).filter(project -> Confinement.has(project.id()));
    }

    @Override
    public List<ProjectView> findAll(Collection<UUID> ids) {
        return all.findAll(ids.stream().filter(Confinement::has).toList());
    }

    @Override
    public Page<ProjectView> list(ProjectFilter filter, PageRequest page) {
        return all.list(own(filter), page);
    }

    private static ProjectFilter own(ProjectFilter filter) {
        UUID own = Confinement.currentProject();
        return own == null ? filter : filter.with(ProjectFilter.ONLY, own);
    }

    @Override
    public Map<ProjectStatus, Integer> counts() {
        UUID own = Confinement.currentProject();
        return own == null
                ? all.counts()
                : all.find(own.toString())
                        .filter(project -> project.deletedAt() == null)
                        .map(project -> Map.of(project.status(), 1))
                        .orElse(Map.of());
    }

    @Override
    public Map<ProjectStatus, Integer> counts(ProjectFilter filter) {
        return all.counts(own(filter));
    }

    @Override
    public int finishedSince(Instant since) {
        UUID own = Confinement.currentProject();
        return own == null
                ? all.finishedSince(since)
                : (int) all
                        .find(own.toString())
                        .filter(project -> project.deletedAt() == null)
                        .filter(project -> project.status().isClosed())
                        .filter(project -> !project.statusSince().isBefore(since))
                        .stream()
                        .count();
    }

    @Override
    public List<ProjectState> standings() {
        return all.standings().stream()
                .filter(project -> Confinement.has(project.id()))
                .toList();
    }

    @Override
    public List<ProjectState> standings(ProjectFilter filter) {
        return all.standings(own(filter));
    }

    @Override
    public ProjectQueries asOf(LedgerMoment moment) {
        return new ConfinedProjects(all.asOf(moment));
    }

    /** The locks of the project: another project is not found, so that the caller does not wait for its lock either. */
    public record ConfinedLocks(ProjectLocks all) implements ProjectLocks {
        @Override
        public Optional<Locked> find(String idOrKey) {
            return all.find(idOrKey)
                    .filter(found -> Confinement.has(found.project().value()));
        }

        @Override
        public Map<String, Locked> findAll(Collection<String> idsOrKeys) {
            Map<String, Locked> found = new HashMap<>(all.findAll(idsOrKeys));
            found.values().removeIf(each -> !Confinement.has(each.project().value()));
            return found;
        }

        @Override
        public List<Locked> ownAll(Collection<ProjectId> projects) {
            return all.ownAll(projects.stream()
                    .filter(each -> Confinement.has(each.value()))
                    .toList());
        }

        @Override
        public Optional<Locked> lockShared(String idOrKey) {
            return isForeign(idOrKey) ? Optional.empty() : all.lockShared(idOrKey);
        }

        @Override
        public Optional<Locked> lockExclusively(String idOrKey) {
            return isForeign(idOrKey) ? Optional.empty() : all.lockExclusively(idOrKey);
        }

        private boolean isForeign(String idOrKey) {
            return !Confinement.current().isNone() && find(idOrKey).isEmpty();
        }

        @Override
        public void ownName(NormalizedName name) {
            all.ownName(name);
        }

        @Override
        public ProjectKey nextKey() {
            return all.nextKey();
        }
    }
}
