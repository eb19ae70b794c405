package dev.devledger.application.confined;

import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is compared are the states of two moments: a task that came into the project meanwhile is new, as far as it is told. */
public record ConfinedChanges(ChangedEntities all) implements ChangedEntities {
    @Override
    public Page<Changed> between(long from, long to, @Nullable UUID project, PageRequest page) {
        UUID wanted = project == null ? Confinement.currentProject() : project;
        return wanted == null || Confinement.has(wanted)
                ? all.between(from, to, wanted, page)
                : new Page<>(List.of(), null);
    }
}
