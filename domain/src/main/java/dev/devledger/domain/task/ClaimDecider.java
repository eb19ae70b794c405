package dev.devledger.domain.task;

import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Claim.ClaimEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of claims: a task has at most one holder, and a claim whose time is over has none. */
public final class ClaimDecider implements Decider<ClaimCommand, Claim, ClaimEvent> {
    /** The longest claim in minutes: a day. */
    public static final int LONGEST = 1_440;

    @Override
    public Claim initial() {
        return new Claim.Free(0, null);
    }

    @Override
    public List<ClaimEvent> decide(ClaimCommand command, Claim state) {
        return switch (command) {
            case ClaimCommand.Claim claim -> claim(claim, state);
            case ClaimCommand.Release release -> release(release, state);
            case ClaimCommand.Require require -> require(require, state);
        };
    }

    private static List<ClaimEvent> claim(ClaimCommand.Claim claim, Claim state) {
        check(claim.agent(), Duration.between(claim.at(), claim.until()));
        ClaimEvent.Claimed claimed =
                new ClaimEvent.Claimed(claim.task(), claim.agent(), state.number() + 1, claim.until(), claim.at());
        Claim.ActiveClaim live = live(state, claim.at());
        if (live == null) {
            return state instanceof Claim.ActiveClaim over ? List.of(expired(over, claim), claimed) : List.of(claimed);
        }
        if (!live.agent().equals(claim.agent())) {
            throw claimed(live, "Choose another task, wait, or release it with force=true first.");
        }
        return claim.until().isAfter(live.until())
                ? List.of(
                        new ClaimEvent.Prolonged(claim.task(), claim.agent(), live.number(), claim.until(), claim.at()))
                : List.of();
    }

    /**
     * Checks a claim before its task is known.
     *
     * @throws Rejection if no task could be claimed like this
     */
    public static void check(String agent, Duration time) {
        Violations violations = new Violations().agent("agent", agent);
        if (!time.isPositive() || time.compareTo(Duration.ofMinutes(LONGEST)) > 0) {
            violations.add("minutes", "must be 1 to " + LONGEST);
        }
        violations.rejectIfAny();
    }

    /**
     * Releases the claim. An agent whose time is over can still hand over its note, as long as no command has noticed
     * the end.
     */
    private static List<ClaimEvent> release(ClaimCommand.Release release, Claim state) {
        if (release.note() != null) {
            new Violations().note("note", release.note()).rejectIfAny();
        }
        if (state instanceof Claim.ActiveClaim taken) {
            if (taken.agent().equals(release.agent()) || (release.force() && taken.isLive(release.at()))) {
                return List.of(new ClaimEvent.Released(
                        release.task(), taken.agent(), taken.number(), release.note(), release.at()));
            }
            if (taken.isLive(release.at())) {
                throw claimed(taken, "Wait, or send force=true.");
            }
        }
        requireNothingLost(release, state);
        return state instanceof Claim.ActiveClaim over ? List.of(expired(over, release)) : List.of();
    }

    /**
     * Rejects a release whose note would be lost: a note is kept only with the claim that it ends. A repeated release
     * is accepted, as its note is stored already.
     */
    private static void requireNothingLost(ClaimCommand.Release release, Claim state) {
        if (release.note() != null && !release.note().equals(state.handOver())) {
            throw Rejection.of(
                    Code.CLAIM_ENDED,
                    release.agent()
                            + " does not have the task, so there is no claim to keep this note with, and it is not"
                            + " stored. If the history of the task does not have it either, add it to the notes of the task, or"
                            + " claim the task first and release it with the note.");
        }
    }

    private static List<ClaimEvent> require(ClaimCommand.Require require, Claim state) {
        Claim.ActiveClaim live = live(state, require.at());
        if (require.number() != null && (live == null || live.number() != require.number())) {
            throw ended(require.number(), require.agent(), state, live);
        }
        if (live == null) {
            return state instanceof Claim.ActiveClaim over ? List.of(expired(over, require)) : List.of();
        }
        if (!live.agent().equals(require.agent()) && !require.force()) {
            throw claimed(live, "Choose another task, wait, or send force=true.");
        }
        return List.of();
    }

    private static Claim.@Nullable ActiveClaim live(Claim state, Instant at) {
        return state instanceof Claim.ActiveClaim taken && taken.isLive(at) ? taken : null;
    }

    private static ClaimEvent expired(Claim.ActiveClaim over, ClaimCommand noticed) {
        return new ClaimEvent.Expired(noticed.task(), over.agent(), over.number(), noticed.at());
    }

    private static Rejection claimed(Claim.ActiveClaim live, String ways) {
        return holding(
                live,
                Rejection.of(
                        Code.CLAIMED,
                        "The task is claimed by " + live.agent() + " until " + live.until() + ". " + ways));
    }

    private static Rejection ended(long number, String agent, Claim state, Claim.@Nullable ActiveClaim live) {
        String what = number > state.number() || number < 1
                ? "The task has never had a claim number " + number
                : "Your claim, number " + number + ", has ended";
        if (live == null) {
            return Rejection.of(Code.CLAIM_ENDED, what + ". Read the task, and claim it again if it is still to do.");
        }
        String now = live.agent().equals(agent)
                ? "; you have the task under number " + live.number() + ". Read it, and send that number or none."
                : "; " + live.agent() + " has the task now, until " + live.until() + ".";
        return holding(live, Rejection.of(Code.CLAIM_ENDED, what + now));
    }

    private static Rejection holding(Claim.ActiveClaim live, Rejection rejection) {
        return rejection.with("holder", live.agent()).with("until", live.until().toString());
    }

    @Override
    public Claim evolve(Claim state, ClaimEvent event) {
        return switch (event) {
            case ClaimEvent.Claimed e ->
                new Claim.ActiveClaim(e.agent(), e.at(), e.until(), e.number(), state.handOver());
            case ClaimEvent.Prolonged e -> taken(state).prolonged(e.until());
            case ClaimEvent.Released e -> new Claim.Free(e.number(), e.note() == null ? state.handOver() : e.note());
            case ClaimEvent.Expired e -> new Claim.Free(e.number(), state.handOver());
        };
    }

    private static Claim.ActiveClaim taken(Claim state) {
        if (state instanceof Claim.ActiveClaim taken) {
            return taken;
        }
        throw new IllegalStateException("a claim that nobody had was prolonged");
    }
}
