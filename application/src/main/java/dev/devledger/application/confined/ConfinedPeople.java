package dev.devledger.application.confined;

import dev.devledger.application.person.PersonQueries;
import dev.devledger.application.person.PersonView;
import dev.devledger.application.query.DirectoryFilter;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** People are of no project. Whoever knows what one is called may assign something to them; a list of all there is not. */
public record ConfinedPeople(PersonQueries all) implements PersonQueries {
    @Override
    public Optional<PersonView> find(String idOrKey) {
        return all.find(idOrKey);
    }

    @Override
    public List<PersonView> findAll(Collection<UUID> ids) {
        return all.findAll(ids);
    }

    @Override
    public Page<PersonView> list(DirectoryFilter filter, PageRequest page) {
        return Confinement.current().isNone() ? all.list(filter, page) : new Page<>(List.of(), null);
    }

    @Override
    public PersonQueries asOf(long position) {
        return new ConfinedPeople(all.asOf(position));
    }
}
