package dev.devledger.domain.claim;

import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of claims: a task has one holder at most, and a claim whose time is over is nobody's. */
public final class ClaimDecider implements Decider<ClaimCommand, Claim, ClaimEvent> {
    private static final Duration LONGEST = Duration.ofDays(1);

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
        Claim.Taken live = live(state, claim.at());
        if (live == null) {
            return state instanceof Claim.Taken over ? List.of(expired(over, claim), claimed) : List.of(claimed);
        }
        if (!live.agent().equals(claim.agent())) {
            throw claimed(live);
        }
        return claim.until().isAfter(live.until())
                ? List.of(
                        new ClaimEvent.Prolonged(claim.task(), claim.agent(), live.number(), claim.until(), claim.at()))
                : List.of();
    }

    /**
     * Whether a claim of any task can be asked for like this, for who does not know yet which task it will be.
     *
     * @throws Rejection where it cannot
     */
    public static void check(String agent, Duration time) {
        Violations violations = new Violations().agent("agent", agent);
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
            violations.add("minutes", "must be 1 to " + LONGEST.toMinutes());
        }
        violations.rejectIfAny();
    }

    /** Who slept past the end still hands over what was found, as long as nobody has noticed the end. */
    private static List<ClaimEvent> release(ClaimCommand.Release release, Claim state) {
        if (release.note() != null) {
            new Violations().note("note", release.note()).rejectIfAny();
        }
        if (!(state instanceof Claim.Taken taken)) {
            return List.of();
        }
        if (taken.agent().equals(release.agent()) || (release.force() && taken.isLive(release.at()))) {
            return List.of(new ClaimEvent.Released(
                    release.task(), taken.agent(), taken.number(), release.note(), release.at()));
        }
        if (taken.isLive(release.at())) {
            throw claimed(taken);
        }
        return List.of(expired(taken, release));
    }

    private static List<ClaimEvent> require(ClaimCommand.Require require, Claim state) {
        Claim.Taken live = live(state, require.at());
        if (require.number() != null && (live == null || live.number() != require.number())) {
            throw ended(require.number(), live);
        }
        if (live == null) {
            return state instanceof Claim.Taken over ? List.of(expired(over, require)) : List.of();
        }
        boolean own = require.number() != null || live.agent().equals(require.agent());
        if (!own && !require.force()) {
            throw claimed(live);
        }
        return List.of();
    }

    private static Claim.@Nullable Taken live(Claim state, Instant at) {
        return state instanceof Claim.Taken taken && taken.isLive(at) ? taken : null;
    }

    private static ClaimEvent expired(Claim.Taken over, ClaimCommand noticed) {
        return new ClaimEvent.Expired(noticed.task(), over.agent(), over.number(), noticed.at());
    }

    private static Rejection claimed(Claim.Taken live) {
        return holding(
                live,
                Rejection.of(
                        Code.CLAIMED,
                        "The task is claimed by " + live.agent() + " until " + live.until()
                                + ". Choose another task, wait, or send force=true."));
    }

    private static Rejection ended(long number, Claim.@Nullable Taken live) {
        String what = "Your claim, number " + number + ", has ended";
        return live == null
                ? Rejection.of(Code.CLAIM_ENDED, what + ". Read the task, and claim it again if it is still to do.")
                : holding(
                        live,
                        Rejection.of(
                                Code.CLAIM_ENDED,
                                what + "; " + live.agent() + " has the task now, until " + live.until() + "."));
    }

    private static Rejection holding(Claim.Taken live, Rejection rejection) {
        return rejection.with("holder", live.agent()).with("until", live.until().toString());
    }

    @Override
    public Claim evolve(Claim state, ClaimEvent event) {
        return switch (event) {
            case ClaimEvent.Claimed e -> new Claim.Taken(e.agent(), e.at(), e.until(), e.number(), state.handOver());
            case ClaimEvent.Prolonged e -> taken(state).prolonged(e.until());
            case ClaimEvent.Released e -> new Claim.Free(e.number(), e.note() == null ? state.handOver() : e.note());
            case ClaimEvent.Expired e -> new Claim.Free(e.number(), state.handOver());
        };
    }

    private static Claim.Taken taken(Claim state) {
        if (state instanceof Claim.Taken taken) {
            return taken;
        }
        throw new IllegalStateException("a claim that nobody had was prolonged");
    }
}
