package dev.devledger.domain.directory;

import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonDeciderTest {
    private static final PersonId ID = new PersonId(new UUID(1, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final PersonDetails ADA = new PersonDetails("Ada", "Ada@example.org", false);
    private static final PersonEvent CREATED = new PersonEvent.Created(ID, new PersonKey(3), ADA, AT);
    private static final PersonEvent DELETED = new PersonEvent.Deleted(ID, AT);

    private static Scenario<PersonCommand, Person, PersonEvent> given(PersonEvent... events) {
        return Scenario.given(new PersonDecider(), events);
    }

    private static PersonCommand create(PersonDetails details) {
        return new PersonCommand.Create(ID, new PersonKey(3), details, AT);
    }

    private static PersonCommand edit(Patch<PersonDetails> edit, Long version) {
        return new PersonCommand.Edit(ID, edit, version, AT);
    }

    private static Patch<PersonDetails> renamed(String name) {
        return Patch.of(PersonDetails.NAME, name);
    }

    @Test
    void a_person_is_made_once() {
        given().when(create(ADA)).then(CREATED);
        given(CREATED).when(create(ADA)).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void an_edit_says_what_was_and_what_is() {
        Patch<PersonDetails> edit = Patch.of(PersonDetails.NAME, "Ada L.")
                .set(PersonDetails.EMAIL, null)
                .set(PersonDetails.ARCHIVED, true);
        Changes<PersonDetails> changes = Changes.of(PersonDetails.NAME, "Ada", "Ada L.")
                .with(PersonDetails.EMAIL, "Ada@example.org", null)
                .with(PersonDetails.ARCHIVED, false, true);
        given(CREATED)
                .when(edit(edit, 1L))
                .then(new PersonEvent.Edited(ID, changes, AT))
                .when(edit(edit, 2L))
                .thenNothing();
    }

    @Test
    void what_breaks_a_rule_is_refused() {
        given().when(create(new PersonDetails(" ", null, false))).thenInvalid("name");
        given().when(create(new PersonDetails("a\nb", "nowhere", false))).thenInvalid("name", "email");
        given(CREATED).when(edit(Patch.of(PersonDetails.NAME, null), null)).thenInvalid("name");
        given(CREATED).when(edit(renamed("x".repeat(501)), null)).thenInvalid("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "ada.l+x@mail.example.org", "größe@bücher.example", "o'hara@example.org"})
    void an_address_is_plain(String address) {
        PersonDetails details = new PersonDetails("Ada", address, false);
        given().when(create(details)).then(new PersonEvent.Created(ID, new PersonKey(3), details, AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b",
                "a b@c",
                "a@b c",
                "a@b@c",
                "Ada <a@b>",
                "a@b.",
                "a@.b",
                ".a@b",
                "a..b@c",
                "a@b,c@d",
                "mailto:a@b",
                "a\n@b",
                "a@b\u0000",
                "a@\ud83d",
                "a\u00a0b@c"
            })
    void all_else_is_no_address(String address) {
        given().when(create(new PersonDetails("Ada", address, false))).thenInvalid(fields(address));
    }

    private static String[] fields(String address) {
        return address.contains("\ud83d") ? new String[] {"email", "email"} : new String[] {"email"};
    }

    @Test
    void an_address_has_at_most_254_characters() {
        given().when(create(new PersonDetails("Ada", "a@" + "b".repeat(253), false)))
                .thenInvalid("email");
    }

    @Test
    void a_deleted_person_is_only_restored() {
        given(CREATED).when(new PersonCommand.Delete(ID, 1L, AT)).then(DELETED);
        given(CREATED, DELETED).when(new PersonCommand.Delete(ID, 2L, AT)).thenNothing();
        given(CREATED, DELETED).when(edit(renamed("Eva"), null)).thenRejected(Code.CONFLICT_STATE);
        given(CREATED, DELETED).when(new PersonCommand.Restore(ID, 2L, AT)).then(new PersonEvent.Restored(ID, AT));
        given(CREATED).when(new PersonCommand.Restore(ID, 1L, AT)).thenNothing();
    }

    @Test
    void who_saw_an_older_version_is_refused() {
        given(CREATED).when(edit(renamed("Eva"), 7L)).thenRejected(Code.STALE);
        given(CREATED).when(new PersonCommand.Delete(ID, 7L, AT)).thenRejected(Code.STALE);
        given(CREATED, DELETED).when(new PersonCommand.Restore(ID, 1L, AT)).thenRejected(Code.STALE);
    }

    @Test
    void nothing_can_be_done_with_nobody() {
        given().when(edit(renamed("Eva"), null)).thenRejected(Code.NOT_FOUND);
        given().when(new PersonCommand.Delete(ID, null, AT)).thenRejected(Code.NOT_FOUND);
        given().when(new PersonCommand.Restore(ID, null, AT)).thenRejected(Code.NOT_FOUND);
    }

    @Test
    void the_owner_is_made_once_and_stays() {
        PersonDetails details = new PersonDetails("Owner", null, false);
        PersonEvent owner = new PersonEvent.Created(PersonId.OWNER, new PersonKey(1), details, AT);
        given().when(new PersonCommand.Create(PersonId.OWNER, new PersonKey(1), details, AT))
                .then(owner);
        given(owner)
                .when(new PersonCommand.Create(PersonId.OWNER, new PersonKey(2), details, AT))
                .thenNothing();
        given(owner).when(new PersonCommand.Delete(PersonId.OWNER, 1L, AT)).thenRejected(Code.CONFLICT_STATE);
    }
}
