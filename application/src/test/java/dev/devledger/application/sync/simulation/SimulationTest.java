package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.simulation.Simulation.Failure;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More worlds with {@code -Ddevledger.simulation.seeds=10000}, others with {@code -Ddevledger.simulation.first=5000}, one of
 * them alone with {@code -Ddevledger.simulation.seed=7}, and more of its story with {@code -Ddevledger.simulation.trace=500};
 * with what is not in every world {@code -Ddevledger.simulation.traits=all} and {@code -Ddevledger.simulation.rules=all}. From
 * the world 1000000 on the service is of another nature than TickTick's, from 2000000 on it is ClickUp, and from
 * 3000000 on TrackingTime.
 */
class SimulationTest {
    private static final int STEPS = 150;

    /** One of few worlds in which a create that was given up has made one after all. */
    private static final long OF_A_COPY = 184;

    private static final int WORLDS = 60;
    private static final int OTHERS = 25;
    private static final int OF_CLICKUP = 15;
    private static final int OF_TRACKINGTIME = 10;
    private static final int TOLD = Integer.getInteger("devledger.simulation.told", 3);

    @Test
    void what_people_do_on_both_sides_meets_and_nothing_is_lost_or_doubled() {
        Long one = Long.getLong("devledger.simulation.seed");
        long first = one == null ? Long.getLong("devledger.simulation.first", 0) : one;
        long last = one == null ? first + Long.getLong("devledger.simulation.seeds", WORLDS) : one + 1;
        Tally tally = new Tally();
        List<Failure> failures = failures(first, last, tally);
        if (!failures.isEmpty()) {
            throw summary(failures, last - first);
        }
        if (last - first >= WORLDS) {
            failures(OF_A_COPY, OF_A_COPY + 1, tally);
            assertThat(tally.rows())
                    .as("each row of the existence table decides something: %s", tally.rows())
                    .containsOnlyKeys(ExistenceRule.values());
        }
    }

    @Test
    void so_it_does_with_services_of_other_natures() {
        none(Scenario.OTHER_NATURES, OTHERS);
    }

    @Test
    void so_it_does_with_lists_that_have_statuses_of_their_own_and_a_feed() {
        none(Scenario.CLICKUP, OF_CLICKUP);
    }

    @Test
    void so_it_does_where_no_task_is_below_another_and_a_no_may_mean_gone() {
        none(Scenario.TRACKINGTIME, OF_TRACKINGTIME);
    }

    /** Each was broken once, by another thing; the commit that added its number says by which. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                15, 168, 174, 203, 266, 381, 418, 580, 596, 623, 677, 831, 904, 943, 999, 1053, 1121, 1496, 1646, 1705,
                1776, 2213, 1000067, 2000075, 2000127, 2000291, 2000300, 2000307, 2000512, 2000764, 2000780, 2000861,
                2001108, 2001369, 2001380, 2001426, 2001438, 2001672, 2001971, 2002299, 2002439, 2002929, 2002948,
                2003332, 2004167, 2004418, 3000270, 3000397, 3000559, 3001035, 3001374, 3002044, 3002365
            })
    void so_it_does_in_worlds_that_were_broken_once(long seed) {
        none(seed, 1);
        Scenario before = Scenario.asked(seed, STEPS);
        for (Trait since : List.of(Trait.ODD_VALUES, Trait.UNTAKEN)) { // none had them when it was broken
            before = before.has(since) ? before.without(since.name().toLowerCase(Locale.ROOT)) : before;
        }
        if (!before.equals(Scenario.asked(seed, STEPS))) {
            assertThat(new Simulation(before, new Tally()).fails()).isEmpty();
        }
    }

    /** In a world of those above, in which nothing is wrong without it; how soon others are found, the trial says. */
    @ParameterizedTest
    @CsvSource({
        "SILENCE_IS_EMPTY, 56, I11",
        "CREATED_AS_SENT, 15, I11",
        "SHORT_OVER_LONG, 2, I2",
        "CUT_IN_SILENCE, 4, I11",
        "STORED_AS_IT_CAME, 52, I20",
        "STOPS_AT_THE_FIRST, 3, I1",
        "UNTOLD, 2, I21"
    })
    void a_planted_bug_is_found(Sabotage bug, long seed, String invariant) {
        assertThat(new Simulation(Scenario.of(seed, STEPS).with(bug), new Tally()).fails())
                .hasValueSatisfying(failure -> assertThat(failure.invariant()).isEqualTo(invariant));
    }

    private static void none(long first, int worlds) {
        List<Failure> failures = failures(first, first + worlds, new Tally());
        if (!failures.isEmpty()) {
            throw summary(failures, worlds);
        }
    }

    /** The worlds after one that is broken are looked at too: what is broken in many of them is one thing. */
    private static List<Failure> failures(long first, long last, Tally tally) {
        List<Failure> failures = new ArrayList<>();
        for (long seed = first; seed < last; seed++) {
            new Simulation(Scenario.asked(seed, STEPS), tally).fails().ifPresent(failures::add);
        }
        return failures;
    }

    private static AssertionError summary(List<Failure> failures, long worlds) {
        StringBuilder told = new StringBuilder(failures.size() + " of " + worlds + " worlds are broken:");
        failures.forEach(each -> told.append("\n").append(each.message()));
        failures.stream().limit(TOLD).forEach(each -> told.append("\n\n")
                .append(FailureReport.of(each, Scenario.of(each.scenario().seed(), STEPS))));
        AssertionError summary = new AssertionError(told.toString());
        failures.stream().limit(TOLD).forEach(each -> summary.addSuppressed(each.cause()));
        return summary;
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(story(seed)).isEqualTo(story(seed));
        }
    }

    private static List<String> story(long seed) {
        Simulation simulation = new Simulation(seed, STEPS);
        assertThat(simulation.fails()).isEmpty();
        return simulation.trace();
    }
}
