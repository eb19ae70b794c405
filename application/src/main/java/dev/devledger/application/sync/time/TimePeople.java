package dev.devledger.application.sync.time;

import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.application.sync.connector.RemoteTimeEntries.Member;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.sync.time.RemoteEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Matches people with users of the service: the account's user is the owner. All other users match a person by the
 * e-mail address, or by the name if the user has no address.
 */
final class TimePeople {
    private final Map<String, Member> others = new HashMap<>();
    private final Map<String, PersonId> persons = new HashMap<>();
    private final Map<PersonId, String> users = new HashMap<>();

    /** Matches all members with people, in one statement. */
    static TimePeople of(PersonDirectory directory, List<Member> others) {
        TimePeople people = new TimePeople();
        Map<String, List<PersonDirectory.StoredPerson>> called = others.isEmpty()
                ? Map.of()
                : directory.called(others.stream().map(TimePeople::word).toList());
        for (Member each : others) {
            people.others.put(each.user(), each);
            called.getOrDefault(word(each), List.of()).stream()
                    .filter(known -> !known.deleted() && isMet(each, known))
                    .findFirst()
                    .ifPresent(known -> people.met(each.user(), known.person()));
        }
        return people;
    }

    private static String word(Member member) {
        return member.address() == null ? member.name() : member.address();
    }

    private static boolean isMet(Member member, PersonDirectory.StoredPerson known) {
        return member.address() == null
                ? known.email() == null && member.name().equalsIgnoreCase(known.name())
                : member.address().equalsIgnoreCase(known.email());
    }

    void met(String user, PersonId person) {
        persons.put(user, person);
        if (!person.equals(PersonId.OWNER)) {
            users.putIfAbsent(person, user);
        }
    }

    /** Returns the members who have time in these rows, and whom the ledger does not know yet. */
    Set<Member> unmet(Collection<RemoteEntry> rows) {
        Set<Member> unmet = new HashSet<>();
        rows.stream()
                .flatMap(row -> Stream.ofNullable(row.work().user()))
                .filter(user -> !persons.containsKey(user))
                .forEach(user -> unmet.add(others.getOrDefault(user, new Member(user, null, "user " + user))));
        return unmet;
    }

    /** Returns all people whose time is in step, as far as the ledger knows them. */
    Set<PersonId> all() {
        Set<PersonId> all = new HashSet<>(users.keySet());
        all.add(PersonId.OWNER);
        return all;
    }

    boolean isThere(PersonId person) {
        return person.equals(PersonId.OWNER) || users.containsKey(person);
    }

    /** Returns the person's user id in the service; null for the account's user. */
    @Nullable
    String user(PersonId person) {
        return users.get(person);
    }

    boolean isOf(@Nullable String user, PersonId person) {
        return person.equals(user == null ? PersonId.OWNER : persons.get(user));
    }

    PersonId person(@Nullable String user) {
        return user == null ? PersonId.OWNER : Objects.requireNonNull(persons.get(user), "nobody has met " + user);
    }
}
