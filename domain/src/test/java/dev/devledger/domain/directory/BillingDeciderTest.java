package dev.devledger.domain.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BillingDeciderTest {
    private static final UUID ID = new UUID(1, 1);
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final BillingDetails ACME = new BillingDetails("Acme", "Pays late.", false);
    private static final CustomerId CUSTOMER = new CustomerId(ID);
    private static final ServiceId SERVICE = new ServiceId(ID);
    private static final BillingKey KEY = new BillingKey(BillingKind.CUSTOMER, 4);
    private static final BillingEvent CREATED = new CustomerEvent.Created(CUSTOMER, KEY, ACME, AT);
    private static final BillingEvent DELETED = new CustomerEvent.Deleted(CUSTOMER, AT);

    private static Scenario<BillingCommand, BillingItem, BillingEvent> given(BillingEvent... events) {
        return Scenario.given(new BillingDecider(), events);
    }

    private static BillingCommand create(BillingDetails details) {
        return new BillingCommand.Create(CUSTOMER, KEY, details, AT);
    }

    private static BillingCommand edit(Patch<BillingDetails> edit, Long version) {
        return new BillingCommand.Edit(CUSTOMER, edit, version, AT);
    }

    private static Patch<BillingDetails> renamed(String name) {
        return Patch.of(BillingDetails.NAME, name);
    }

    @Test
    void each_kind_has_streams_and_events_of_its_own() {
        assertThat(CUSTOMER.address()).isEqualTo("customer-" + ID);
        assertThat(SERVICE.address()).isEqualTo("service-" + ID);
        BillingKey key = new BillingKey(BillingKind.SERVICE, 2);
        BillingEvent created = new ServiceEvent.Created(SERVICE, key, ACME, AT);
        BillingEvent deleted = new ServiceEvent.Deleted(SERVICE, AT);
        Changes<BillingDetails> changes = Changes.of(BillingDetails.NAME, "Acme", "Design");
        given().when(new BillingCommand.Create(SERVICE, key, ACME, AT)).then(created);
        given(created)
                .when(new BillingCommand.Edit(SERVICE, renamed("Design"), 1L, AT))
                .then(new ServiceEvent.Edited(SERVICE, changes, AT));
        given(created).when(new BillingCommand.Delete(SERVICE, 1L, AT)).then(deleted);
        given(created, deleted)
                .when(new BillingCommand.Restore(SERVICE, 2L, AT))
                .then(new ServiceEvent.Restored(SERVICE, AT));
    }

    @ParameterizedTest
    @EnumSource
    void a_key_tells_of_what_it_is(BillingKind kind) {
        BillingKey key = new BillingKey(kind, 12);
        assertThat(key).hasToString(kind == BillingKind.CUSTOMER ? "C-12" : "S-12");
        assertThat(BillingKey.parse(key.toString())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-1", "C", "", "S-", "C-x"})
    void all_else_is_no_key(String text) {
        assertThatThrownBy(() -> BillingKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_is_made_once() {
        given().when(create(ACME)).then(CREATED);
        given(CREATED).when(create(ACME)).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void an_edit_says_what_was_and_what_is() {
        Patch<BillingDetails> edit = Patch.of(BillingDetails.NAME, "Acme Inc.")
                .set(BillingDetails.NOTES, null)
                .set(BillingDetails.ARCHIVED, true);
        Changes<BillingDetails> changes = Changes.of(BillingDetails.NAME, "Acme", "Acme Inc.")
                .with(BillingDetails.NOTES, "Pays late.", "")
                .with(BillingDetails.ARCHIVED, false, true);
        given(CREATED)
                .when(edit(edit, 1L))
                .then(new CustomerEvent.Edited(CUSTOMER, changes, AT))
                .when(edit(edit, 2L))
                .thenNothing();
    }

    @Test
    void what_breaks_a_rule_is_refused() {
        given().when(create(new BillingDetails(" ", "", false))).thenInvalid("name");
        given().when(create(new BillingDetails("a\nb", "x".repeat(10_001), false)))
                .thenInvalid("name", "notes");
        given(CREATED).when(edit(Patch.of(BillingDetails.NAME, null), null)).thenInvalid("name");
        given(CREATED).when(edit(renamed("x".repeat(501)), null)).thenInvalid("name");
    }

    @Test
    void what_is_deleted_is_only_restored() {
        given(CREATED).when(new BillingCommand.Delete(CUSTOMER, 1L, AT)).then(DELETED);
        given(CREATED, DELETED)
                .when(new BillingCommand.Delete(CUSTOMER, 2L, AT))
                .thenNothing();
        given(CREATED, DELETED).when(edit(renamed("Else"), null)).thenRejected(Code.CONFLICT_STATE);
        given(CREATED, DELETED)
                .when(new BillingCommand.Restore(CUSTOMER, 2L, AT))
                .then(new CustomerEvent.Restored(CUSTOMER, AT));
        given(CREATED).when(new BillingCommand.Restore(CUSTOMER, 1L, AT)).thenNothing();
    }

    @Test
    void who_saw_an_older_version_is_refused() {
        given(CREATED).when(edit(renamed("Else"), 7L)).thenRejected(Code.STALE);
        given(CREATED).when(new BillingCommand.Delete(CUSTOMER, 7L, AT)).thenRejected(Code.STALE);
        given(CREATED, DELETED)
                .when(new BillingCommand.Restore(CUSTOMER, 1L, AT))
                .thenRejected(Code.STALE);
    }

    @Test
    void nothing_can_be_done_with_what_is_not_there() {
        given().when(edit(renamed("Else"), null)).thenRejected(Code.NOT_FOUND);
        given().when(new BillingCommand.Delete(CUSTOMER, null, AT)).thenRejected(Code.NOT_FOUND);
        given().when(new BillingCommand.Restore(CUSTOMER, null, AT)).thenRejected(Code.NOT_FOUND);
    }
}
