package dev.devledger.application.sync.conflict;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.State;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conflicts as a person has them before a choice: who made the ledger's side what it is, and what each choice does. */
public record ToldConflicts(Conflicts conflicts, Connectors connectors, LocalChanges changes) {

    /** As {@link Conflicts#list(String, State, PageRequest)}. */
    public Page<ConflictView> list(@Nullable String connector, @Nullable State state, PageRequest page) {
        Page<ConflictView> found = conflicts.list(connector, state, page);
        return new Page<>(found.items().stream().map(this::told).toList(), found.nextCursor());
    }

    public Optional<ConflictView> find(UUID id) {
        return conflicts.find(id).map(this::told);
    }

    private ConflictView told(ConflictView conflict) {
        String service = title(conflict.connector());
        ConflictEffects effects = new ConflictEffects(
                conflicts.spoken(conflict),
                service,
                conflict.alsoIn().stream()
                        .map(other -> title(other.connector()))
                        .distinct()
                        .toList());
        return changes.in(conflict).telling(effects.all());
    }

    /** As {@link #find} and {@link #list} have it, with keys and titles in the place of ids. */
    public ConflictView spoken(ConflictView conflict) {
        return conflicts.spoken(conflict);
    }

    /** As people write the name of the service. */
    public String title(String connector) {
        return connectors.titleOrName(connector);
    }
}
