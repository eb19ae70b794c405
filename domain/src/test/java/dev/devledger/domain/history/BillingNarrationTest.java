package dev.devledger.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.shared.Change.FieldChange;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BillingNarrationTest {
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final CustomerId CUSTOMER = new CustomerId(new UUID(1, 1));
    private static final ServiceId SERVICE = new ServiceId(new UUID(1, 2));

    private static String sentence(Object event) {
        return Narration.of(event).summary();
    }

    private static CustomerEvent edited(Changes<BillingDetails> changes) {
        return new CustomerEvent.Edited(CUSTOMER, changes, AT);
    }

    @Test
    void an_event_is_a_sentence_about_what_it_happened_to() {
        BillingDetails details = new BillingDetails("Acme", "", false);
        BillingKey key = new BillingKey(BillingKind.CUSTOMER, 1);
        assertThat(sentence(new CustomerEvent.Created(CUSTOMER, key, details, AT)))
                .isEqualTo("Added the customer \"Acme\".");
        assertThat(sentence(edited(Changes.of(BillingDetails.NAME, "Acme", "Acme Inc."))))
                .isEqualTo("Changed the name from \"Acme\" to \"Acme Inc.\".");
        assertThat(sentence(edited(Changes.of(BillingDetails.ARCHIVED, false, true))))
                .isEqualTo("Archived the customer.");
        assertThat(sentence(edited(Changes.of(BillingDetails.ARCHIVED, true, false))))
                .isEqualTo("Took the customer out of the archive.");
        assertThat(sentence(
                        edited(Changes.of(BillingDetails.NOTES, "", "a").with(BillingDetails.ARCHIVED, true, false))))
                .isEqualTo("Changed the notes and archived state.");
        assertThat(sentence(new CustomerEvent.Deleted(CUSTOMER, AT))).isEqualTo("Deleted the customer.");
        assertThat(sentence(new ServiceEvent.Deleted(SERVICE, AT))).isEqualTo("Deleted the service.");
        assertThat(sentence(new ServiceEvent.Restored(SERVICE, AT))).isEqualTo("Restored the service.");
    }

    @Test
    void what_is_set_at_the_beginning_is_told() {
        BillingKey key = new BillingKey(BillingKind.SERVICE, 1);
        assertThat(Narration.of((Object)
                                new ServiceEvent.Created(SERVICE, key, new BillingDetails("Design", "", false), AT))
                        .changes())
                .containsExactly(new FieldChange("name", null, "Design"));
        assertThat(Narration.of((Object)
                                new ServiceEvent.Created(SERVICE, key, new BillingDetails("Design", "Ours.", true), AT))
                        .changes())
                .containsExactly(
                        new FieldChange("name", null, "Design"),
                        new FieldChange("notes", null, "Ours."),
                        new FieldChange("archived", null, true));
    }
}
