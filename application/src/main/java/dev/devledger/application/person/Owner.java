package dev.devledger.application.person;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.NewId;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.domain.person.PersonDetails;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.Rejection;

/**
 * The person whom the ledger belongs to. They are made when people are first asked for, and not before: a ledger that
 * nobody has used is empty, so that another one can be imported into it.
 */
public record Owner(Ledger ledger, People people, PersonQueries queries) {
    public static final PersonDetails UNNAMED = new PersonDetails("Owner", null, false);

    /** Makes them unless they are there; of several who ask at once only one does. */
    public void ensure() {
        if (queries.find(PersonId.OWNER.toString()).isEmpty()) {
            String request = NewId.next().toString();
            Provenance by = new Provenance("owner", "system", null, null, request, request, null);
            try {
                ledger.write(by, changes -> people.owner(changes, UNNAMED), person -> person);
            } catch (Rejection refused) {
                if (refused.code() != Rejection.Code.CONFLICT_STATE) {
                    throw refused;
                }
                // They are there, and their row could not be built: whoever only reads others goes on.
            }
        }
    }
}
