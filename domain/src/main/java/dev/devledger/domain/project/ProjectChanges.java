package dev.devledger.domain.project;

import dev.devledger.domain.billing.CustomerId;
import dev.devledger.domain.billing.ServiceId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an edit changed, field by field: what was and what is. A field that did not change is null.
 *
 * @param placements by the names of services
 */
public record ProjectChanges(
        @Nullable Change<String> name,
        @Nullable Change<String> description,
        @Nullable Change<Priority> priority,
        @Nullable Change<SortedSet<String>> tags,
        @Nullable Change<String> repositoryUrl,
        @Nullable Change<When> startDate,
        @Nullable Change<When> dueDate,
        @Nullable Change<ZoneId> timeZone,
        @Nullable Change<Placement> placement,
        SortedMap<String, Change<Placement>> placements,
        @Nullable Change<CustomerId> customer,
        @Nullable Change<ServiceId> service,
        @Nullable Change<Boolean> billable) {

    /** The field that says where a project is in one service begins so, and ends with its name. */
    public static final String PLACEMENT_IN = "placements.";

    public ProjectChanges {
        placements = sorted(placements);
    }

    /** What was stored while there was one service has none. */
    private static SortedMap<String, Change<Placement>> sorted(@Nullable SortedMap<String, Change<Placement>> changes) {
        return changes == null || changes.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }

    /** Where nothing was said for other services and of bills. */
    public ProjectChanges(
            @Nullable Change<String> name,
            @Nullable Change<String> description,
            @Nullable Change<Priority> priority,
            @Nullable Change<SortedSet<String>> tags,
            @Nullable Change<String> repositoryUrl,
            @Nullable Change<When> startDate,
            @Nullable Change<When> dueDate,
            @Nullable Change<ZoneId> timeZone,
            @Nullable Change<Placement> placement) {
        this(
                name,
                description,
                priority,
                tags,
                repositoryUrl,
                startDate,
                dueDate,
                timeZone,
                placement,
                Collections.emptySortedMap(),
                null,
                null,
                null);
    }

    static ProjectChanges between(ProjectDetails from, ProjectDetails to) {
        return new ProjectChanges(
                Change.between(from.name(), to.name()),
                Change.between(from.description(), to.description()),
                Change.between(from.priority(), to.priority()),
                Change.between(from.tags(), to.tags()),
                Change.between(from.repositoryUrl(), to.repositoryUrl()),
                Change.between(from.schedule().startDate(), to.schedule().startDate()),
                Change.between(from.schedule().dueDate(), to.schedule().dueDate()),
                Change.between(from.schedule().timeZone(), to.schedule().timeZone()),
                Change.between(from.placement(), to.placement()),
                between(from.placements(), to.placements()),
                Change.between(from.billing().customer(), to.billing().customer()),
                Change.between(from.billing().service(), to.billing().service()),
                Change.between(from.billing().billable(), to.billing().billable()));
    }

    private static SortedMap<String, Change<Placement>> between(
            SortedMap<String, Placement> from, SortedMap<String, Placement> to) {
        SortedSet<String> services = new TreeSet<>(from.keySet());
        services.addAll(to.keySet());
        SortedMap<String, Change<Placement>> changes = new TreeMap<>();
        for (String service : services) {
            Change<Placement> change = Change.between(from.get(service), to.get(service));
            if (change != null) {
                changes.put(service, change);
            }
        }
        return changes;
    }

    /** Whether something of it may be elsewhere now, or nowhere. */
    public boolean places() {
        return placement != null || !placements.isEmpty();
    }

    /** What is said for other services once it has changed. */
    public SortedMap<String, Placement> applyTo(SortedMap<String, Placement> said) {
        SortedMap<String, Placement> now = new TreeMap<>(said);
        placements.forEach((service, change) -> {
            Placement to = change.to();
            if (to == null) {
                now.remove(service);
            } else {
                now.put(service, to);
            }
        });
        return now;
    }

    /** Whom it is for once it has changed. */
    public ProjectBilling applyTo(ProjectBilling billing) {
        return new ProjectBilling(
                Change.toOrElse(customer, billing.customer()),
                Change.toOrElse(service, billing.service()),
                Change.orElse(billable, billing.billable()));
    }

    public ProjectDetails applyTo(ProjectDetails details) {
        Schedule schedule = details.schedule();
        return new ProjectDetails(
                Change.orElse(name, details.name()),
                Change.orElse(description, details.description()),
                Change.orElse(priority, details.priority()),
                Change.orElse(tags, details.tags()),
                Change.orElse(repositoryUrl, details.repositoryUrl()),
                new Schedule(
                        Change.toOrElse(startDate, schedule.startDate()),
                        Change.toOrElse(dueDate, schedule.dueDate()),
                        Change.orElse(timeZone, schedule.timeZone())),
                Change.orElse(placement, details.placement()),
                applyTo(details.placements()),
                applyTo(details.billing()));
    }

    /** The changes as the history shows them, under the field names of docs/contract.md, section 4. */
    public List<FieldChange> list() {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.collect(changes, "name", name);
        FieldChange.collect(changes, "description", description);
        FieldChange.collect(changes, "priority", priority);
        FieldChange.collect(changes, "tags", tags);
        FieldChange.collect(changes, "repositoryUrl", repositoryUrl);
        FieldChange.collect(changes, "startDate", startDate);
        FieldChange.collect(changes, "dueDate", dueDate);
        FieldChange.collect(changes, "timeZone", timeZone);
        FieldChange.collect(changes, "placement", placement);
        placements.forEach((service, change) -> FieldChange.collect(changes, PLACEMENT_IN + service, change));
        FieldChange.collect(changes, "customer", customer);
        FieldChange.collect(changes, "service", service);
        FieldChange.collect(changes, "billable", billable);
        return List.copyOf(changes);
    }
}
