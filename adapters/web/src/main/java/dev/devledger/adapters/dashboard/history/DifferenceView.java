package dev.devledger.adapters.dashboard.history;

import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.history.Differences.Kind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What differs of one project, task or person. */
record DifferenceView(Difference difference, String name) {
    private static final List<String> UNSAID = List.of("name", "title", "timeZone", "priority", "placement");

    String key() {
        String key = difference.entity().key();
        return key == null ? "" : key;
    }

    /** Null where it has no page. */
    @Nullable
    String href() {
        return switch (difference.entity().type()) {
            case "project" -> "/projects/" + key();
            case "task" -> "/tasks/" + key();
            default -> null;
        };
    }

    boolean isNew() {
        return difference.change() == Kind.CREATED;
    }

    boolean isGone() {
        return difference.change() == Kind.DELETED;
    }

    String word() {
        return difference.change().name().toLowerCase(Locale.ROOT);
    }

    /** What is new has its name in its head, and a zone and a priority without saying so; keys stand beside ids. */
    List<FieldDifference> fields() {
        return difference.changes().stream()
                .filter(field -> !field.field().endsWith("Id"))
                .filter(field -> !isNew() || !UNSAID.contains(field.field()))
                .map(FieldDifference::of)
                .filter(field -> !field.pieces().isEmpty())
                .toList();
    }
}
