package dev.devledger.adapters.postgres.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows.RowsOfPeople;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.query.DirectoryRows.PostgresPersonQueries;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Changes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeopleTest {
    private static final Instant LATER = SampleEvents.AT.plusSeconds(60);
    private static final Changes<PersonDetails> ARCHIVED = Changes.of(PersonDetails.NAME, "Ada", "Ada L.")
            .with(PersonDetails.EMAIL, "Ada@Example.org", null)
            .with(PersonDetails.ARCHIVED, false, true);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final RowsOfPeople people = new RowsOfPeople(database.dataSource);
    private static final PostgresPersonDirectory directory = new PostgresPersonDirectory(database.dataSource);
    private static final PostgresPersonQueries queries = new PostgresPersonQueries(database.jdbc);

    private static PersonId add(int number, String name, String email) {
        PersonId person = new PersonId(new UUID(0, number));
        people.add(
                person,
                new PersonKey(number),
                new PersonDetails(name, email, false),
                SampleEvents.AT,
                new Revision(1, number));
        return person;
    }

    @Test
    void a_person_is_there_with_all_they_have() {
        PersonId ada = add(3, "Ada", "Ada@Example.org");

        assertThat(queries.find("u-3"))
                .contains(new PersonView(
                        ada.value(),
                        "U-3",
                        new PersonDetails("Ada", "Ada@Example.org", false),
                        false,
                        SampleEvents.AT,
                        SampleEvents.AT,
                        null,
                        1,
                        List.of()));
        assertThat(queries.find(ada.toString())).isEqualTo(queries.find("U-3"));
        assertThat(queries.find("U-4")).isEmpty();
        assertThat(queries.find("P-3")).isEmpty();
    }

    @Test
    void a_person_is_what_they_were_at_every_position() {
        PersonId ada = add(3, "Ada", "Ada@Example.org");
        people.edit(ada, ARCHIVED, LATER, new Revision(2, 10));
        people.delete(ada, LATER, new Revision(3, 20));
        people.restore(ada, LATER, new Revision(4, 30));

        PersonView now = queries.find("U-3").orElseThrow();
        assertThat(now.name()).isEqualTo("Ada L.");
        assertThat(now.email()).isNull();
        assertThat(now.archived()).isTrue();
        assertThat(now.updatedAt()).isEqualTo(LATER);
        assertThat(now.deletedAt()).isNull();
        assertThat(now.version()).isEqualTo(4);
        assertThat(queries.asOf(2).find("U-3")).isEmpty();
        assertThat(queries.asOf(9).find("U-3").orElseThrow().name()).isEqualTo("Ada");
        assertThat(queries.asOf(20).find("U-3").orElseThrow().deletedAt()).isEqualTo(LATER);
        assertThat(names(queries.asOf(9).list(new DirectoryFilter(null, List.of(), false), first(5))))
                .containsExactly("Ada");
        assertThat(names(queries.asOf(20).list(new DirectoryFilter(null, List.of(), false), first(5))))
                .isEmpty();
    }

    private static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }

    private static List<String> names(Page<PersonView> page) {
        return page.items().stream().map(PersonView::name).toList();
    }

    @Test
    void a_list_is_in_the_order_of_the_keys_and_goes_on() {
        add(2, "Bob", null);
        add(10, "Cy", "cy@example.org");
        add(1, "Ada", null);
        DirectoryFilter all = new DirectoryFilter(null, List.of(), false);

        Page<PersonView> page = queries.list(all, first(2));

        assertThat(names(page)).containsExactly("Ada", "Bob");
        assertThat(names(queries.list(all, new PageRequest(2, page.nextCursor()))))
                .containsExactly("Cy");
    }

    @Test
    void a_list_is_narrowed() {
        PersonId ada = add(1, "Ada", "Ada@Example.org");
        PersonId bob = add(2, "Bob", "bob@example.org");
        add(3, "100% Cy", null);
        people.edit(ada, ARCHIVED, LATER, new Revision(2, 10));
        people.delete(bob, LATER, new Revision(2, 11));

        assertThat(names(queries.list(new DirectoryFilter(true, List.of(), false), first(5))))
                .containsExactly("Ada L.");
        assertThat(names(queries.list(DirectoryFilter.CURRENT, first(5)))).containsExactly("100% Cy");
        assertThat(names(queries.list(new DirectoryFilter(null, List.of(), true), first(5))))
                .containsExactly("Bob");
        assertThat(names(queries.list(new DirectoryFilter(null, List.of("BOB@"), true), first(5))))
                .containsExactly("Bob");
        assertThat(names(queries.list(new DirectoryFilter(null, List.of("%"), false), first(5))))
                .containsExactly("100% Cy");
    }

    @Test
    void an_address_is_found_in_any_case_as_long_as_its_person_is_there() {
        PersonId ada = add(3, "Ada", "Ada@Example.org");

        assertThat(directory.withEmail("aDA@example.ORG"))
                .contains(new PersonDirectory.StoredPerson(
                        ada, new PersonKey(3), "Ada", "Ada@Example.org", false, false));
        people.delete(ada, LATER, new Revision(2, 10));
        assertThat(directory.withEmail("ada@example.org")).isEmpty();
        assertThat(directory.find("U-3")).isPresent();
    }

    @Test
    void what_people_are_called_is_found_in_one_statement_key_before_address_before_name() {
        PersonId ada = add(3, "Ada", "Ada@Example.org");
        PersonId bob = add(4, "Bob", "bob@example.org");
        add(5, "bob", "bob2@example.org");
        add(6, "BOB@example.org", null);
        add(7, "U-3", null);
        people.delete(ada, LATER, new Revision(2, 20));

        Map<String, List<PersonDirectory.StoredPerson>> called = directory.called(List.of(
                "u-3", bob.toString(), "BOB@EXAMPLE.ORG", "BOB", "Ada", "ada@example.org", "nobody", "\0", "U-999"));

        assertThat(called).containsOnlyKeys("u-3", bob.toString(), "BOB@EXAMPLE.ORG", "BOB");
        assertThat(keys(called.get("u-3"))).containsExactly("U-3");
        assertThat(called.get("u-3").getFirst().deleted()).isTrue();
        assertThat(keys(called.get(bob.toString()))).containsExactly("U-4");
        assertThat(keys(called.get("BOB@EXAMPLE.ORG"))).containsExactly("U-4");
        assertThat(keys(called.get("BOB"))).containsExactly("U-4", "U-5");
    }

    private static List<String> keys(List<PersonDirectory.StoredPerson> people) {
        return people.stream().map(each -> each.key().toString()).toList();
    }

    @Test
    void keys_are_never_given_twice() {
        directory.lock();
        assertThat(directory.nextKey()).isNotEqualTo(directory.nextKey());
    }

    @Test
    void what_nobody_has_cannot_change() {
        assertThatThrownBy(() -> people.delete(new PersonId(new UUID(0, 1)), LATER, new Revision(2, 10)))
                .hasMessageContaining("There is no row");
    }
}
