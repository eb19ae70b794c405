package dev.devledger.domain.history;

import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryField;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the two sides of a time entry differ in. */
final class EntryDifference {
    private EntryDifference() {}

    static String difference(String there, Dispute.OfEntry entry) {
        String which = entry.fields().stream().map(EntryField::word).collect(Collectors.joining(", "));
        String refused = entry.refused();
        if (refused != null) {
            String what = entry.local() == null ? "that it was deleted" : which.isEmpty() ? "that it is gone" : which;
            return "One side does not take " + what + ": " + refused + ".";
        }
        return "Devledger and " + there + " have both changed " + which + " of it: " + said(entry.local(), entry)
                + " in Devledger, " + said(entry.remote(), entry) + " in " + there + ".";
    }

    private static String said(@Nullable EntryContent content, Dispute.OfEntry entry) {
        return entry.fields().stream()
                .map(field -> FieldWords.value(content == null ? null : content.value(field)))
                .collect(Collectors.joining(", "));
    }

    /** From what is here to what is there. */
    static List<FieldChange> changes(Dispute.OfEntry entry) {
        EntryContent local = entry.local();
        EntryContent remote = entry.remote();
        return local == null || remote == null
                ? List.of()
                : entry.fields().stream()
                        .map(field -> new FieldChange(field.word(), value(local, field), value(remote, field)))
                        .toList();
    }

    /** As the history and people see it. */
    private static @Nullable Object value(EntryContent content, EntryField field) {
        return switch (content.value(field)) {
            case EntityRef place -> place.id();
            case null -> null;
            case Object any -> any;
        };
    }
}
