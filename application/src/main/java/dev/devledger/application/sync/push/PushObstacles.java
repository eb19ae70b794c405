package dev.devledger.application.sync.push;

import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.guard.BlockedPushes;
import dev.devledger.application.sync.local.PushCandidate;
import dev.devledger.application.sync.read.LockedLists;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.time.Duration;
import java.util.Optional;

/** Why something is not pushed now: a person is asked about it, a guard holds it, or its list takes nothing. */
record PushObstacles(KnownEntities known, BlockedPushes blocked, LockedLists locked, ClosedLists closed) {
    /** Whoever ends such a wait marks what waited; this is for the case that the mark is lost. */
    static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

    static final String ASKED = "it waits for your decision: GET /api/sync/conflicts";
    private static final String HELD = "it waits for your approval: GET /api/sync/approvals";

    static PushOutcome waitsForApproval() {
        return waits(HELD);
    }

    /** For a person, which is no failure: it does not wait longer for having waited. */
    private static PushOutcome waits(String reason) {
        return new PushOutcome.Later(reason, ASKED_AGAIN, false, false);
    }

    /** What comes of it without a try; empty where it may be tried. */
    Optional<PushOutcome> of(PushCandidate candidate) {
        Optional<String> reason = waitsForAPerson(candidate)
                ? Optional.of(ASKED)
                : isHeld(candidate) ? Optional.of(HELD) : whyLocked(candidate);
        return reason.map(PushObstacles::waits).or(() -> whyClosed(candidate));
    }

    /** What was never answered is asked about, and tried again all the same. */
    private boolean waitsForAPerson(PushCandidate candidate) {
        return known.conflicts()
                .find(candidate.item().entity(), each -> each.freezesAll() && !each.neverAnswered())
                .isPresent();
    }

    /** Whether nobody is asked about it, nothing holds it, and its list can be written in. */
    boolean isFree(PushCandidate candidate) {
        return !known.conflicts().isAsWhole(candidate.item().entity())
                && !isHeld(candidate)
                && whyLocked(candidate).isEmpty();
    }

    /** Whether its list takes it as well. */
    boolean isOpen(PushCandidate candidate) {
        return isFree(candidate) && whyClosed(candidate).isEmpty();
    }

    /** With the list that it is in, where that is not there yet. */
    private boolean isHeld(PushCandidate candidate) {
        EntityRef entity = candidate.item().entity();
        if (known.guards().holds(entity) || blocked.holds(entity, candidate.wanted(), known.link(entity))) {
            return true;
        }
        return candidate.wanted() instanceof Wanted.Present present
                && !(known.link(present.home().list()) instanceof SyncLink.Linked)
                && blocked.holds(
                        present.home().list(),
                        present,
                        known.link(present.home().list()));
    }

    private Optional<String> whyLocked(PushCandidate candidate) {
        return locked.reason(candidate.item().entity(), candidate.wanted(), known::link);
    }

    private Optional<PushOutcome> whyClosed(PushCandidate candidate) {
        return closed.waits(candidate.item().entity(), candidate.wanted(), known::link)
                .map(PushOutcome::waitsFor);
    }
}
