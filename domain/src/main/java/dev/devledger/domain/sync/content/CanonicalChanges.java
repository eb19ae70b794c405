package dev.devledger.domain.sync.content;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes of a {@link CanonicalContent}, field by field; null for a field that does not differ. */
public record CanonicalChanges(
        @Nullable Change<String> title,
        @Nullable Change<String> description,
        @Nullable Change<Priority> priority,
        @Nullable Change<SortedSet<String>> tags,
        @Nullable Change<Dates> dates,
        @Nullable Change<List<CanonicalContent.ChecklistEntry>> checklist,
        @Nullable Change<RemoteStatus> status,
        @Nullable Change<String> parent,
        @Nullable Change<String> stage,
        @Nullable Change<Integer> estimateMinutes,
        @Nullable Change<SortedSet<String>> assignees,
        @Nullable Change<SortedSet<String>> blockedBy,
        @Nullable Change<String> customer,
        @Nullable Change<String> service) {

    /** Changes without the fields that were added later. */
    public CanonicalChanges(
            @Nullable Change<String> title,
            @Nullable Change<String> description,
            @Nullable Change<Priority> priority,
            @Nullable Change<SortedSet<String>> tags,
            @Nullable Change<Dates> dates,
            @Nullable Change<List<CanonicalContent.ChecklistEntry>> checklist,
            @Nullable Change<RemoteStatus> status,
            @Nullable Change<String> parent) {
        this(title, description, priority, tags, dates, checklist, status, parent, null, null, null, null, null, null);
    }

    /** Both dates as one value, because the all-day form and the time zone apply to both. */
    public record Dates(
            @Nullable When startDate,
            @Nullable When dueDate,
            @Nullable ZoneId timeZone,
            @Nullable SortedMap<String, String> oddDates) {
        private static final List<String> NAMES = List.of("startDate", "dueDate");

        public Dates {
            oddDates = oddDates == null ? null : told(oddDates);
        }

        /** Shortens the texts to a length for people, and replaces characters that cannot be stored. */
        private static @Nullable SortedMap<String, String> told(SortedMap<String, String> odd) {
            SortedMap<String, String> told = new TreeMap<>();
            odd.forEach((name, said) -> {
                if (NAMES.contains(name)) {
                    told.put(name, NearestValues.told(said));
                }
            });
            return told.isEmpty() ? null : Collections.unmodifiableSortedMap(told);
        }

        public Dates(@Nullable When startDate, @Nullable When dueDate, @Nullable ZoneId timeZone) {
            this(startDate, dueDate, timeZone, null);
        }

        public static Dates of(CanonicalContent content) {
            return new Dates(content.startDate(), content.dueDate(), content.timeZone(), content.oddDates());
        }

        /** Returns the date as the remote shows it: its text if no calendar has the date, else {@code near}. */
        public @Nullable Object said(String field, @Nullable When near) {
            String odd = oddDates == null ? null : oddDates.get(field);
            return odd == null ? near : odd;
        }

        /** Compares zones by their rules, whatever their names. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Dates dates
                    && Objects.equals(startDate, dates.startDate)
                    && Objects.equals(dueDate, dates.dueDate)
                    && Objects.equals(oddDates, dates.oddDates)
                    && Zones.areSame(timeZone, dates.timeZone);
        }

        @Override
        public int hashCode() {
            return Objects.hash(startDate, dueDate);
        }
    }

    /** The fields that are merged, each as a whole, by their names in the history. */
    public enum Field {
        TITLE,
        DESCRIPTION,
        PRIORITY,
        TAGS,
        DATES,
        CHECKLIST,
        STATUS,
        PARENT,
        STAGE,
        ESTIMATE,
        ASSIGNEES,
        BLOCKED_BY,
        CUSTOMER,
        SERVICE;

        /** The name for people. */
        public String word() {
            return this == BLOCKED_BY ? "blockedBy" : name().toLowerCase(Locale.ROOT);
        }
    }

    public static final CanonicalChanges NONE = new CanonicalChanges(null, null, null, null, null, null, null, null);

    /** A change of the stage alone. */
    public static CanonicalChanges ofStage(Change<String> stage) {
        return ofWork(stage, null, null);
    }

    /** Changes of these fields alone. */
    public static CanonicalChanges ofWork(
            @Nullable Change<String> stage,
            @Nullable Change<Integer> estimate,
            @Nullable Change<SortedSet<String>> assignees) {
        return new CanonicalChanges(
                null, null, null, null, null, null, null, null, stage, estimate, assignees, null, null, null);
    }

    /** Changes of these fields alone. */
    public static CanonicalChanges ofBilling(@Nullable Change<String> customer, @Nullable Change<String> service) {
        return new CanonicalChanges(
                null, null, null, null, null, null, null, null, null, null, null, null, customer, service);
    }

    /** A change of this field alone. */
    public static CanonicalChanges ofBlockedBy(Change<SortedSet<String>> blockedBy) {
        return new CanonicalChanges(
                null, null, null, null, null, null, null, null, null, null, null, blockedBy, null, null);
    }

    public static CanonicalChanges between(CanonicalContent from, CanonicalContent to) {
        return new CanonicalChanges(
                Change.between(from.title(), to.title()),
                Change.between(from.description(), to.description()),
                Change.between(from.priority(), to.priority()),
                Change.between(from.tags(), to.tags()),
                Change.between(Dates.of(from), Dates.of(to)),
                Change.between(from.checklist(), to.checklist()),
                Change.between(from.status(), to.status()),
                Change.between(from.parent(), to.parent()),
                Change.between(from.stage(), to.stage()),
                Change.between(from.estimateMinutes(), to.estimateMinutes()),
                Change.between(from.assignees(), to.assignees()),
                Change.between(from.blockedBy(), to.blockedBy()),
                Change.between(from.customer(), to.customer()),
                Change.between(from.service(), to.service()));
    }

    /** Returns changes from any content to this one: all fields are set, as the earlier values are unknown. */
    public static CanonicalChanges to(CanonicalContent content) {
        return new CanonicalChanges(
                new Change<>(null, content.title()),
                new Change<>(null, content.description()),
                new Change<>(null, content.priority()),
                new Change<>(null, content.tags()),
                new Change<>(null, Dates.of(content)),
                new Change<>(null, content.checklist()),
                new Change<>(null, content.status()),
                new Change<>(null, content.parent()),
                new Change<>(null, content.stage()),
                new Change<>(null, content.estimateMinutes()),
                new Change<>(null, content.assignees()),
                new Change<>(null, content.blockedBy()),
                new Change<>(null, content.customer()),
                new Change<>(null, content.service()));
    }

    /** Returns the changes that reverse these. */
    public CanonicalChanges reversed() {
        return new CanonicalChanges(
                reversed(title),
                reversed(description),
                reversed(priority),
                reversed(tags),
                reversed(dates),
                reversed(checklist),
                reversed(status),
                reversed(parent),
                reversed(stage),
                reversed(estimateMinutes),
                reversed(assignees),
                reversed(blockedBy),
                reversed(customer),
                reversed(service));
    }

    private static <T> @Nullable Change<T> reversed(@Nullable Change<T> change) {
        return change == null ? null : new Change<>(change.to(), change.from());
    }

    /** Returns the changes of these fields only. */
    public CanonicalChanges only(Set<Field> fields) {
        return new CanonicalChanges(
                fields.contains(Field.TITLE) ? title : null,
                fields.contains(Field.DESCRIPTION) ? description : null,
                fields.contains(Field.PRIORITY) ? priority : null,
                fields.contains(Field.TAGS) ? tags : null,
                fields.contains(Field.DATES) ? dates : null,
                fields.contains(Field.CHECKLIST) ? checklist : null,
                fields.contains(Field.STATUS) ? status : null,
                fields.contains(Field.PARENT) ? parent : null,
                fields.contains(Field.STAGE) ? stage : null,
                fields.contains(Field.ESTIMATE) ? estimateMinutes : null,
                fields.contains(Field.ASSIGNEES) ? assignees : null,
                fields.contains(Field.BLOCKED_BY) ? blockedBy : null,
                fields.contains(Field.CUSTOMER) ? customer : null,
                fields.contains(Field.SERVICE) ? service : null);
    }

    /** Returns the changes of all other fields. */
    public CanonicalChanges without(Set<Field> fields) {
        Set<Field> others = EnumSet.allOf(Field.class);
        others.removeAll(fields);
        return only(others);
    }

    /** Returns both changes; where both change a field, {@code other} wins. */
    public CanonicalChanges and(CanonicalChanges other) {
        return new CanonicalChanges(
                other.title == null ? title : other.title,
                other.description == null ? description : other.description,
                other.priority == null ? priority : other.priority,
                other.tags == null ? tags : other.tags,
                other.dates == null ? dates : other.dates,
                other.checklist == null ? checklist : other.checklist,
                other.status == null ? status : other.status,
                other.parent == null ? parent : other.parent,
                other.stage == null ? stage : other.stage,
                other.estimateMinutes == null ? estimateMinutes : other.estimateMinutes,
                other.assignees == null ? assignees : other.assignees,
                other.blockedBy == null ? blockedBy : other.blockedBy,
                other.customer == null ? customer : other.customer,
                other.service == null ? service : other.service);
    }

    /** Returns the change of one field, null if it does not differ. */
    public @Nullable Change<?> change(Field field) {
        return switch (field) {
            case TITLE -> title;
            case DESCRIPTION -> description;
            case PRIORITY -> priority;
            case TAGS -> tags;
            case DATES -> dates;
            case CHECKLIST -> checklist;
            case STATUS -> status;
            case PARENT -> parent;
            case STAGE -> stage;
            case ESTIMATE -> estimateMinutes;
            case ASSIGNEES -> assignees;
            case BLOCKED_BY -> blockedBy;
            case CUSTOMER -> customer;
            case SERVICE -> service;
        };
    }

    public Set<Field> fields() {
        Set<Field> fields = EnumSet.allOf(Field.class);
        fields.removeIf(field -> change(field) == null);
        return fields;
    }

    public boolean isEmpty() {
        return fields().isEmpty();
    }

    public boolean completes() {
        return status != null && status.to() == RemoteStatus.COMPLETED;
    }

    public CanonicalContent applyTo(CanonicalContent content) {
        Dates when = Change.orElse(dates, Dates.of(content));
        return new CanonicalContent(
                Change.orElse(title, content.title()),
                Change.orElse(description, content.description()),
                Change.orElse(priority, content.priority()),
                Change.orElse(tags, content.tags()),
                when.startDate(),
                when.dueDate(),
                when.timeZone(),
                Change.orElse(checklist, content.checklist()),
                Change.orElse(status, content.status()),
                Change.toOrElse(parent, content.parent()),
                Change.toOrElse(stage, content.stage()),
                Change.toOrElse(estimateMinutes, content.estimateMinutes()),
                Change.orElse(assignees, content.assignees()),
                Change.orElse(blockedBy, content.blockedBy()),
                Change.toOrElse(customer, content.customer()),
                Change.toOrElse(service, content.service()),
                when.oddDates());
    }

    public List<FieldChange> list() {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.collect(changes, "title", title);
        FieldChange.collect(changes, "description", description);
        FieldChange.collect(changes, "priority", priority);
        FieldChange.collect(changes, "tags", tags);
        if (dates != null) {
            Dates none = new Dates(null, null, null);
            Dates from = dates.from() == null ? none : dates.from();
            Dates to = dates.to() == null ? none : dates.to();
            FieldChange.collect(
                    changes,
                    "startDate",
                    Change.between(from.said("startDate", from.startDate()), to.said("startDate", to.startDate())));
            FieldChange.collect(
                    changes,
                    "dueDate",
                    Change.between(from.said("dueDate", from.dueDate()), to.said("dueDate", to.dueDate())));
            FieldChange.collect(changes, "timeZone", Change.between(from.timeZone(), to.timeZone()));
        }
        FieldChange.collect(changes, "checklist", checklist);
        FieldChange.collect(changes, "status", status);
        FieldChange.collect(changes, "parentId", parent);
        FieldChange.collect(changes, "stage", stage);
        FieldChange.collect(changes, "estimateMinutes", estimateMinutes);
        FieldChange.collect(changes, "assignees", assignees);
        FieldChange.collect(changes, "blockedBy", blockedBy);
        FieldChange.collect(changes, "customer", customer);
        FieldChange.collect(changes, "service", service);
        return List.copyOf(changes);
    }

    /** Compares zones, which have several names, and sometimes new ones: Europe/Kiev is Europe/Kyiv. */
    public static final class Zones {
        private Zones() {}

        /** True if each day begins and ends at the same time in both. */
        public static boolean areSame(@Nullable ZoneId one, @Nullable ZoneId another) {
            if (one == null || another == null) {
                return one == null && another == null;
            }
            return one.equals(another) || one.getRules().equals(another.getRules());
        }
    }
}
