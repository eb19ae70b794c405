package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Many agents claim one task at the same moment, and one of them has it. */
@Tag("long")
class ClaimRaceIT {
    private static final int ROUNDS = 20;
    private static final Api ONE = SharedDevledger.get().api();

    private static RunningDevledger second;

    @BeforeAll
    static void start() {
        second = SharedDevledger.anotherNode();
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    @ParameterizedTest(name = "{0} agents on {1} nodes")
    @CsvSource({"8, 1", "32, 1", "8, 2", "32, 2"})
    void one_of_them_wins_each_round(int agents, int nodes) throws Exception {
        List<Api> doors = nodes == 1 ? List.of(ONE) : List.of(ONE, second.api());
        JsonNode project = new Samples(ONE).project("A race of " + agents + " on " + nodes);
        try (ClaimRace race = new ClaimRace(agents, (agent, tries) -> doors.get((agent + tries) % nodes))) {
            for (int round = 0; round < ROUNDS; round++) {
                race.round(key(new Samples(ONE).task(project, "Round " + round)));
            }
            race.compare(Samples.all(ONE, "/api/history?tasks=true&limit=200&entity=" + key(project)));

            assertThat(race.wrong()).isEmpty();
            assertThat(race.won()).isEqualTo(ROUNDS);
            assertThat(race.cut() + race.turnedAway()).isZero();
        }
    }
}
