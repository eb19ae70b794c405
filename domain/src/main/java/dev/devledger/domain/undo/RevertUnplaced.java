package dev.devledger.domain.undo;

import dev.devledger.domain.person.PersonCommand;
import java.util.Collection;
import java.util.List;

/** Brings back people who were deleted, and deletes those who were made. They are in no project, so nothing goes with them. */
record RevertPeople(UndoPlan draft, List<EntityHistory> people) {
    static boolean isPerson(EntityHistory past) {
        return past.entity().kind() == Entity.Kind.PERSON;
    }

    static RevertPeople among(UndoPlan draft, Collection<EntityHistory> pasts) {
        return new RevertPeople(
                draft, pasts.stream().filter(RevertPeople::isPerson).toList());
    }

    void restore() {
        people.stream()
                .filter(EntityHistory::comesBack)
                .map(EntityHistory::entity)
                .forEach(each -> draft.add(new PersonCommand.Restore(each.person(), draft.version(each), draft.at())));
    }

    void delete() {
        for (EntityHistory past : people) {
            if (past.goesAway()) {
                Deletions.report(draft, past);
                draft.add(new PersonCommand.Delete(past.entity().person(), draft.version(past.entity()), draft.at()));
            }
        }
    }
}
