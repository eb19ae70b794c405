package dev.devledger.adapters.mcp.reading;

import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.domain.sync.conflict.Choice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person has to know of a conflict to decide. */
record Disputed(
        UUID id,
        String connector,
        ConflictView.Kind kind,
        @Nullable String field,
        @Nullable Object base,
        @Nullable Object local,
        @Nullable Object remote,
        List<Choice> choices,
        List<ConflictView.AlsoIn> alsoIn,
        Instant firstSeenAt) {

    static Disputed of(ConflictView view) {
        return new Disputed(
                view.id(),
                view.connector(),
                view.kind(),
                view.field(),
                view.base(),
                view.local(),
                view.remote(),
                view.choices(),
                view.alsoIn(),
                view.firstSeenAt());
    }
}
