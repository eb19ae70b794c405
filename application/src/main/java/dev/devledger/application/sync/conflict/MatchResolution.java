package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.record.StopReasons;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A choice which remote object an entity is. */
record MatchResolution(Resolution resolution) {
    void carryOut(Dispute.WhichOne which, Choice choice, @Nullable Object value) {
        switch (choice) {
            case VALUE -> {
                Dispute.Candidate chosen = candidate(which, Objects.requireNonNull(value));
                resolution.requireFree(chosen.object());
                resolution.linkToChosen(chosen);
                resolution.mark();
            }
            case LOCAL -> { // a list of its own is made then, whatever others are called
                resolution.close();
                resolution.mark();
            }
            case DETACH -> leaveOut(which);
            case REMOTE -> throw new IllegalArgumentException("a match has no remote side");
        }
    }

    /**
     * What is stopped is looked for and asked about again; what is parted from one of them is not. One that has become
     * somebody else's meanwhile is none of them any more.
     */
    private void leaveOut(Dispute.WhichOne which) {
        which.candidates().stream()
                .filter(each -> !resolution.isApart() || resolution.isFree(each.object()))
                .findFirst()
                .ifPresentOrElse(
                        any -> resolution.part(any.object(), any.content()),
                        () -> resolution.stop(StopReasons.LEFT_OUT + which.question()));
        resolution.mark();
    }

    private static Dispute.Candidate candidate(Dispute.WhichOne which, Object id) {
        return which.candidates().stream()
                .filter(each -> each.object().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(
                        "value",
                        "is not one of the possible objects; allowed are "
                                + which.candidates().stream()
                                        .map(each -> each.object().id())
                                        .collect(Collectors.joining(", "))));
    }
}
