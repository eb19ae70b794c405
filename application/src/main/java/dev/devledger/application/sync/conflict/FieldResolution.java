package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a choice between two values of a field. The ledger gets the chosen value, and a later cycle pushes it if
 * the remote's differs. For that, the remote's value of a held field becomes the base; if a policy had settled the
 * field, the base is already newer and stays.
 */
record FieldResolution(Resolution resolution, ResolutionEdits entities, LinkBook links, ConnectedAccount account) {
    void carryOut(Dispute.FieldDispute values, Choice choice, @Nullable Object value) {
        Field field = values.field();
        NearestContent taken = null;
        switch (choice) {
            // A value that waits is still in the ledger, which may even hold a newer one by now.
            case LOCAL -> {
                if (values.applied() == AppliedSide.REMOTE) {
                    set(field, values.toLocal());
                }
            }
            case REMOTE -> taken = set(field, values.toRemote());
            case VALUE -> setGiven(field, Objects.requireNonNull(value));
            case DETACH -> throw new IllegalArgumentException("a field cannot be detached");
        }
        if (values.waits()) {
            resolution.agreeOn(values.toRemote());
        }
        resolution.tell(field, taken);
        resolution.mark();
    }

    /**
     * Applies the value of one side. Returns the nearest content that the ledger can hold, as the conflict stores the
     * original.
     */
    private NearestContent set(Field field, CanonicalChanges to) {
        NearestContent nearest = new NearestContent(resolution.entity().kind(), to);
        if (field == Field.PARENT) {
            move(Change.toOrElse(to.parent(), null));
        } else {
            entities.edit(resolution.changes(), resolution.entity(), to.and(nearest.forms()), resolution.starts());
        }
        return nearest;
    }

    private void setGiven(Field field, Object value) {
        EntityRef entity = resolution.entity();
        CanonicalChanges given = ChosenValue.of(field, entity.kind(), value).changes();
        try {
            if (field == Field.PARENT) {
                String parent = Change.orElse(Objects.requireNonNull(given.parent()), "");
                entities.move(resolution.changes(), entity, parent.isEmpty() ? null : parent);
            } else {
                boolean apart = resolution.starts() == ContentTranslator.StartDateSupport.OWN;
                entities.edit(
                        resolution.changes(),
                        entity,
                        given,
                        apart ? ContentTranslator.StartDateSupport.OWN : ContentTranslator.StartDateSupport.OF_SPANS);
            }
        } catch (Rejection refused) {
            throw refused.code() == Rejection.Code.INVALID ? ofValue(refused) : refused;
        }
    }

    /** Returns the refusal with the given value as its cause, as the person did not name the field. */
    private static Rejection ofValue(Rejection refused) {
        return Rejection.invalid(refused.violations().stream()
                .map(each -> new Rejection.Violation("value", each.message()))
                .toList());
    }

