package dev.devledger.application.sync.record;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.ConflictEvent;

/** The newest state of each conflict. */
record ConflictProjection(ConflictBook conflicts) {
    void apply(LedgerEvent event) {
        if (event.payload() instanceof ConflictEvent conflict) {
            conflicts.put(after(conflict, event.by().actor()));
        }
    }

    private ConflictBook.Entry after(ConflictEvent event, String actor) {
        return switch (event) {
            case ConflictEvent.Raised e -> ConflictBook.Entry.raised(e.conflict(), e.link(), e.dispute(), e.at());
            case ConflictEvent.Extended e -> before(e).with(e.dispute());
            case ConflictEvent.LetGo e -> before(e).over(State.OBSOLETE, e.at(), null);
            case ConflictEvent.Resolved e -> before(e).over(State.RESOLVED, e.at(), actor);
        };
    }

    private ConflictBook.Entry before(ConflictEvent event) {
        return conflicts
                .entry(event.conflict())
                .orElseThrow(() -> new IllegalStateException("no row for " + event.conflict()));
    }
}
