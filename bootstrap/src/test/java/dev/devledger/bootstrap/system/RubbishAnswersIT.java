package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rubbish is also what services answer: it ends no cycle, no list and nothing else of the ledger, and none of it is silent. */
@Timeout(600)
@Tag("long")
class RubbishAnswersIT {
    private static final int ROUNDS = Integer.getInteger("devledger.test.seeds", 40);
    private static final long FIRST = Long.getLong("devledger.test.first", 1);

    private static RunningDevledger devledger;

    @BeforeAll
    static void start() {
        devledger = RubbishTrial.start();
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticktick", "clickup", "trackingtime"})
    void what_a_service_answers_ends_nothing(String connector) {
        RubbishAnswers answers = new RubbishAnswers(devledger, connector);
        answers.rounds(FIRST, ROUNDS);
        assertThat(answers.wrong).isEmpty();
        assertThat(answers.goesOn()).as(() -> answers.status().toString()).isTrue();
    }
}
