package dev.devledger.application.directory;

import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.directory.People.PersonDirectory.StoredPerson;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves the assignees of a task by the caller's texts: a key, an id, an e-mail address, a name, or {@code me}. */
public record Assignees(PersonDirectory people, PersonQueries queries, OwnerCreation owner) {
    private static final String FIELD = "assignees";
    private static final String ME = "me";
    private static final int SHOWN = 10;

    /**
     * Returns the person of each name. Call it outside of a change set, as it may create the owner in one of its own.
     * An unknown or ambiguous name is a Rejection that tells the name's index.
     */
    public List<StoredPerson> called(List<String> names) {
        new Violations().assignees(FIELD, names).rejectIfAny();
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> texts = names.stream().map(Assignees::text).toList();
        Map<String, List<StoredPerson>> called = called(Set.copyOf(texts));
        Violations wrong = new Violations();
        List<StoredPerson> found = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            List<StoredPerson> meant = called.getOrDefault(texts.get(i), List.of());
            if (meant.size() == 1) {
                found.add(meant.getFirst());
            } else {
                wrong.add(FIELD + "[" + i + "]", meant.isEmpty() ? nobody() : several(meant));
            }
        }
        wrong.rejectIfAny();
        return found;
    }

    /** Looks up the texts; creates the owner only if a text means the owner, and the owner is missing. */
    private Map<String, List<StoredPerson>> called(Set<String> texts) {
        Map<String, List<StoredPerson>> called = people.called(texts);
        String me = PersonId.OWNER.toString();
        if (!texts.contains(me) || called.containsKey(me)) {
            return called;
        }
        owner.ensure();
        return people.called(texts);
    }

    /** Returns a copy for the many rows of one file, which looks each person up once. */
    public Assignees remembering() {
        return new Assignees(new CachedPeople(people), queries, owner);
    }

    /** Returns the keys of people by text, for the texts that match exactly one person who can be assigned. */
    public Map<String, String> keys(Collection<String> names) {
        Map<String, String> keys = new HashMap<>();
        (names.isEmpty() ? Map.<String, List<StoredPerson>>of() : people.called(names)).forEach((name, meant) -> {
            if (meant.size() == 1
                    && !meant.getFirst().archived()
                    && !meant.getFirst().deleted()) {
                keys.put(name, meant.getFirst().key().toString());
            }
        });
        return keys;
    }

    /**
     * Finds the person that another ledger's file means: by the e-mail address, or else by the name, if no person of
     * that name has another address.
     */
    public Optional<StoredPerson> meant(String name, @Nullable String email) {
        String called = name.strip();
        if (called.equalsIgnoreCase(OwnerCreation.UNNAMED.name())) {
            owner.ensure();
        }
        Set<String> texts = email == null ? Set.of(called) : Set.copyOf(List.of(called, email.strip()));
        Map<String, List<StoredPerson>> found = people.called(texts);
        return address(found, email).or(() -> {
            List<StoredPerson> namesakes = found.getOrDefault(called, List.of()).stream()
                    .filter(each -> each.name().strip().equalsIgnoreCase(called))
                    .toList();
            return namesakes.size() == 1
                            && (email == null || namesakes.getFirst().email() == null)
                    ? Optional.of(namesakes.getFirst())
                    : Optional.empty();
        });
    }

    private static Optional<StoredPerson> address(Map<String, List<StoredPerson>> found, @Nullable String email) {
        return email == null
                ? Optional.empty()
                : found.getOrDefault(email.strip(), List.of()).stream()
                        .filter(each -> email.strip().equalsIgnoreCase(each.email()))
                        .findFirst();
    }

    private static String text(String name) {
        String text = name.strip();
        return text.equalsIgnoreCase(ME) ? PersonId.OWNER.toString() : text;
    }

    private String nobody() {
        Page<PersonView> first = queries.list(DirectoryFilter.CURRENT, new PageRequest(SHOWN, null));
        String known = Stream.concat(first.items().stream().map(each -> each.key() + " " + each.name()), Stream.of(ME))
                .collect(Collectors.joining(", "));
        return "is nobody; the key, the e-mail address or the name of a person is expected: " + known
                + (first.nextCursor() == null ? "" : " and more");
    }

    private static String several(List<StoredPerson> meant) {
        return "is the name of "
                + meant.stream().map(each -> each.key().toString()).collect(Collectors.joining(" and "))
                + "; use the key of the one that you mean";
    }

    /**
     * Keeps archived or deleted people if they are assigned already, and refuses new assignments to them.
     *
     * @param now the keys of the current assignees
     */
    public static SortedSet<PersonId> of(Collection<StoredPerson> called, Collection<String> now) {
        SortedSet<PersonId> assignees = new TreeSet<>();
        for (StoredPerson each : called) {
            if ((each.archived() || each.deleted()) && !now.contains(each.key().toString())) {
                throw Rejection.invalid(
                        FIELD,
                        "has " + each.key() + ", who is " + (each.deleted() ? "deleted" : "archived")
                                + "; nothing is newly assigned to them");
            }
            assignees.add(each.person());
        }
        return assignees;
    }

    /** A cache for repeated lookups of the same few people. Misses are looked up again. */
    record CachedPeople(PersonDirectory people, Map<String, List<StoredPerson>> found) implements PersonDirectory {
        CachedPeople(PersonDirectory people) {
            this(people, new HashMap<>());
        }

        @Override
        public Map<String, List<StoredPerson>> called(Collection<String> texts) {
            List<String> unknown =
                    texts.stream().filter(each -> !found.containsKey(each)).toList();
            if (!unknown.isEmpty()) {
                found.putAll(people.called(unknown));
            }
            return texts.stream()
                    .distinct()
                    .filter(found::containsKey)
                    .collect(Collectors.toMap(each -> each, found::get));
        }

        @Override
        public void lock() {
            people.lock();
        }

        @Override
        public Optional<StoredPerson> find(String idOrKey) {
            return people.find(idOrKey);
        }

        @Override
        public Optional<StoredPerson> withEmail(String address) {
            return people.withEmail(address);
        }

        @Override
        public PersonKey nextKey() {
            return people.nextKey();
        }
    }
}
