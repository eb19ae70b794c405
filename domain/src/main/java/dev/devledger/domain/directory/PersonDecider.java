package dev.devledger.domain.directory;

import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Rejection.Versions;
import java.util.List;

/**
 * The rules of a person. A command that changes nothing gives no event and no error. The caller checks before that the
 * e-mail address is free.
 */
public final class PersonDecider implements Decider<PersonCommand, Person, PersonEvent> {

    @Override
    public Person initial() {
        return new Person.Unknown();
    }

    @Override
    public List<PersonEvent> decide(PersonCommand command, Person state) {
        return switch (command) {
            case PersonCommand.Create create -> create(create, state);
            case PersonCommand.Edit edit -> edit(edit, state.present());
            case PersonCommand.Delete delete -> delete(delete, state);
            case PersonCommand.Restore restore -> restore(restore, state);
        };
    }

    private List<PersonEvent> create(PersonCommand.Create create, Person state) {
        if (create.person().equals(PersonId.OWNER) && !(state instanceof Person.Unknown)) {
            return List.of(); // the owner exists already; only the owner's row is not built yet
        }
        if (!(state instanceof Person.Unknown)) {
            throw Rejection.of(Code.CONFLICT_STATE, "This person already exists.");
        }
        create.details().violations().rejectIfAny();
        return List.of(new PersonEvent.Created(create.person(), create.key(), create.details(), create.at()));
    }

    private List<PersonEvent> edit(PersonCommand.Edit edit, Person.Present person) {
        Versions.require(edit.expectedVersion(), person.version());
        PersonDetails wanted = PersonDetails.KIND.edited(person.details(), edit.edit());
        if (wanted.equals(person.details())) {
            return List.of();
        }
        wanted.violations().rejectIfAny();
        return List.of(
                new PersonEvent.Edited(edit.person(), PersonDetails.KIND.between(person.details(), wanted), edit.at()));
    }

    private List<PersonEvent> delete(PersonCommand.Delete delete, Person state) {
        Versions.require(delete.expectedVersion(), state.last().version());
        if (delete.person().equals(PersonId.OWNER)) {
            throw Rejection.of(Code.CONFLICT_STATE, "This person is the owner of the ledger, who cannot be deleted.");
        }
        return state instanceof Person.Deleted
                ? List.of()
                : List.of(new PersonEvent.Deleted(delete.person(), delete.at()));
    }

    private List<PersonEvent> restore(PersonCommand.Restore restore, Person state) {
        Versions.require(restore.expectedVersion(), state.last().version());
        return state instanceof Person.Deleted
                ? List.of(new PersonEvent.Restored(restore.person(), restore.at()))
                : List.of();
    }

    @Override
    public Person evolve(Person state, PersonEvent event) {
        return switch (event) {
            case PersonEvent.Created e -> new Person.Present(e.details(), 1);
            case PersonEvent.Edited e -> state.now(state.last().edited(e.changes()));
            case PersonEvent.Deleted e -> new Person.Deleted(state.last().next());
            case PersonEvent.Restored e -> state.last().next();
        };
    }
}
