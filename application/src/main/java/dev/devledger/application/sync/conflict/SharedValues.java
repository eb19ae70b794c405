package dev.devledger.application.sync.conflict;

import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of the vocabulary of both sides under the names and in the words of docs/contract.md, section 4. What is not
 * set is null.
 */
final class SharedValues {
    private final EntityRef.Kind kind;
    private final Function<String, Object> place;

    /**
     * Of such an entity: a project has a name, a task a title.
     *
     * @param place what is shown of a parent, by its remote id
     */
    SharedValues(EntityRef.Kind kind, Function<String, Object> place) {
        this.kind = kind;
        this.place = place;
    }

    String name(Field field) {
        return switch (field) {
            case TITLE -> kind == EntityRef.Kind.TASK ? "title" : "name";
            case PARENT -> "parentId";
            case ESTIMATE -> "estimateMinutes";
            default -> field.word();
        };
    }

    @Nullable
    Object from(CanonicalChanges changes, Field field) {
        return value(changes, field, Change::from);
    }

    @Nullable
    Object to(CanonicalChanges changes, Field field) {
        return value(changes, field, Change::to);
    }

    Map<String, @Nullable Object> allFrom(CanonicalChanges changes) {
        return all(changes, Change::from);
    }

    Map<String, @Nullable Object> allTo(CanonicalChanges changes) {
        return all(changes, Change::to);
    }

    private Map<String, @Nullable Object> all(CanonicalChanges changes, Function<Change<?>, @Nullable Object> side) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Field field : changes.fields()) {
            all.put(name(field), value(changes, field, side));
        }
        return all;
    }

    private @Nullable Object value(CanonicalChanges changes, Field field, Function<Change<?>, @Nullable Object> side) {
        Change<?> change = changes.change(field);
        Object value = change == null ? null : side.apply(change);
        return switch (value) {
            case null -> null;
            case String parent when field == Field.PARENT -> place.apply(parent);
            case String text -> text.isEmpty() ? null : text;
            case RemoteStatus status -> status(status);
            case Dates dates -> dates(dates);
            case List<?> items -> items.stream().map(SharedValues::item).toList();
            case Collection<?> words -> List.copyOf(words);
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            default -> value;
        };
    }

    private String status(RemoteStatus status) {
        boolean active = status == RemoteStatus.OPEN && kind == EntityRef.Kind.PROJECT;
        Enum<?> word = active ? ProjectStatus.ACTIVE : status;
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> dates(Dates dates) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("startDate", Objects.toString(dates.startDate(), null));
        shown.put("dueDate", Objects.toString(dates.dueDate(), null));
        shown.put("timeZone", Objects.toString(dates.timeZone(), null));
        return shown;
    }

    private static Object item(Object item) {
        return item instanceof Canonical.Check check ? Map.of("title", check.title(), "done", check.done()) : item;
    }
}
