package dev.devledger.application.history;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.history.HistoryEntry;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.sync.ConflictEvent;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.SyncEvent;
import dev.devledger.domain.sync.SyncLinkId;
import dev.devledger.domain.task.TaskEvent;
import java.util.List;
import java.util.UUID;

/** The events as people read them, an entry for each. */
public final class HistoryProjection implements Projection {
    private final History history;

    public HistoryProjection(History history) {
        this.history = history;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public int generation() {
        return 1;
    }

    @Override
    public void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    @Override
    public void apply(List<LedgerEvent> events) {
        history.add(events.stream().map(HistoryProjection::entry).toList());
    }

    private static HistoryEntry entry(LedgerEvent event) {
        return switch (event.payload()) {
            case ProjectEvent e -> entry(event, "project", e.project().value(), Narration.of(e), false);
            case TaskEvent e -> entry(event, "task", e.task().value(), Narration.of(e), false);
            case SyncEvent e -> entry(event, "link", e.link().entity().id(), Narration.of(e), true);
            case ConflictEvent e ->
                entry(event, type(e.link()), e.link().entity().id(), Narration.of(e), false);
            default -> throw new IllegalStateException("no history for " + event.type());
        };
    }

    /** A conflict is told where its project or task is; that about the list of the cards has no other place. */
    private static String type(SyncLinkId link) {
        return switch (link.entity().kind()) {
            case PROJECT -> "project";
            case TASK -> "task";
            case LIST -> link.entity().equals(EntityRef.CARDS) ? "link" : "project";
        };
    }

    /** What was imported and tells of long ago is history from the day on when it was imported: before, nobody saw it. */
    private static HistoryEntry entry(LedgerEvent event, String type, UUID entity, Narration told, boolean sync) {
        return new HistoryEntry(
                event.position(),
                event.at(),
                type,
                entity,
                event.type(),
                told.summary(),
                told.changes(),
                sync,
                event.by().reason(),
                event.by().actor(),
                event.by().channel(),
                event.by().client(),
                event.by().tool(),
                event.by().requestId(),
                event.changeSet());
    }
}
