package dev.devledger.application.project;

import dev.devledger.application.entity.Filter;
import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.field.EntityKind.NamedParts;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the board. An {@code idOrKey} is the id or the key ({@code P-12}, in any case). */
public interface ProjectQueries {
    /** The status of a project, without its other fields. */
    record ProjectState(UUID id, String key, String name, ProjectStatus status) {}

    Optional<ProjectView> find(String idOrKey);

    List<ProjectView> findAll(Collection<UUID> ids);

    Page<ProjectView> list(ProjectFilter filter, PageRequest page);

    /** Counts the projects of each status, without deleted ones; a status without projects is left out. */
    Map<ProjectStatus, Integer> counts();

    /** Counts as {@link #counts()}, for the projects that the filter would list, in any order. */
    Map<ProjectStatus, Integer> counts(ProjectFilter filter);

    /** Counts the projects that were completed or abandoned since then and are still closed, without deleted ones. */
    int finishedSince(Instant since);

    /** Returns the statuses of all projects, without deleted ones: by one statement that reads no task. */
    List<ProjectState> standings();

    /**
     * Returns the statuses, as {@link #standings()} does, of the projects that the filter would list; always in the
     * order of their keys.
     */
    List<ProjectState> standings(ProjectFilter filter);

    /** Returns the same reads for the state at a moment. Links are left out, as they are known only for the present. */
    ProjectQueries asOf(LedgerMoment moment);

    /** Returns the same reads for the state after the event at a position. */
    default ProjectQueries asOf(long position) {
        return asOf(LedgerMoment.at(position));
    }

    /**
     * A project as the read model holds it; its parts are the fields of docs/contract.md, section 4.
     *
     * @param placements the placement in each service, by the service's name
     * @param trackedSeconds the time worked on the project and its tasks, up to the moment of the read
     */
    record ProjectView(
            UUID id,
            String key,
            ProjectDetails details,
            ProjectStatus status,
            @Nullable String statusReason,
            Instant statusSince,
            Map<String, Placement> placements,
            @Nullable Billed customer,
            @Nullable Billed service,
            TaskCounts taskCounts,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Instant deletedAt,
            long version,
            List<LinkView> links,
            long trackedSeconds)
            implements NamedParts {

        private static final Set<String> COMPARED = Set.of("status", "statusReason");

        public String name() {
            return details.name();
        }

        /** Returns null for an empty description. */
        public @Nullable String description() {
            return details.description().isEmpty() ? null : details.description();
        }

        public Priority priority() {
            return details.priority();
        }

        public Schedule schedule() {
            return details.schedule();
        }

        public List<String> tags() {
            return List.copyOf(details.tags());
        }

        @Override
        public Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("id", id);
            parts.put("key", key);
            ProjectDetails.KIND.shown(details).forEach((name, value) -> {
                parts.put(name, value);
                switch (name) {
                    case "description" -> {
                        parts.put("status", status);
                        parts.put("statusReason", statusReason);
                        parts.put("statusSince", statusSince);
                    }
                    case "dueDate" -> parts.put("allDay", schedule().allDay());
                    case "placements" -> parts.put(name, placements);
                    case "customer" -> parts.put(name, customer);
                    case "service" -> parts.put(name, service);
                    default -> {}
                }
            });
            parts.put("taskCounts", taskCounts);
            parts.put("createdAt", createdAt);
            parts.put("updatedAt", updatedAt);
            parts.put("startedAt", startedAt);
            parts.put("completedAt", completedAt);
            parts.put("deletedAt", deletedAt);
            parts.put("version", version);
            parts.put("links", links);
            parts.put("trackedSeconds", trackedSeconds);
            return parts;
        }

        /**
         * Returns the values compared between two moments, by the names of the fields; customer and service by their
         * keys.
         */
        public Map<String, @Nullable Object> values() {
            Map<String, @Nullable Object> values = parts();
            values.keySet().removeIf(name -> !ProjectDetails.KIND.has(name) && !COMPARED.contains(name));
            values.put("customer", customer == null ? null : customer.key());
            values.put("service", service == null ? null : service.key());
            return values;
        }

        public record TaskCounts(int open, int completed, int abandoned) {}

        /** A customer or a service of a project. */
        public record Billed(String key, String name) {}
    }

    /** A filter of projects, whose texts are name and description. */
    final class ProjectFilter extends Filter<ProjectFilter> implements Filter.EntityCriteria {
        public static final Criterion<ProjectFilter, Set<ProjectStatus>> STATUS =
                Criterion.words("status", ProjectStatus.class);
        public static final Criterion<ProjectFilter, Set<Priority>> PRIORITY = Criterion.field(ProjectDetails.PRIORITY);

        /** The only project that can match. */
        public static final Criterion<ProjectFilter, UUID> ONLY = Criterion.own("only");

        /**
         * A moment, for projects that may need attention then: due before it, blocked for a week, or in conflict with a
         * service.
         */
        public static final Criterion<ProjectFilter, Instant> NEEDING = Criterion.own("needing");

        /** The criteria that each source has. */
        public static final List<Criterion<? super ProjectFilter, ?>> CRITERIA =
                List.of(STATUS, PRIORITY, TAGS, SEARCH, UPDATED_SINCE, DUE_AFTER, DUE_BEFORE, DELETED);

        /** All projects that are not deleted. */
        public static final ProjectFilter ALL = new ProjectFilter(Map.of());

        private ProjectFilter(Map<Criterion<?, ?>, Object> values) {
            super(values, ProjectFilter::new);
        }

        /** Reads a filter; the order is read by the caller. */
        public static ProjectFilter read(FilterSource from, ZoneId zone) {
            return ALL.and(from, zone, CRITERIA);
        }

        /** Returns the filter with the values that the source has for these criteria, {@link #SEARCH} among them. */
        public ProjectFilter and(FilterSource from, ZoneId zone, List<Criterion<? super ProjectFilter, ?>> criteria) {
            return parted(read(from, zone, criteria), (filter, said) -> switch (said.name()) {
                case "person" -> filter.with(NONE, true);
                case "priority" -> only(filter, PRIORITY, said.words(Priority.class));
                default -> only(filter, STATUS, said.words(ProjectStatus.class));
            });
        }

        /** Returns the projects of these statuses that are not deleted. */
        public static ProjectFilter of(Set<ProjectStatus> statuses) {
            return ALL.with(STATUS, statuses);
        }
    }
}
