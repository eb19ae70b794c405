package dev.devledger.domain.directory;

import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Rejection.Versions;
import java.util.List;

/**
 * The rules of a saved view. A command that changes nothing gives no event and no error. The caller checks before that
 * the name is free and that there are not too many views.
 */
public final class SavedViewDecider implements Decider<ViewCommand, SavedView, ViewEvent> {

    @Override
    public SavedView initial() {
        return new SavedView.Unknown();
    }

    @Override
    public List<ViewEvent> decide(ViewCommand command, SavedView state) {
        return switch (command) {
            case ViewCommand.Create create -> create(create, state);
            case ViewCommand.Edit edit -> edit(edit, state.present());
            case ViewCommand.Delete delete -> {
                Versions.require(delete.expectedVersion(), state.last().version());
                yield state instanceof SavedView.Deleted
                        ? List.of()
                        : List.of(new ViewEvent.Deleted(delete.view(), delete.at()));
            }
            case ViewCommand.Restore restore -> {
                Versions.require(restore.expectedVersion(), state.last().version());
                yield state instanceof SavedView.Deleted
                        ? List.of(new ViewEvent.Restored(restore.view(), restore.at()))
                        : List.of();
            }
        };
    }

    private static List<ViewEvent> create(ViewCommand.Create create, SavedView state) {
        if (!(state instanceof SavedView.Unknown)) {
            throw Rejection.of(Code.CONFLICT_STATE, "This view already exists.");
        }
        create.details().violations().rejectIfAny();
        return List.of(new ViewEvent.Created(create.view(), create.key(), create.details(), create.at()));
    }

    private static List<ViewEvent> edit(ViewCommand.Edit edit, SavedView.Present view) {
        Versions.require(edit.expectedVersion(), view.version());
        ViewDetails wanted = ViewDetails.KIND.edited(view.details(), edit.edit());
        if (wanted.equals(view.details())) {
            return List.of();
        }
        wanted.violations().rejectIfAny();
        return List.of(new ViewEvent.Edited(edit.view(), ViewDetails.KIND.between(view.details(), wanted), edit.at()));
    }

    @Override
    public SavedView evolve(SavedView state, ViewEvent event) {
        return switch (event) {
            case ViewEvent.Created e -> new SavedView.Present(e.details(), 1);
            case ViewEvent.Edited e -> state.now(state.last().edited(e.changes()));
            case ViewEvent.Deleted e -> new SavedView.Deleted(state.last().next());
            case ViewEvent.Restored e -> state.last().next();
        };
    }
}
