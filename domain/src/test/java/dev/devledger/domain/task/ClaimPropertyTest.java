package dev.devledger.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that hold whatever several agents request, at whatever time. */
class ClaimPropertyTest {
    private static final TaskId TASK = new TaskId(new UUID(2, 1));
    private static final List<String> AGENTS = List.of("ada", "bob", "cyd");
    private static final int SEEDS = 2_000;
    private static final int STEPS = 60;

    private final ClaimDecider decider = new ClaimDecider();
    private Instant now = Instant.parse("2026-03-31T09:00:00Z");

    /** The claim that an agent believes to hold, judging by the answers alone. */
    private record Answered(String agent, long number, Instant until) {}

    @Test
    void there_is_never_more_than_one_holder_and_numbers_only_grow() {
        for (int seed = 0; seed < SEEDS; seed++) {
            run(new Random(seed));
        }
    }

    private void run(Random random) {
        List<Answered> holders = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        Claim state = decider.initial();
        for (int step = 0; step < STEPS; step++) {
            now = now.plusSeconds(random.nextInt(900));
            ClaimCommand command = command(random, state.number());
            List<ClaimEvent> events = asked(command, state);
            if (events != null) {
                for (ClaimEvent event : events) {
                    state = decider.evolve(state, event);
                    follow(event, holders, numbers);
                }
                requireRight(command, holders);
            }
            Instant at = now;
            assertThat(holders.stream().filter(each -> at.isBefore(each.until())))
                    .hasSizeLessThanOrEqualTo(1);
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(state.number()).isEqualTo(numbers.size());
    }

    private ClaimCommand command(Random random, long last) {
        String agent = AGENTS.get(random.nextInt(AGENTS.size()));
        Long number = random.nextBoolean() ? null : Math.max(1, last - random.nextInt(2));
        return switch (random.nextInt(4)) {
            case 0, 1 -> new ClaimCommand.Claim(TASK, agent, now.plusSeconds(1 + random.nextInt(1_800)), now);
            case 2 -> new ClaimCommand.Release(TASK, agent, null, random.nextInt(5) == 0, now);
            default -> new ClaimCommand.Require(TASK, agent, number, random.nextInt(5) == 0, now);
        };
    }

    /** Returns the events; null if the command is refused. */
    private @Nullable List<ClaimEvent> asked(ClaimCommand command, Claim state) {
        try {
            return decider.decide(command, state);
        } catch (Rejection refused) {
            return null;
        }
    }

    private static void follow(ClaimEvent event, List<Answered> holders, List<Long> numbers) {
        switch (event) {
            case ClaimEvent.Claimed e -> {
                numbers.add(e.number());
                holders.add(new Answered(e.agent(), e.number(), e.until()));
            }
            case ClaimEvent.Prolonged e -> {
                holders.removeIf(each -> each.number() == e.number());
                holders.add(new Answered(e.agent(), e.number(), e.until()));
            }
            case ClaimEvent.Released e -> holders.removeIf(each -> each.number() == e.number());
            case ClaimEvent.Expired e ->
                assertThat(holders.removeIf(each -> each.number() == e.number()
                                && each.agent().equals(e.agent())
                                && !e.at().isBefore(each.until())))
                        .isTrue();
        }
    }

    /**
     * Requires that a write accepted without force came from the agent that holds the task, or that no agent holds it.
     */
    private void requireRight(ClaimCommand command, List<Answered> holders) {
        if (command instanceof ClaimCommand.Require write && !write.force()) {
            assertThat(holders)
                    .allMatch(each -> each.agent().equals(write.agent())
                            && (write.number() == null || each.number() == write.number()));
        }
    }
}
