package dev.devledger.application.person;

import dev.devledger.domain.person.PersonKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** For who asks for the same few people many times in a row. Who was not found is looked for again. */
record RememberedPeople(PersonDirectory people, Map<String, List<Known>> found) implements PersonDirectory {
    RememberedPeople(PersonDirectory people) {
        this(people, new HashMap<>());
    }

    @Override
    public Map<String, List<Known>> called(Collection<String> texts) {
        List<String> unknown =
                texts.stream().filter(each -> !found.containsKey(each)).toList();
        if (!unknown.isEmpty()) {
            found.putAll(people.called(unknown));
        }
        return texts.stream().distinct().filter(found::containsKey).collect(Collectors.toMap(each -> each, found::get));
    }

    @Override
    public void lock() {
        people.lock();
    }

    @Override
    public Optional<Known> find(String idOrKey) {
        return people.find(idOrKey);
    }

    @Override
    public Optional<Known> withEmail(String address) {
        return people.withEmail(address);
    }

    @Override
    public PersonKey nextKey() {
        return people.nextKey();
    }
}
