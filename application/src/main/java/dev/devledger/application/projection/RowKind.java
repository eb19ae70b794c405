package dev.devledger.application.projection;

import dev.devledger.application.projection.EntityRow.Deletion;
import dev.devledger.application.projection.EntityRow.StatusTimes;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.directory.BillingDecider;
import dev.devledger.domain.directory.BillingItem;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.Person;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.PersonDecider;
import dev.devledger.domain.directory.SavedView;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.directory.SavedViewDecider;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.EntityEvent;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.time.TimeEntry;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntryDecider;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A kind of entity with one row for each. The row before an event is that of the state on which the write was decided,
 * and is read if that state is unknown; the rules of the kind say what the event makes of it.
 *
 * @param projection the name of its projection, of this generation
 * @param stream the beginning of the name of each stream
 * @param started true for a state that is worked on
 * @param completed true for a state with which the work is done
 */
public record RowKind<S, E extends EntityEvent>(
        String projection,
        int generation,
        String stream,
        Class<E> events,
        Decider<?, S, ? super E> rules,
        Predicate<S> started,
        Predicate<S> completed) {
    public static final RowKind<Project, ProjectEvent> PROJECTS = new RowKind<>(
            "projects",
            5,
            "project-",
            ProjectEvent.class,
            new ProjectDecider(),
            project -> project.last().status() == ProjectStatus.ACTIVE,
            project -> project.last().status() == ProjectStatus.COMPLETED);
    public static final RowKind<Task, TaskEvent> TASKS = new RowKind<>(
            "tasks",
            6,
            "task-",
            TaskEvent.class,
            new TaskDecider(),
            task -> false,
            task -> task.last().status() == TaskStatus.COMPLETED);
    public static final RowKind<Person, PersonEvent> PEOPLE =
            plain("people", 1, "person-", PersonEvent.class, new PersonDecider());
    public static final RowKind<BillingItem, CustomerEvent> CUSTOMERS =
            plain("billing", 1, "customer-", CustomerEvent.class, new BillingDecider());
    public static final RowKind<BillingItem, ServiceEvent> SERVICES =
            plain("billing", 1, "service-", ServiceEvent.class, new BillingDecider());
    public static final RowKind<TimeEntry, TimeEntryEvent> TIME_ENTRIES =
            plain("time-entries", 3, "entry-", TimeEntryEvent.class, new TimeEntryDecider());
    public static final RowKind<SavedView, ViewEvent> VIEWS =
            plain("views", 1, "view-", ViewEvent.class, new SavedViewDecider());

    /** Returns a kind without a status. */
    private static <S, E extends EntityEvent> RowKind<S, E> plain(
            String projection, int generation, String stream, Class<E> events, Decider<?, S, ? super E> rules) {
        return new RowKind<>(projection, generation, stream, events, rules, state -> false, state -> false);
    }

    public boolean has(LedgerEvent event) {
        return events.isInstance(event.payload());
    }

    /** Returns the row before the event as its state shows it; null if that is not known. */
    @SuppressWarnings("unchecked") // the events of a stream are decided on states of its kind
    public @Nullable EntityRow<S> before(LedgerEvent event) {
        return event.before() == null ? null : EntityRow.of(entity(event.stream()), (S) event.before());
    }

    /** Returns the row after the event, which is the same whether one event or many are applied. */
    public EntityRow<S> after(@Nullable EntityRow<S> before, LedgerEvent stored) {
        E event = events.cast(stored.payload());
        Instant at = stored.at();
        if (event instanceof EntityEvent.Created created) {
            S made = rules.evolve(rules.initial(), event);
            StatusTimes status = status(made, at, null);
            return new EntityRow<>(
                    entity(stored.stream()),
                    created.key().number(),
                    made,
                    at,
                    at,
                    status,
                    Deletion.NONE,
                    stored.revision());
        }
        event.requireValues();
        Objects.requireNonNull(before);
        S state = rules.evolve(before.state(), event);
        return new EntityRow<>(
                before.entity(),
                before.number(),
                state,
                before.createdAt(),
                at,
                event instanceof EntityEvent.StatusChanged
                        ? status(state, stored.since(event.at()), before.startedAt())
                        : before.status(),
                deletion(before, event, at),
                stored.revision());
    }

    private StatusTimes status(S state, Instant since, @Nullable Instant startedAt) {
        return new StatusTimes(
                since,
                startedAt == null && started.test(state) ? since : startedAt,
                completed.test(state) ? since : null);
    }

    private static @Nullable Deletion deletion(EntityRow<?> before, EntityEvent event, Instant at) {
        return switch (event) {
            case EntityEvent.Deleted deleted -> new Deletion(at, deleted.with());
            case EntityEvent.Restored restored -> Deletion.NONE;
            default -> before.deletion();
        };
    }

    public UUID entity(String ofStream) {
        return UUID.fromString(ofStream.substring(stream.length()));
    }
}
