package dev.devledger.application.sync.memory;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The matters that wait for a person, derived from the events of conflicts alone: that the engine believes it may leave
 * something undone is no reason to leave it undone.
 */
public final class Waiting {
    private record Open(SyncLinkId link, Dispute dispute) {}

    private final Map<ConflictId, Open> open = new LinkedHashMap<>();

    public Waiting(List<LedgerEvent> events) {
        for (LedgerEvent event : events) {
            switch (event.payload()) {
                case ConflictEvent.Raised e -> open.put(e.conflict(), new Open(e.link(), e.dispute()));
                case ConflictEvent.Extended e -> open.put(e.conflict(), new Open(e.link(), e.dispute()));
                case ConflictEvent.LetGo e -> open.remove(e.conflict());
                case ConflictEvent.Resolved e -> open.remove(e.conflict());
                default -> {}
            }
        }
    }

    /** Returns the entity's fields that wait; a field that a policy has settled does not wait. */
    public Set<Field> fields(EntityRef entity) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (Open each : open.values()) {
            if (each.link().entity().equals(entity)
                    && each.dispute() instanceof Dispute.FieldDispute values
                    && values.applied() == AppliedSide.NONE) {
                fields.add(values.field());
            }
        }
        return fields;
    }

    public boolean asWhole(EntityRef entity) {
        return open.values().stream()
                .anyMatch(each ->
                        each.link().entity().equals(entity) && !(each.dispute() instanceof Dispute.FieldDispute));
    }

    /** True if a person is asked which entity the object is, or what happens to it; until then it stays where it is. */
    public boolean asksAbout(String object) {
        return open.values().stream().anyMatch(each -> objects(each.dispute()).contains(object));
    }

    private static Set<String> objects(Dispute dispute) {
        return switch (dispute) {
            case Dispute.AmbiguousObject which ->
                which.candidates().stream()
                        .map(candidate -> candidate.object().id())
                        .collect(Collectors.toSet());
            case Dispute.Duplicate copy -> Set.of(copy.object().id());
            case Dispute.DeletedLocally gone -> Set.of(gone.object().id());
            case Dispute.Reappeared again -> Set.of(again.object().id());
            case Dispute.DeletedRemotely gone -> Set.of();
            case Dispute.EntryDispute entry -> Set.of();
            case Dispute.FieldDispute values -> Set.of();
        };
    }

    public boolean any(EntityRef entity) {
        return asWhole(entity) || !fields(entity).isEmpty();
    }
}
