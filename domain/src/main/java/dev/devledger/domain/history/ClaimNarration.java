package dev.devledger.domain.history;

import dev.devledger.domain.claim.ClaimEvent;
import dev.devledger.domain.shared.FieldChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The claims of a task, told to people. */
final class ClaimNarration {
    private ClaimNarration() {}

    static Narration of(ClaimEvent event) {
        return switch (event) {
            case ClaimEvent.Claimed e ->
                new Narration(
                        "Claimed by " + e.agent() + " until " + seconds(e.until()) + ".",
                        List.of(new FieldChange("claim", null, e.agent())));
            case ClaimEvent.Prolonged e ->
                new Narration(
                        "Claimed by " + e.agent() + " until " + seconds(e.until()) + ", longer than before.",
                        List.of());
            case ClaimEvent.Released e -> released(e.agent(), e.note());
            case ClaimEvent.Expired e -> new Narration("The claim of " + e.agent() + " is over.", ended(e.agent()));
        };
    }

    private static Instant seconds(Instant until) {
        return until.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Narration released(String agent, @Nullable String note) {
        if (note == null) {
            return new Narration("Released by " + agent + ".", ended(agent));
        }
        List<FieldChange> changes = new ArrayList<>(ended(agent));
        changes.add(new FieldChange("handOver", null, note));
        return new Narration("Released by " + agent + ": " + FieldWords.quote(note) + ".", List.copyOf(changes));
    }

    private static List<FieldChange> ended(String agent) {
        return List.of(new FieldChange("claim", agent, null));
    }
}
