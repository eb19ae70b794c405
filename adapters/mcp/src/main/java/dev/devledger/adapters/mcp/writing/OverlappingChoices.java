package dev.devledger.adapters.mcp.writing;

import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Choices that may tread on each other. Each is carried out on what the read model has, which is not yet what another
 * choice of the same call has made of it.
 */
final class OverlappingChoices {
    private OverlappingChoices() {}

    /** @throws dev.devledger.adapters.mcp.tool.ToolFailure naming the later one of two that clash */
    static void refuse(List<ConflictChoice> chosen, Map<UUID, ConflictView> known) {
        for (int later = 1; later < chosen.size(); later++) {
            for (int first = 0; first < later; first++) {
                String why = why(chosen.get(first), chosen.get(later), known);
                if (why != null) {
                    throw chosen.get(later)
                            .given()
                            .wrong("conflict", why.formatted(first) + "; resolve it in a separate call.");
                }
            }
        }
    }

    private static @Nullable String why(ConflictChoice one, ConflictChoice other, Map<UUID, ConflictView> known) {
        ConflictView first = Objects.requireNonNull(known.get(one.conflict()));
        ConflictView second = Objects.requireNonNull(known.get(other.conflict()));
        if (first.entity().id().equals(second.entity().id())) {
            return "is of the same project or task as resolutions[%d]";
        }
        if ((isParent(first) && changesTree(second)) || (isParent(second) && changesTree(first))) {
            return "and resolutions[%d] both change which task is below which";
        }
        boolean matches = first.kind() == Kind.MATCH && second.kind() == Kind.MATCH;
        return matches && one.value() != null && one.value().equals(other.value())
                ? "names the same remote object as resolutions[%d]"
                : null;
    }

    private static boolean isParent(ConflictView conflict) {
        return "parentId".equals(conflict.field());
    }

    private static boolean changesTree(ConflictView conflict) {
        return isParent(conflict) || conflict.kind() == Kind.EXISTENCE;
    }
}
