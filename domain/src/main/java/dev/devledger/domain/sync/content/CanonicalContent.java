package dev.devledger.domain.sync.content;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entity's content in the vocabulary that both sides can express, so that equal means equal: tags in lower case and
 * sorted, a zone only for days. {@code parent} is the remote id of the parent card or task, null at the top of a list.
 *
 * @param stage the step of an open task
 * @param assignees the e-mail addresses of people, in lower case
 * @param blockedBy the tasks that must be done first, by remote id; by ledger key while a task's object is unknown
 * @param customer the name of the customer that the project is for
 * @param service the name of the service as which the project is billed
 * @param oddDates by field, the remote's text of each date that is in no calendar: {@code startDate} and
 *     {@code dueDate} then have the nearest date. Null if there are none
 */
public record CanonicalContent(
        String title,
        String description,
        Priority priority,
        SortedSet<String> tags,
        @Nullable When startDate,
        @Nullable When dueDate,
        @Nullable ZoneId timeZone,
        List<ChecklistEntry> checklist,
        RemoteStatus status,
        @Nullable String parent,
        @Nullable String stage,
        @Nullable Integer estimateMinutes,
        SortedSet<String> assignees,
        SortedSet<String> blockedBy,
        @Nullable String customer,
        @Nullable String service,
        @Nullable SortedMap<String, String> oddDates) {

    /**
     * An item of a checklist. Its ids identify it, and are not part of its content: two items with the same content are
     * equal.
     *
     * @param ledgerId its id in the ledger, null if it is not known
     * @param remoteId its id in the service, null if it is not known
     */
    public record ChecklistEntry(
            String title,
            boolean done,
            @Nullable UUID ledgerId,
            @Nullable String remoteId) {
        public ChecklistEntry(String title, boolean done) {
            this(title, done, null, null);
        }

        /** Returns the same item with new content. */
        public ChecklistEntry saying(String newTitle, boolean isDone) {
            return new ChecklistEntry(newTitle, isDone, ledgerId, remoteId);
        }

        /** Adds the missing ids from another copy of the same item. */
        public ChecklistEntry knownAs(ChecklistEntry other) {
            return new ChecklistEntry(
                    title,
                    done,
                    ledgerId == null ? other.ledgerId : ledgerId,
                    remoteId == null ? other.remoteId : remoteId);
        }

        /**
         * Adds a missing ledger id, derived from the remote id, so that an item that is read twice gets the same id.
         */
        public ChecklistEntry named() {
            if (ledgerId != null || remoteId == null) {
                return this;
            }
            byte[] name = ("checklist item " + remoteId).getBytes(StandardCharsets.UTF_8);
            return new ChecklistEntry(title, done, UUID.nameUUIDFromBytes(name), remoteId);
        }

        /** True if both items share an id. */
        public boolean isSameAs(ChecklistEntry other) {
            return (remoteId != null && remoteId.equals(other.remoteId))
                    || (ledgerId != null && ledgerId.equals(other.ledgerId));
        }

        /**
         * True if the items' remote ids differ. An app of the service keeps an item's id; an edit in the ledger may
         * not.
         */
        public boolean hasAnotherRemoteId(ChecklistEntry other) {
            return remoteId != null && other.remoteId != null && !remoteId.equals(other.remoteId);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ChecklistEntry check && title.equals(check.title) && done == check.done;
        }

        @Override
        public int hashCode() {
            return Objects.hash(title, done);
        }
    }

    public CanonicalContent {
        tags = lower(tags);
        assignees = orNobody(assignees);
        blockedBy = blockedBy == null ? Collections.emptySortedSet() : unmodifiable(blockedBy);
        checklist = List.copyOf(checklist);
        if (!((dueDate == null ? startDate : dueDate) instanceof When.Day)) {
            timeZone = null;
        }
        oddDates = new Dates(startDate, dueDate, timeZone, oddDates).oddDates();
    }

    /** Content whose dates all exist in the calendar. */
    public CanonicalContent(
            String title,
            String description,
            Priority priority,
            SortedSet<String> tags,
            @Nullable When startDate,
            @Nullable When dueDate,
            @Nullable ZoneId timeZone,
            List<ChecklistEntry> checklist,
            RemoteStatus status,
            @Nullable String parent,
            @Nullable String stage,
            @Nullable Integer estimateMinutes,
            SortedSet<String> assignees,
            SortedSet<String> blockedBy,
            @Nullable String customer,
            @Nullable String service) {
        this(
                title,
                description,
                priority,
                tags,
                startDate,
                dueDate,
                timeZone,
                checklist,
                status,
                parent,
                stage,
                estimateMinutes,
                assignees,
                blockedBy,
                customer,
                service,
                null);
    }

    /** Content without stage, estimate and assignees. */
    public CanonicalContent(
            String title,
            String description,
            Priority priority,
            SortedSet<String> tags,
            @Nullable When startDate,
            @Nullable When dueDate,
            @Nullable ZoneId timeZone,
            List<ChecklistEntry> checklist,
            RemoteStatus status,
            @Nullable String parent) {
        this(
                title,
                description,
                priority,
                tags,
                startDate,
                dueDate,
                timeZone,
                checklist,
                status,
                parent,
                null,
                null,
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                null,
                null);
    }

    private static SortedSet<String> unmodifiable(SortedSet<String> words) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(words));
    }

    private static SortedSet<String> lower(SortedSet<String> words) {
        SortedSet<String> lower = new TreeSet<>();
        words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
        return Collections.unmodifiableSortedSet(lower);
    }

    /** Content stored before people existed has no assignees. */
    private static SortedSet<String> orNobody(@Nullable SortedSet<String> people) {
        return people == null ? Collections.emptySortedSet() : lower(people);
    }

    public CanonicalContent withParent(@Nullable String newParent) {
        return with(description, tags, checklist, status, newParent);
    }

    public CanonicalContent withAssignees(SortedSet<String> newAssignees) {
        return with(stage, estimateMinutes, newAssignees);
    }

    public CanonicalContent withStage(@Nullable String newStage) {
        return with(newStage, estimateMinutes, assignees);
    }

    /** Returns a copy with this stage, estimate and assignees. */
    public CanonicalContent with(
            @Nullable String newStage, @Nullable Integer newEstimate, SortedSet<String> newAssignees) {
        return CanonicalChanges.ofWork(
                        new Change<>(stage, newStage),
                        new Change<>(estimateMinutes, newEstimate),
                        new Change<>(assignees, newAssignees))
                .applyTo(this);
    }

    /** Returns a copy with a single date as the due date, whether it was the start, the due date or both. */
    public CanonicalContent withOneDate() {
        if (startDate == null || (dueDate != null && !startDate.equals(dueDate))) {
            return this;
        }
        SortedMap<String, String> odd = null;
        if (oddDates != null) {
            odd = new TreeMap<>();
            odd.put("dueDate", oddDates.getOrDefault("dueDate", oddDates.get("startDate")));
        }
        return withDates(new Dates(null, startDate, timeZone, odd));
    }

    /** Returns a copy with the remote's text of dates that are in no calendar. */
    public CanonicalContent withOddDates(SortedMap<String, String> odd) {
        return withDates(new Dates(startDate, dueDate, timeZone, odd));
    }

    private CanonicalContent withDates(Dates dates) {
        return new CanonicalChanges(null, null, null, null, new Change<>(Dates.of(this), dates), null, null, null)
                .applyTo(this);
    }

    /** Returns a copy with this customer and service. */
    public CanonicalContent billed(@Nullable String newCustomer, @Nullable String newService) {
        return CanonicalChanges.ofBilling(new Change<>(customer, newCustomer), new Change<>(service, newService))
                .applyTo(this);
    }

    public CanonicalContent withBlockedBy(SortedSet<String> others) {
        return CanonicalChanges.ofBlockedBy(new Change<>(blockedBy, others)).applyTo(this);
    }

    public CanonicalContent withStatus(RemoteStatus newStatus) {
        return with(description, tags, checklist, newStatus, parent);
    }

    public CanonicalContent withDescription(String newDescription) {
        return with(newDescription, tags, checklist, status, parent);
    }

    public CanonicalContent withTags(SortedSet<String> newTags) {
        return with(description, newTags, checklist, status, parent);
    }

    public CanonicalContent withChecklist(List<ChecklistEntry> newChecklist) {
        return with(description, tags, newChecklist, status, parent);
    }

    private CanonicalContent with(
            String newDescription,
            SortedSet<String> newTags,
            List<ChecklistEntry> newChecklist,
            RemoteStatus newStatus,
            @Nullable String newParent) {
        return new CanonicalChanges(
                        null,
                        new Change<>(description, newDescription),
                        null,
                        new Change<>(tags, newTags),
                        null,
                        new Change<>(checklist, newChecklist),
                        new Change<>(status, newStatus),
                        new Change<>(parent, newParent))
                .applyTo(this);
    }

    /** Returns a copy with only these fields: the others are as if empty. */
    public CanonicalContent holding(Set<CanonicalChanges.Field> fields) {
        Set<CanonicalChanges.Field> others = EnumSet.allOf(CanonicalChanges.Field.class);
        others.removeAll(fields);
        return others.isEmpty()
                ? this
                : CanonicalChanges.between(this, list("")).only(others).applyTo(this);
    }

    /** Gives each item a ledger id, for content that comes into the ledger. */
    public CanonicalContent withNamedItems() {
        return withChecklist(checklist.stream().map(ChecklistEntry::named).toList());
    }

    public CanonicalContent withoutChecklist() {
        return withChecklist(List.of());
    }

    /** Compares as fields are compared, ignoring the zone's name and the items' ids. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanonicalContent content
                && CanonicalChanges.between(this, content).isEmpty();
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                title,
                description,
                priority,
                tags,
                startDate,
                dueDate,
                checklist,
                status,
                parent,
                stage,
                estimateMinutes,
                assignees,
                blockedBy,
                customer,
                service);
    }

    /** The content of a list: both sides know only its name. */
    public static CanonicalContent list(String name) {
        return new CanonicalContent(
                name, "", Priority.NONE, new TreeSet<>(), null, null, null, List.of(), RemoteStatus.OPEN, null);
    }
}
