package dev.devledger.domain.field;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes of an edit, field by field: the value before and after. Fields that did not change are left out. */
public record Changes<D>(Map<Field<D, ?>, Change<?>> all) {
    public Changes {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public static <D> Changes<D> none() {
        return new Changes<>(Map.of());
    }

    public static <D, T> Changes<D> of(Field<D, T> field, @Nullable T from, @Nullable T to) {
        return of(field, new Change<>(from, to));
    }

    public static <D, T> Changes<D> of(Field<D, T> field, @Nullable Change<T> change) {
        return Changes.<D>none().with(field, change);
    }

    public <T> Changes<D> with(Field<D, T> field, @Nullable T from, @Nullable T to) {
        return with(field, new Change<>(from, to));
    }

    /** A null change leaves the field out. */
    public <T> Changes<D> with(Field<D, T> field, @Nullable Change<T> change) {
        if (change == null) {
            return this;
        }
        Map<Field<D, ?>, Change<?>> more = new LinkedHashMap<>(all);
        more.put(field, change);
        return new Changes<>(more);
    }

    /** Returns null if the field did not change. */
    @SuppressWarnings("unchecked") // the change was stored under this same field
    public <T> @Nullable Change<T> get(Field<D, T> field) {
        return (Change<T>) all.get(field);
    }

    /** Returns the new value; null if the field was cleared or did not change. */
    public <T> @Nullable T to(Field<D, T> field) {
        Change<T> change = get(field);
        return change == null ? null : change.to();
    }

    public boolean has(Field<D, ?> field) {
        return all.containsKey(field);
    }

    /** Fails if the changes clear one of these fields, which always have a value. No command makes such a change. */
    public void requireValues(List<Field<D, ?>> fields) {
        fields.forEach(field -> Change.requireValue(get(field)));
    }

    /** Lists the changes as the history shows them. */
    public List<FieldChange> list() {
        return all.entrySet().stream()
                .map(each -> new FieldChange(
                        each.getKey().name(),
                        each.getValue().from(),
                        each.getValue().to()))
                .toList();
    }
}
