package dev.devledger.application.sync.conflict;

import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryField;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people see of the two sides of a time entry that differ. */
final class EntrySides {
    private EntrySides() {}

    static String names(Dispute.OfEntry entry) {
        return entry.fields().stream().map(EntrySides::name).collect(Collectors.joining(","));
    }

    /** Null where it is deleted here. */
    static @Nullable Object local(Dispute.OfEntry entry) {
        return shown(entry.local(), entry);
    }

    static @Nullable Object remote(Dispute.OfEntry entry) {
        return shown(entry.remote(), entry);
    }

    /** The value of one field; of several, or of one that is deleted on the other side, each by its name. */
    private static @Nullable Object shown(@Nullable EntryContent content, Dispute.OfEntry entry) {
        if (content == null) {
            return null;
        }
        Set<EntryField> fields = entry.fields().isEmpty() ? EnumSet.allOf(EntryField.class) : entry.fields();
        if (fields.size() == 1) {
            return value(content, fields.iterator().next());
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        fields.forEach(field -> all.put(name(field), value(content, field)));
        return all;
    }

    /** As docs/contract.md, section 7, names it; a task or a project is a place. */
    private static String name(EntryField field) {
        return field.word();
    }

    private static @Nullable Object value(EntryContent content, EntryField field) {
        return switch (content.value(field)) {
            case null -> null;
            case EntityRef place -> place.toString();
            case Collection<?> words -> List.copyOf(words);
            case Boolean truth -> truth;
            case String text -> text.isEmpty() ? null : text;
            case Object any -> any.toString();
        };
    }
}
