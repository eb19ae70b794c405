package dev.devledger.application.directory;

import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.NamedParts;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The writes of people. Each method adds to a change set; an {@code idOrKey} is the id or the key. */
public record People(People.PersonDirectory directory) {

    public PersonId create(ChangeSet changes, PersonDetails details) {
        directory.lock();
        details.violations().rejectIfAny();
        requireFree(details.email(), null);
        return create(changes, new PersonId(changes.newId()), details);
    }

    /** Returns the owner of the ledger; creates the owner if missing. */
    public PersonId owner(ChangeSet changes, PersonDetails details) {
        directory.lock();
        return directory
                .find(PersonId.OWNER.toString())
                .map(PersonDirectory.StoredPerson::person)
                .orElseGet(() -> create(changes, PersonId.OWNER, details));
    }

    private PersonId create(ChangeSet changes, PersonId person, PersonDetails details) {
        changes.send(new PersonCommand.Create(person, directory.nextKey(), details, changes.at()));
        return person;
    }

    public PersonId edit(ChangeSet changes, String idOrKey, Patch<PersonDetails> edit, @Nullable Long expectedVersion) {
        PersonId person = locked(idOrKey).person();
        if (edit.has(PersonDetails.EMAIL)) {
            requireFree(edit.value(PersonDetails.EMAIL), person);
        }
        changes.send(new PersonCommand.Edit(person, edit, expectedVersion, changes.at()));
        return person;
    }

    /** Returns the person with that address; creates a missing one under that name. */
    public PersonId ofAddress(ChangeSet changes, String address, String name) {
        directory.lock();
        return directory
                .withEmail(address)
                .map(PersonDirectory.StoredPerson::person)
                .orElseGet(
                        () -> create(changes, new PersonId(changes.newId()), new PersonDetails(name, address, false)));
    }

    /** Deletes a person; their assignments stay. */
    public PersonId delete(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        PersonId person = locked(idOrKey).person();
        changes.send(new PersonCommand.Delete(person, expectedVersion, changes.at()));
        return person;
    }

    public PersonId restore(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        PersonDirectory.StoredPerson known = locked(idOrKey);
        requireFree(known.email(), known.person());
        changes.send(new PersonCommand.Restore(known.person(), expectedVersion, changes.at()));
        return known.person();
    }

    /**
     * Checks a command of another component before it is sent: no other person may have the address that the command
     * sets.
     */
    public void requireAddress(PersonCommand command) {
        switch (command) {
            case PersonCommand.Edit edit
            when edit.edit().has(PersonDetails.EMAIL) -> {
                directory.lock();
                requireFree(edit.edit().value(PersonDetails.EMAIL), edit.person());
            }
            case PersonCommand.Restore restore ->
                requireFree(locked(restore.person().toString()).email(), restore.person());
            default -> {}
        }
    }

    private PersonDirectory.StoredPerson locked(String idOrKey) {
        directory.lock();
        return directory.find(idOrKey).orElseThrow(() -> unknown(idOrKey));
    }

    private void requireFree(@Nullable String email, @Nullable PersonId own) {
        if (email == null) {
            return;
        }
        directory.withEmail(email).filter(other -> !other.person().equals(own)).ifPresent(other -> {
            throw Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "The e-mail address " + email + " is that of " + other.key()
                            + ". Each person has an address of their own.");
        });
    }

    public static Rejection unknown(String idOrKey) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no person " + idOrKey + ". GET /api/people lists all ids and keys.");
    }

    /**
     * The owner of the ledger. The first read of people creates the owner, and nothing before: an unused ledger stays
     * empty, so that another ledger can be imported into it.
     */
    public record OwnerCreation(Ledger ledger, People people, PersonQueries queries) {
        public static final PersonDetails UNNAMED = new PersonDetails("Owner", null, false);

        /** Creates the owner if missing; of several concurrent calls only one does. */
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
                    // The owner exists, but the owner's row could not be built: reads of other people go on.
                }
            }
        }
    }

    /** Finds people for a write. */
    public interface PersonDirectory {

        record StoredPerson(
                PersonId person,
                PersonKey key,
                String name,
                @Nullable String email,
                boolean archived,
                boolean deleted) {}

        /**
         * Locks all people: no other write changes them until the transaction ends, so that no two people get the same
         * e-mail address. A write takes this before it sends a command: commands hold locks of their own, and the two kinds
         * are always taken in this order.
         */
        void lock();

        /** Finds a person, deleted or not. */
        Optional<StoredPerson> find(String idOrKey);

        /** Finds the person with this address, in any case, who is not deleted. */
        Optional<StoredPerson> withEmail(String address);

        /**
         * Finds the people of each text, in one statement: by id or key, deleted ones too; else by e-mail address; else all
         * with exactly this name, in the order of their keys. Addresses and names match in any letter case, and only people
         * who are not deleted. A text without a match is left out.
         */
        Map<String, List<StoredPerson>> called(Collection<String> texts);

        /** Returns a key that no person ever had. */
        PersonKey nextKey();
    }

    /** Reads of the people. An {@code idOrKey} is the id or the key ({@code U-3}, in any case). */
    public interface PersonQueries {
        Optional<PersonView> find(String idOrKey);

        /** Returns the people of these ids that exist. One read for each is enough, as people are few and rarely change. */
        default List<PersonView> findAll(Collection<UUID> ids) {
            return ids.stream().flatMap(id -> find(id.toString()).stream()).toList();
        }

        /** Returns people in the order of their keys. */
        Page<PersonView> list(DirectoryFilter filter, PageRequest page);

        /** Returns the same reads as of the event at a position. */
        PersonQueries asOf(long position);

        /**
         * A person as the read model holds them; the parts are the fields of docs/contract.md, section 4.
         *
         * @param me true for the owner of the ledger
         */
        record PersonView(
                UUID id,
                String key,
                PersonDetails details,
                boolean me,
                Instant createdAt,
                Instant updatedAt,
                @Nullable Instant deletedAt,
                long version,
                List<LinkView> links)
                implements NamedParts {

            public String name() {
                return details.name();
            }

            public @Nullable String email() {
                return details.email();
            }

            public boolean archived() {
                return details.archived();
            }

            @Override
            public Map<String, @Nullable Object> parts() {
                Map<String, @Nullable Object> parts = new LinkedHashMap<>();
                parts.put("id", id);
                parts.put("key", key);
                PersonDetails.KIND.shown(details).forEach((name, value) -> {
                    parts.put(name, value);
                    if (name.equals("email")) {
                        parts.put("me", me);
                    }
                });
                parts.put("createdAt", createdAt);
                parts.put("updatedAt", updatedAt);
                parts.put("deletedAt", deletedAt);
                parts.put("version", version);
                parts.put("links", links);
                return parts;
            }
        }
    }
}
