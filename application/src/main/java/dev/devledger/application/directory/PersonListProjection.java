package dev.devledger.application.directory;

import dev.devledger.application.projection.EntityRows;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.PlainRow;
import dev.devledger.application.projection.RowProjection;
import dev.devledger.domain.directory.Person;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.PersonDecider;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row for each person. */
public record PersonListProjection(EntityRows<PlainRow<Person>> rows)
        implements RowProjection<PersonEvent, PlainRow<Person>> {
    private static final PersonDecider RULES = new PersonDecider();

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
    public Class<PersonEvent> events() {
        return PersonEvent.class;
    }

    @Override
    public UUID entity(PersonEvent event) {
        return event.person().value();
    }

    @Override
    public boolean begins(PersonEvent event) {
        return event instanceof PersonEvent.Created;
    }

    @Override
    public PlainRow<Person> of(UUID entity, Object state) {
        return PlainRow.of(entity, (Person) state);
    }

    @Override
    public PlainRow<Person> after(@Nullable PlainRow<Person> row, PersonEvent event, LedgerEvent stored) {
        Person now = RULES.evolve(row == null ? RULES.initial() : row.state(), event);
        return switch (event) {
            case PersonEvent.Created e ->
                PlainRow.first(e.person().value(), e.key().number(), now, stored);
            case PersonEvent.Edited e -> Objects.requireNonNull(row).edited(now, stored);
            case PersonEvent.Deleted e -> Objects.requireNonNull(row).deleted(now, stored);
            case PersonEvent.Restored e -> Objects.requireNonNull(row).restored(now, stored);
        };
    }
}
