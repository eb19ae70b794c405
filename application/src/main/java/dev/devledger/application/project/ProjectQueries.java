package dev.devledger.application.project;

import dev.devledger.application.entity.AskedMoment;
import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads of the board. An {@code idOrKey} is the id or the key ({@code P-12}, in any case). */
public interface ProjectQueries {
    /** Where a project stands, and no more of it. */
    record Standing(UUID id, String key, String name, ProjectStatus status) {}

    Optional<ProjectView> find(String idOrKey);

    List<ProjectView> findAll(Collection<UUID> ids);

    Page<ProjectView> list(ProjectFilter filter, PageRequest page);

    /** How many there are of each status, without deleted ones; a status of which there is none is left out. */
    Map<ProjectStatus, Integer> counts();

    /** As {@link #counts()}, of those that the filter would list, in whichever order. */
    Map<ProjectStatus, Integer> counts(ProjectFilter filter);

    /** How many were completed or abandoned from then on and still are, without deleted ones. */
    int finishedSince(Instant since);

    /** Where all of them stand, without deleted ones: by one statement that looks at no task. */
    List<Standing> standings();

    /** As {@link #standings()}, of those that the filter would list; always in the order of their keys. */
    List<Standing> standings(ProjectFilter filter);

    /** The same reads of what was there at a moment; links are of today and left out. */
    ProjectQueries asOf(AskedMoment moment);

    /** The same of what was there after the event at a position. */
    default ProjectQueries asOf(long position) {
        return asOf(AskedMoment.at(position));
    }

    /**
     * A project as the read model holds it; the components are the fields of docs/contract.md, section 4. Texts that are
     * not set are null.
     *
     * @param placements where it is in each service, by their names
     * @param trackedSeconds how long was worked on it and its tasks, up to the moment of the read
     */
    record ProjectView(
            UUID id,
            String key,
            String name,
            @Nullable String description,
            ProjectStatus status,
            @Nullable String statusReason,
            Instant statusSince,
            Priority priority,
            List<String> tags,
            @Nullable String repositoryUrl,
            @Nullable When startDate,
            @Nullable When dueDate,
            boolean allDay,
            ZoneId timeZone,
            Placement placement,
            Map<String, Placement> placements,
            @Nullable Billed customer,
            @Nullable Billed service,
            boolean billable,
            TaskCounts taskCounts,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Instant deletedAt,
            long version,
            List<LinkView> links,
            long trackedSeconds) {

        public record TaskCounts(int open, int completed, int abandoned) {}

        /** The customer or the service. */
        public record Billed(String key, String name) {}
    }

    /**
     * Which projects; null and empty stand for all. It is read, and changed, by the names of its parts.
     *
     * @param tags a project must have all of them, in any case
     * @param texts each is looked for in name and description, in any case, and must be in one of them
     * @param dueAfter projects due on this day or later, or from this instant on; a day counts in the project's own zone
     * @param dueBefore projects due before this day or instant; a day counts from its start in the project's own zone
     * @param only at most this one
     * @param needing only those that may need attention then: due before it, blocked for a week, or in conflict with a service
     */
    record ProjectFilter(
            Set<ProjectStatus> statuses,
            Set<Priority> priorities,
            Set<String> tags,
            List<String> texts,
            @Nullable Instant updatedSince,
            @Nullable When dueAfter,
            @Nullable When dueBefore,
            boolean deleted,
            Sort sort,
            @Nullable UUID only,
            @Nullable Instant needing) {

        /** Those that are not deleted. */
        public static final ProjectFilter ALL = new ProjectFilter(
                Set.of(), Set.of(), Set.of(), List.of(), null, null, null, false, Sort.DEFAULT, null, null);

        /** As it is asked for; the order is the door's. */
        public static ProjectFilter read(FilterSource from, ZoneId zone) {
            return ALL.with(to -> {
                to.statuses = from.words("status", ProjectStatus.class);
                to.priorities = from.words("priority", Priority.class);
                to.tags = from.texts("tag");
                to.texts = from.search("q");
                to.updatedSince = from.since("updatedSince", zone);
                to.dueAfter = from.when("dueAfter");
                to.dueBefore = from.when("dueBefore");
                to.deleted = from.flag("deleted");
            });
        }

        /** Those that are not deleted, and of one of these. */
        public static ProjectFilter of(Set<ProjectStatus> statuses) {
            return ALL.with(to -> to.statuses = statuses);
        }

        /** The same but for some of it. */
        public ProjectFilter with(Consumer<Criteria> change) {
            Criteria criteria = new Criteria();
            change.accept(criteria);
            return criteria.filter();
        }

        /** What of a filter can be another; it begins as it is. */
        public final class Criteria {
            public Set<ProjectStatus> statuses = ProjectFilter.this.statuses;
            public Set<Priority> priorities = ProjectFilter.this.priorities;
            public Set<String> tags = ProjectFilter.this.tags;
            public List<String> texts = ProjectFilter.this.texts;
            public @Nullable Instant updatedSince = ProjectFilter.this.updatedSince;
            public @Nullable When dueAfter = ProjectFilter.this.dueAfter;
            public @Nullable When dueBefore = ProjectFilter.this.dueBefore;
            public boolean deleted = ProjectFilter.this.deleted;
            public Sort sort = ProjectFilter.this.sort;
            public @Nullable UUID only = ProjectFilter.this.only;
            public @Nullable Instant needing = ProjectFilter.this.needing;

            private ProjectFilter filter() {
                return new ProjectFilter(
                        statuses,
                        priorities,
                        tags,
                        texts,
                        updatedSince,
                        dueAfter,
                        dueBefore,
                        deleted,
                        sort,
                        only,
                        needing);
            }
        }
    }
}
