package dev.devledger.application.sync.memory;

import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.shared.Change;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People in memory, and whether they are deleted. */
public final class MemoryPeople implements PersonDirectory {
    private final Map<PersonId, StoredPerson> rows = new LinkedHashMap<>();
    private long lastKey;

    /** Nobody. */
    public MemoryPeople() {}

    public MemoryPeople(MemoryLedger ledger) {
        ledger.onStored(this::stored);
    }

    private void stored(LedgerEvent event) {
        switch (event.payload()) {
            case PersonEvent.Created made ->
                rows.put(
                        made.person(),
                        new StoredPerson(
                                made.person(),
                                made.key(),
                                made.details().name(),
                                made.details().email(),
                                made.details().archived(),
                                false));
            case PersonEvent.Edited edited ->
                rows.computeIfPresent(
                        edited.person(),
                        (id, known) -> new StoredPerson(
                                id,
                                known.key(),
                                Change.orElse(edited.changes().get(PersonDetails.NAME), known.name()),
                                Change.toOrElse(edited.changes().get(PersonDetails.EMAIL), known.email()),
                                Change.orElse(edited.changes().get(PersonDetails.ARCHIVED), known.archived()),
                                known.deleted()));
            case PersonEvent.Deleted gone ->
                rows.computeIfPresent(
                        gone.person(),
                        (id, known) ->
                                new StoredPerson(id, known.key(), known.name(), known.email(), known.archived(), true));
            default -> {}
        }
    }

    @Override
    public void lock() {}

    @Override
    public Optional<StoredPerson> find(String idOrKey) {
        return rows.values().stream()
                .filter(each -> each.person().toString().equals(idOrKey)
                        || each.key().toString().equals(idOrKey))
                .findFirst();
    }

    @Override
    public Optional<StoredPerson> withEmail(String address) {
        return rows.values().stream()
                .filter(each -> address.equalsIgnoreCase(each.email()))
                .findFirst();
    }

    @Override
    public Map<String, List<StoredPerson>> called(Collection<String> texts) {
        Map<String, List<StoredPerson>> called = new HashMap<>();
        for (String text : texts) {
            List<StoredPerson> meant = rows.values().stream()
                    .filter(each -> text.equalsIgnoreCase(each.email()) || text.equalsIgnoreCase(each.name()))
                    .toList();
            if (!meant.isEmpty()) {
                called.put(text, meant);
            }
        }
        return called;
    }

    @Override
    public PersonKey nextKey() {
        lastKey++;
        return new PersonKey(lastKey);
    }
}
