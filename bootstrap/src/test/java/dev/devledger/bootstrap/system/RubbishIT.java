package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small share of what {@code trials/rubbish} sends. Its ledger is of no use to anybody afterwards. */
@Timeout(300)
@Tag("long")
class RubbishIT {
    private static final int MANY = 400;

    private static RunningDevledger devledger;

    @BeforeAll
    static void start() {
        devledger = RubbishTrial.start();
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    @Test
    void rubbish_is_never_an_unexpected_failure_and_is_told_nothing_of_the_inside() {
        RubbishRun run = new RubbishRun(devledger);
        run.send(1, MANY);
        assertThat(run.wrong).isEmpty();
        assertThat(run.statuses.keySet()).contains(200, 400, 404, 422);
        assertThat(run.taken).as("files that were taken as they are").isPositive();
        devledger.api().get(200, "/api/projects");
    }
}
