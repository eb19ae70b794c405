package dev.devledger.domain.undo;

import dev.devledger.domain.project.ReservedTags;
import dev.devledger.domain.shared.Addressed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An undo on the way: what is to be done so far, and what speaks against it. */
final class UndoPlan {
    private final Instant at;
    private final ReservedTags reserved;
    private final List<Addressed> commands = new ArrayList<>();
    private final List<LaterEdit> laterEdits = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();

    UndoPlan(Instant at, ReservedTags reserved, Collection<EntityHistory> pasts) {
        this.at = at;
        this.reserved = reserved;
        pasts.forEach(past -> versions.put(past.entity().address(), past.version()));
    }

    Instant at() {
        return at;
    }

    ReservedTags reserved() {
        return reserved;
    }

    /**
     * The version that the undo was planned on, for the first command of each entity: somebody who was faster is noticed.
     * The later ones follow in the same change set, where nobody comes in between.
     */
    @Nullable
    Long version(Entity entity) {
        return versions.remove(entity.address());
    }

    /** Each is one event. */
    void add(Addressed command) {
        commands.add(command);
        versions.remove(command.address());
    }

    void add(LaterEdit edit) {
        laterEdits.add(edit);
    }

    Undo finished() {
        return new Undo(List.copyOf(commands), List.copyOf(laterEdits));
    }
}
