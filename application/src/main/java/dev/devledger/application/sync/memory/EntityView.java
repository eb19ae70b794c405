package dev.devledger.application.sync.memory;

import dev.devledger.domain.sync.content.EntityRef;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a conflict, a hold or a plan is about, as people see it.
 *
 * @param type {@code project}, {@code task}, or {@code link} for a list of the cards, which is neither
 * @param key null where it has none, or where its row could not be built
 */
public record EntityView(String type, UUID id, @Nullable String key) {

    /** Null for what the ledger does not have yet. */
    public static @Nullable EntityView of(@Nullable EntityRef entity, Map<UUID, String> keys) {
        return entity == null ? null : of(entity, keys.get(entity.id()));
    }

    public static EntityView of(EntityRef entity, @Nullable String key) {
        String type =
                switch (entity.kind()) {
                    case PROJECT -> "project";
                    case TASK -> "task";
                    case LIST -> entity.holdsCards() ? "link" : "project";
                    case ENTRY -> "time-entry";
                };
        return new EntityView(type, entity.id(), key);
    }
}
