package dev.devledger.application.person;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.person.PersonEvent;
import java.time.Instant;

/** A row for each person. They are few, so each event is applied by itself. */
public record PersonListProjection(PersonList people) implements Projection {
    @Override
    public String name() {
        return "people";
    }

    @Override
    public int generation() {
        return 1;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("person-");
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof PersonEvent person) {
            apply(person, event.at(), event.revision());
        }
    }

    private void apply(PersonEvent event, Instant at, Revision revision) {
        switch (event) {
            case PersonEvent.Created e -> people.add(e.person(), e.key(), e.details(), at, revision);
            case PersonEvent.Edited e -> people.edit(e.person(), e.changes(), at, revision);
            case PersonEvent.Deleted e -> people.delete(e.person(), at, revision);
            case PersonEvent.Restored e -> people.restore(e.person(), at, revision);
        }
    }
}