    private void move(@Nullable String parent) {
        EntityRef task = resolution.entity();
        if (parent == null) {
            entities.move(resolution.changes(), task, null);
            return;
        }
        EntityRef above = resolution
                .dispute()
                .place(parent)
                .or(() -> links.owner(account, parent).flatMap(EntityRef::place))
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.CONFLICT_STATE,
                        "Its parent in " + resolution.title() + ", " + parent
                                + ", is not a project or task in Devledger. Choose local, or"
                                + " choose value with the id of another parent."));
        entities.move(resolution.changes(), task, above.id().toString());
    }

    /**
     * A value that a person gives to a field in conflict, as plain JSON (text, list, object), turned into the
     * vocabulary that both sides share. A wrong form is refused; the edit in the ledger checks the limits.
     */
    record ChosenValue(CanonicalChanges changes) {
        private static final Set<String> DATES = Set.of("startDate", "dueDate", "timeZone");
        private static final Set<String> ITEM = Set.of("title", "done");

        static ChosenValue of(Field field, EntityRef.Kind kind, Object value) {
            return new ChosenValue(
                    switch (field) {
                        case TITLE -> new CanonicalChanges(to(text(value)), null, null, null, null, null, null, null);
                        case DESCRIPTION ->
                            new CanonicalChanges(null, to(text(value)), null, null, null, null, null, null);
                        case PRIORITY ->
                            new CanonicalChanges(
                                    null, null, to(word(Priority.class, value)), null, null, null, null, null);
                        case TAGS ->
                            new CanonicalChanges(
                                    null, null, null, to(new TreeSet<>(texts(value))), null, null, null, null);
                        case DATES -> new CanonicalChanges(null, null, null, null, to(dates(value)), null, null, null);
                        case CHECKLIST ->
                            new CanonicalChanges(null, null, null, null, null, to(checklist(value)), null, null);
                        case STATUS ->
                            new CanonicalChanges(null, null, null, null, null, null, to(status(kind, value)), null);
                        case PARENT -> new CanonicalChanges(null, null, null, null, null, null, null, to(text(value)));
                        case STAGE -> CanonicalChanges.ofWork(to(text(value)), null, null);
                        case ESTIMATE -> CanonicalChanges.ofWork(null, to(minutes(value)), null);
                        case ASSIGNEES -> CanonicalChanges.ofWork(null, null, to(new TreeSet<>(texts(value))));
                        case CUSTOMER -> CanonicalChanges.ofBilling(to(text(value)), null);
                        case SERVICE -> CanonicalChanges.ofBilling(null, to(text(value)));
                        case BLOCKED_BY -> CanonicalChanges.ofBlockedBy(to(new TreeSet<>(texts(value))));
                    });
        }

        private static Integer minutes(Object value) {
            if (value instanceof Integer minutes) {
                return minutes;
            }
            throw wrong("a whole number of minutes is expected");
        }

        private static <T> Change<T> to(T value) {
            return new Change<>(null, value);
        }

        private static String text(@Nullable Object value) {
            if (value instanceof String text) {
                return text;
            }
            throw wrong("a string is expected");
        }

        private static RemoteStatus status(EntityRef.Kind kind, Object value) {
            if (kind == EntityRef.Kind.TASK) {
                return RemoteStatus.valueOf(word(TaskStatus.class, value).name());
            }
            ProjectStatus status = word(ProjectStatus.class, value);
            return status == ProjectStatus.ACTIVE ? RemoteStatus.OPEN : RemoteStatus.valueOf(status.name());
        }

        private static <E extends Enum<E>> E word(Class<E> type, Object value) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(each -> word(each).equals(value))
                    .findFirst()
                    .orElseThrow(() -> wrong("allowed are "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(ChosenValue::word)
                                    .collect(Collectors.joining(", "))));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }

        private static List<String> texts(Object value) {
            if (!(value instanceof List<?> list)) {
                throw wrong("a list of strings is expected");
            }
            return list.stream().map(ChosenValue::text).toList();
        }

        /** Reads the dates; a date that is not given is cleared. */
        private static Dates dates(Object value) {
            Map<?, ?> given = object(value, DATES, "{startDate, dueDate, timeZone} is expected");
            try {
                Object start = given.get("startDate");
                Object due = given.get("dueDate");
                Object zone = given.get("timeZone");
                return new Dates(
                        start == null ? null : When.parse(text(start)),
                        due == null ? null : When.parse(text(due)),
                        zone == null ? null : ZoneId.of(text(zone)));
            } catch (When.OutOfRange e) {
                throw wrong("a date in it " + e.why());
            } catch (DateTimeException unreadable) {
                throw wrong(
                        "a day such as 2026-03-31 or an instant such as 2026-03-31T09:00:00Z is expected, and an IANA"
                                + " zone such as Europe/Berlin");
            }
        }

        private static List<CanonicalContent.ChecklistEntry> checklist(Object value) {
            String expected = "a list of {title, done} is expected";
            if (!(value instanceof List<?> list)) {
                throw wrong(expected);
            }
            List<CanonicalContent.ChecklistEntry> items = new ArrayList<>();
            for (Object each : list) {
                Map<?, ?> item = object(each, ITEM, expected);
                Object done = item.get("done");
                if (done != null && !(done instanceof Boolean)) {
                    throw wrong(expected);
                }
                items.add(new CanonicalContent.ChecklistEntry(text(item.get("title")), Boolean.TRUE.equals(done)));
            }
            return items;
        }

        private static Map<?, ?> object(@Nullable Object value, Set<String> fields, String expected) {
            if (value instanceof Map<?, ?> object && fields.containsAll(object.keySet())) {
                return object;
            }
            throw wrong(expected);
        }

        private static Rejection wrong(String expected) {
            return Rejection.invalid("value", "is not one of this field; " + expected);
        }
    }
}
