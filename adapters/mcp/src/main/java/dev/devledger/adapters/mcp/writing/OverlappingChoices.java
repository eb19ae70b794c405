package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.writing.ResolveSyncConflicts.ConflictChoice;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refuses choices that affect each other. Each choice is carried out on the read model, which does not show the
 * outcome of other choices in the same call yet.
 */
final class OverlappingChoices {
    private OverlappingChoices() {}

    /** @throws dev.devledger.adapters.mcp.tool.ToolFailure if two choices clash; names the later one */
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
