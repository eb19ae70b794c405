package dev.devledger.adapters.rest.http;

import dev.devledger.application.claim.MissedChange;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.history.VersionChanges;
import dev.devledger.application.project.StatusOfMany;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Versions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A write on what somebody else was faster with: it says who. */
record StaleProblem(VersionChanges versions) {
    private static final int ID = UUID.randomUUID().toString().length();
    private static final int SHOWN = 10;

    Problem of(Rejection refused) {
        Problem plain = plain(refused);
        List<HistoryView> missed = missed(refused);
        if (missed.isEmpty()) {
            return plain;
        }
        String who =
                missed.stream().map(StaleProblem::who).distinct().limit(SHOWN).collect(Collectors.joining(", "));
        return plain.withDetail(refused.detail() + " Since your version it was changed by " + who + ".")
                .withMember(
                        "changedSince",
                        missed.stream().limit(SHOWN).map(MissedChange::of).toList());
    }

    /** Of several it says which. */
    private static Problem plain(Rejection refused) {
        Problem plain = new Problem(ProblemCode.STALE, refused.detail());
        Object several = refused.facts().get(StatusOfMany.STALE);
        return several == null ? plain : plain.withMember(StatusOfMany.STALE, several);
    }

    private List<HistoryView> missed(Rejection refused) {
        return refused.facts().get(Versions.MISSED) instanceof Long missed
                        && missed > 0
                        && refused.facts().get(Versions.STREAM) instanceof String stream
                ? versions.last(UUID.fromString(stream.substring(stream.length() - ID)), missed)
                : List.of();
    }

    private static String who(HistoryView entry) {
        return entry.agent() == null ? entry.actor() : entry.actor() + " (" + entry.agent() + ")";
    }
}
