package dev.devledger.domain.directory;

import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Rejection.Versions;
import java.util.List;

/**
 * The rules of a customer or a service. A command that changes nothing gives no event and no error. The caller checks
 * before that the name is free.
 */
public final class BillingDecider implements Decider<BillingCommand, BillingItem, BillingEvent> {

    @Override
    public BillingItem initial() {
        return new BillingItem.Unknown();
    }

    @Override
    public List<BillingEvent> decide(BillingCommand command, BillingItem state) {
        return switch (command) {
            case BillingCommand.Create create -> create(create, state);
            case BillingCommand.Edit edit -> edit(edit, state.present(edit.id()));
            case BillingCommand.Delete delete -> delete(delete, state);
            case BillingCommand.Restore restore -> restore(restore, state);
        };
    }

    private List<BillingEvent> create(BillingCommand.Create create, BillingItem state) {
        if (!(state instanceof BillingItem.Unknown)) {
            throw Rejection.of(Code.CONFLICT_STATE, "This " + create.id().kind().word() + " already exists.");
        }
        create.details().violations().rejectIfAny();
        return List.of(BillingEvent.created(create));
    }

    private List<BillingEvent> edit(BillingCommand.Edit edit, BillingItem.Present item) {
        Versions.require(edit.expectedVersion(), item.version());
        BillingDetails wanted = BillingDetails.KIND.edited(item.details(), edit.edit());
        if (wanted.equals(item.details())) {
            return List.of();
        }
        wanted.violations().rejectIfAny();
        return List.of(BillingEvent.edited(edit.id(), BillingDetails.KIND.between(item.details(), wanted), edit.at()));
    }

    private List<BillingEvent> delete(BillingCommand.Delete delete, BillingItem state) {
        Versions.require(delete.expectedVersion(), state.last(delete.id()).version());
        return state instanceof BillingItem.Deleted
                ? List.of()
                : List.of(BillingEvent.deleted(delete.id(), delete.at()));
    }

    private List<BillingEvent> restore(BillingCommand.Restore restore, BillingItem state) {
        Versions.require(restore.expectedVersion(), state.last(restore.id()).version());
        return state instanceof BillingItem.Deleted
                ? List.of(BillingEvent.restored(restore.id(), restore.at()))
                : List.of();
    }

    @Override
    public BillingItem evolve(BillingItem state, BillingEvent event) {
        return switch (event) {
            case BillingEvent.Created e -> new BillingItem.Present(e.details(), 1);
            case BillingEvent.Edited e -> state.now(state.last(e.id()).edited(e.changes()));
            case BillingEvent.Deleted e ->
                new BillingItem.Deleted(state.last(e.id()).next());
            case BillingEvent.Restored e -> state.last(e.id()).next();
        };
    }
}
