package dev.devledger.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimNarrationTest {
    private static final TaskId TASK = new TaskId(new UUID(2, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final Instant UNTIL = AT.plusSeconds(1_800).plusMillis(627);

    private static Narration told(Object event) {
        return Narration.of(event);
    }

    @Test
    void a_claim_says_who_has_it_until_when() {
        assertThat(told(new ClaimEvent.Claimed(TASK, "ada", 1, UNTIL, AT)))
                .isEqualTo(new Narration(
                        "Claimed by ada until 2026-03-31T09:30:00Z.", List.of(new FieldChange("claim", null, "ada"))));
        assertThat(told(new ClaimEvent.Prolonged(TASK, "ada", 1, UNTIL, AT)))
                .isEqualTo(new Narration("Claimed by ada until 2026-03-31T09:30:00Z, longer than before.", List.of()));
    }

    @Test
    void a_release_says_what_was_left() {
        assertThat(told(new ClaimEvent.Released(TASK, "ada", 1, "the parser\nis left", AT)))
                .isEqualTo(new Narration(
                        "Released by ada: \"the parser is left\".",
                        List.of(
                                new FieldChange("claim", "ada", null),
                                new FieldChange("handOver", null, "the parser\nis left"))));
        assertThat(told(new ClaimEvent.Released(TASK, "ada", 1, null, AT)).summary())
                .isEqualTo("Released by ada.");
    }

    @Test
    void an_end_says_whose_claim_is_over() {
        assertThat(told(new ClaimEvent.Expired(TASK, "ada", 1, AT)))
                .isEqualTo(new Narration("The claim of ada is over.", List.of(new FieldChange("claim", "ada", null))));
    }
}
