package dev.devledger.adapters.postgres.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.application.proof.Verification.VerificationRuns;
import dev.devledger.application.proof.Verification.VerificationRuns.VerificationRun;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerificationRunsTest {
    private static final Instant BEGUN = Instant.parse("2026-07-01T10:00:00.123456Z");

    private final Database database = Database.create();
    private final VerificationRuns runs = new PostgresVerificationRuns(database.jdbc);

    @AfterEach
    void close() {
        database.close();
    }

    private static VerificationRun run(int number, String... differences) {
        Instant begun = BEGUN.plusSeconds(60L * number);
        return new VerificationRun(
                begun, begun.plusSeconds(3), "somebody", number % 2 == 0, number, 20, 3, List.of(differences));
    }

    @Test
    void what_was_found_is_told_to_who_comes_later_the_newest_first() {
        assertThat(runs.newest(1)).isEmpty();
        VerificationRun first = run(1, "Event 7: it is another one.", "quoted \"{,}\"");
        VerificationRun second = run(2);
        runs.keep(second);
        runs.keep(first);
        assertThat(new PostgresVerificationRuns(database.jdbc).newest(5)).containsExactly(second, first);
        assertThat(runs.newest(1)).containsExactly(second);
    }

    @Test
    void no_more_than_a_hundred_are_kept_and_no_text_is_too_long_or_too_strange() {
        for (int i = 0; i < VerificationRuns.MOST; i++) {
            runs.keep(run(i));
        }
        runs.keep(run(1_000, "\u0000" + "x".repeat(100_000)));
        assertThat(runs.newest(1_000)).hasSize(VerificationRuns.MOST);
        assertThat(runs.newest(1_000).getLast().position()).isEqualTo(1);
        assertThat(runs.newest(1).getFirst().differences()).singleElement().satisfies(text -> assertThat(text.length())
                .isLessThanOrEqualTo(2_000));
    }
}
