package dev.devledger.adapters.rest.http;

import static dev.devledger.application.history.HistoryFilter.ENTITY;
import static dev.devledger.application.history.HistoryFilter.WITH_TASKS;

import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.directory.SavedViews.ViewDirectory.StoredView;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a history from a query. */
public record HistoryFilters(
        ProjectQueries projects,
        TaskQueries tasks,
        PersonQueries people,
        BillingQueries billing,
        TimeEntryQueries entries,
        SavedViews views,
        ZoneId zone) {

    /** The id of a named entity that does not exist, and may exist later. No entity has this id. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** Reads all filters; empty if the named entity does not exist and so has no history. */
    public Optional<HistoryFilter> ofEntity(QueryParameters query) {
        String entity = query.one("entity", HistoryFilters::idOrKey);
        UUID id = entity == null ? null : resolved(entity).orElse(NOBODY);
        HistoryFilter filter = of(query, id, query.flag("tasks"));
        return NOBODY.equals(id) ? Optional.empty() : Optional.of(filter);
    }

    /** Reads only the entity; empty if the named entity does not exist. */
    public Optional<HistoryFilter> entityAlone(QueryParameters query) {
        String entity = query.one("entity", HistoryFilters::idOrKey);
        UUID id = entity == null ? null : resolved(entity).orElse(NOBODY);
        boolean withTasks = query.flag("tasks");
        return NOBODY.equals(id)
                ? Optional.empty()
                : Optional.of(HistoryFilter.ALL.with(ENTITY, id).with(WITH_TASKS, withTasks));
    }

    /** Reads all filters like {@link #ofEntity}, for callers who also wait for an entity that does not exist yet. */
    public HistoryFilter toFollow(QueryParameters query) {
        return ofEntity(query).orElseGet(() -> HistoryFilter.of(NOBODY));
    }

    public HistoryFilter of(QueryParameters query, @Nullable UUID entity, boolean withTasks) {
        return HistoryFilter.read(query, zone).with(ENTITY, entity).with(WITH_TASKS, withTasks);
    }

    private static String idOrKey(String text) throws Parser.InvalidText {
        if (text.matches("(?i)[PTUCSEV]-[0-9]{1,18}")) {
            return text.toUpperCase(Locale.ROOT);
        }
        return Parser.uuid(text).toString();
    }

    /** Finds the id for a key. Returns an id unchanged: an entity whose row could not be built still has a history. */
    private Optional<UUID> resolved(String entity) {
        return switch (entity.charAt(1) == '-' ? entity.charAt(0) : ' ') {
            case 'P' -> projects.find(entity).map(ProjectView::id);
            case 'T' -> tasks.find(entity).map(TaskView::id);
            case 'U' -> people.find(entity).map(PersonView::id);
            case 'C' -> billing.find(BillingKind.CUSTOMER, entity).map(BillingView::id);
            case 'S' -> billing.find(BillingKind.SERVICE, entity).map(BillingView::id);
            case 'E' -> entries.find(entity).map(TimeEntryView::id);
            case 'V' -> views.directory().find(entity).map(StoredView::id);
            default -> Optional.of(UUID.fromString(entity));
        };
    }
}
