package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.AppliedSide;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A choice between two values of a field. The ledger gets the chosen one, and a later cycle pushes what the remote does
 * not have yet. For that the remote's value of a field that was held becomes the agreed one; where a policy has settled
 * it, what is agreed has moved on with the sync and stays.
 */
record FieldResolution(Resolution resolution, LedgerEntities entities, LinkBook links, ConnectedAccount account) {
    void carryOut(Dispute.Values values, Choice choice, @Nullable Object value) {
        Field field = values.field();
        NearestContent taken = null;
        switch (choice) {
            // What waits was not taken from the ledger, which may even hold a newer value by now.
            case LOCAL -> {
                if (values.applied() == AppliedSide.REMOTE) {
                    set(field, values.toLocal());
                }
            }
            case REMOTE -> taken = set(field, values.toRemote());
            case VALUE -> setGiven(field, Objects.requireNonNull(value));
            case DETACH -> throw new IllegalArgumentException("a field cannot be detached");
        }
        if (values.waits()) {
            resolution.agreeOn(values.toRemote());
        }
        resolution.tell(field, taken);
        resolution.mark();
    }

    /** Either side's is on record as it is there, and answers what of it the ledger can take. */
    private NearestContent set(Field field, CanonicalChanges to) {
        NearestContent nearest = new NearestContent(resolution.entity().kind(), to);
        if (field == Field.PARENT) {
            move(Change.toOrElse(to.parent(), null));
        } else {
            entities.edit(resolution.changes(), resolution.entity(), to.and(nearest.forms()), resolution.starts());
        }
        return nearest;
    }

    private void setGiven(Field field, Object value) {
        EntityRef entity = resolution.entity();
        CanonicalChanges given = ChosenValue.of(field, entity.kind(), value).changes();
        try {
            if (field == Field.PARENT) {
                String parent = Change.orElse(Objects.requireNonNull(given.parent()), "");
                entities.move(resolution.changes(), entity, parent.isEmpty() ? null : parent);
            } else {
                boolean apart = resolution.starts() == Words.Starts.OWN;
                entities.edit(resolution.changes(), entity, given, apart ? Words.Starts.OWN : Words.Starts.OF_SPANS);
            }
        } catch (Rejection refused) {
            throw refused.code() == Rejection.Code.INVALID ? ofValue(refused) : refused;
        }
    }

    /** The person gave a value, and not the field that it is for. */
    private static Rejection ofValue(Rejection refused) {
        return Rejection.invalid(refused.violations().stream()
                .map(each -> new Rejection.Violation("value", each.message()))
                .toList());
    }

    private void move(@Nullable String parent) {
        EntityRef task = resolution.entity();
        if (parent == null) {
            entities.move(resolution.changes(), task, null);
            return;
        }
        EntityRef above = resolution
                .dispute()
                .place(parent)
                .or(() -> links.owner(account, parent).flatMap(EntityRef::place))
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.CONFLICT_STATE,
                        "Its parent in " + resolution.title() + ", " + parent
                                + ", is not a project or task in Devledger. Choose local, or"
                                + " choose value with the id of another parent."));
        entities.move(resolution.changes(), task, above.id().toString());
    }
}
