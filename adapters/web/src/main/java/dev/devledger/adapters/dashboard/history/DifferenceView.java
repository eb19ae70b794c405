package dev.devledger.adapters.dashboard.history;

import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.history.Differences.Kind;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Priority;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What differs of one project, task or person. */
record DifferenceView(Difference difference, String name) {
    private static final List<String> UNSAID = List.of("name", "title", "timeZone", "placement", "placements.ticktick");

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

    /** What is new has its name in its head, and a zone, a place and no priority without saying so. */
    List<FieldDifference> fields() {
        return FieldDifference.all(
                isNew()
                        ? FieldDifference.parts(difference.changes()).stream()
                                .filter(field -> !UNSAID.contains(field.field()))
                                .filter(field -> field.to() != Placement.NONE && field.to() != Priority.NONE)
                                .toList()
                        : difference.changes());
    }
}
