package dev.devledger.adapters.postgres.access;

import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.domain.project.Project.ProjectStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A ledger without any project. */
final class NoProjects implements ProjectQueries {
    @Override
    public Optional<ProjectView> find(String idOrKey) {
        return Optional.empty();
    }

    @Override
    public List<ProjectView> findAll(Collection<UUID> ids) {
        return List.of();
    }

    @Override
    public Page<ProjectView> list(ProjectFilter filter, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Map<ProjectStatus, Integer> counts() {
        return Map.of();
    }

    @Override
    public Map<ProjectStatus, Integer> counts(ProjectFilter filter) {
        return Map.of();
    }

    @Override
    public int finishedSince(Instant since) {
        return 0;
    }

    @Override
    public List<ProjectState> standings() {
        return List.of();
    }

    @Override
    public List<ProjectState> standings(ProjectFilter filter) {
        return List.of();
    }

    @Override
    public ProjectQueries asOf(LedgerMoment moment) {
        return this;
    }
}
