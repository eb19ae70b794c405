package dev.devledger.adapters.rest.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.imports.ImportProgress;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ImportResourceTest {

    /** Who has given up waiting for the answer asks for the progress, and would send all of it again. */
    @Test
    void the_progress_of_one_that_may_have_been_done_does_not_say_that_it_was_not() {
        ImportProgress progress = new ImportProgress("r-1", "owner", Clock.systemUTC());

        ImportResource.failed(progress, new OutcomeUnknown("The answer to a commit was lost"));

        assertThat(progress.snapshot().detail())
                .contains("may be stored or not")
                .contains("Idempotency-Key");
    }
}
