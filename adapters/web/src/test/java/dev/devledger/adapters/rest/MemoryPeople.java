package dev.devledger.adapters.rest;

import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.directory.Person;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.directory.PersonDecider;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people of a ledger that is in memory. */
final class MemoryPeople {
    private final Map<PersonId, Person> people = new LinkedHashMap<>();
    private final Map<PersonId, PersonKey> keys = new LinkedHashMap<>();
    private long lastKey;

    void send(PersonCommand command) {
        PersonDecider decider = new PersonDecider();
        Person state = people.getOrDefault(command.person(), decider.initial());
        for (PersonEvent event : decider.decide(command, state)) {
            state = decider.evolve(state, event);
            if (event instanceof PersonEvent.Created created) {
                keys.put(created.person(), created.key());
            }
        }
        people.put(command.person(), state);
    }

    private Optional<PersonId> id(String idOrKey) {
        return people.keySet().stream()
                .filter(id ->
                        id.toString().equals(idOrKey) || keys.get(id).toString().equalsIgnoreCase(idOrKey))
                .findFirst();
    }

    private static Person.Present last(Person person) {
        return person instanceof Person.Deleted deleted ? deleted.last() : person.present();
    }

    private PersonView view(PersonId id) {
        Person person = people.get(id);
        Person.Present last = last(person);
        return new PersonView(
                id.value(),
                keys.get(id).toString(),
                last.details(),
                id.equals(PersonId.OWNER),
                MemoryLedger.NOW,
                MemoryLedger.NOW,
                person instanceof Person.Deleted ? MemoryLedger.NOW : null,
                last.version(),
                List.of());
    }

    List<TaskView.Assignee> assignees(Collection<PersonId> assigned) {
        return assigned.stream()
                .map(each -> new TaskView.Assignee(view(each).key(), view(each).name()))
                .toList();
    }

    private PersonDirectory.StoredPerson known(PersonId id) {
        PersonDetails details = last(people.get(id)).details();
        return new PersonDirectory.StoredPerson(
                id,
                keys.get(id),
                details.name(),
                details.email(),
                details.archived(),
                people.get(id) instanceof Person.Deleted);
    }

    final class Reads implements PersonQueries {
        @Override
        public Optional<PersonView> find(String idOrKey) {
            return id(idOrKey).map(MemoryPeople.this::view);
        }

        @Override
        public Page<PersonView> list(DirectoryFilter filter, PageRequest page) {
            return new Page<>(
                    people.keySet().stream().map(MemoryPeople.this::view).toList(), null);
        }

        @Override
        public PersonQueries asOf(long position) {
            return this;
        }
    }

    final class Directory implements PersonDirectory {
        @Override
        public void lock() {
            // there is nobody else
        }

        @Override
        public Optional<StoredPerson> find(String idOrKey) {
            return id(idOrKey).map(MemoryPeople.this::known);
        }

        @Override
        public Optional<StoredPerson> withEmail(String address) {
            return people.keySet().stream()
                    .filter(id -> people.get(id) instanceof Person.Present)
                    .map(MemoryPeople.this::known)
                    .filter(each -> address.equalsIgnoreCase(each.email()))
                    .findFirst();
        }

        @Override
        public Map<String, List<StoredPerson>> called(Collection<String> texts) {
            Map<String, List<StoredPerson>> called = new HashMap<>();
            for (String text : texts) {
                List<StoredPerson> meant =
                        find(text).or(() -> withEmail(text)).map(List::of).orElseGet(() -> named(text));
                if (!meant.isEmpty()) {
                    called.put(text, meant);
                }
            }
            return called;
        }

        private List<StoredPerson> named(String name) {
            return people.keySet().stream()
                    .filter(id -> people.get(id) instanceof Person.Present)
                    .map(MemoryPeople.this::known)
                    .filter(each -> each.name().equalsIgnoreCase(name))
                    .toList();
        }

        @Override
        public PersonKey nextKey() {
            return new PersonKey(++lastKey);
        }
    }
}
