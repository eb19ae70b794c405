package dev.devledger.application.confined;

import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The people, who belong to no project. A confined caller who knows a name may assign something to that person, but
 * gets no list of all people.
 */
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

    /** The customers and services, which belong to no project, like people. */
    public record ConfinedBilling(BillingQueries all) implements BillingQueries {
        @Override
        public Optional<BillingView> find(BillingKind kind, String idOrKey) {
            return all.find(kind, idOrKey);
        }

        @Override
        public Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page) {
            return Confinement.current().isNone() ? all.list(kind, filter, page) : new Page<>(List.of(), null);
        }

        @Override
        public BillingQueries asOf(long position) {
            return new ConfinedBilling(all.asOf(position));
        }
    }
}
