package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of rubbish inputs. {@code trials/rubbish} runs it. */
class RubbishTrial {
    private static final int MANY = Integer.getInteger("devledger.test.seeds", 20_000);
    private static final long FIRST = Long.getLong("devledger.test.first", 1);

    /** A cycle takes so much longer than a request. */
    private static final int ANSWERED = 40;

    private static final TrialTable TABLE = new TrialTable("rubbish-trial.md");

    /** All sandboxes and tools are there, so that no route is left out. */
    static RunningDevledger start() {
        return SharedDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.clickup.mode=sandbox",
                "devledger.trackingtime.mode=sandbox",
                "devledger.ticktick.poll-interval=1h",
                "devledger.clickup.poll-interval=1h",
                "devledger.trackingtime.poll-interval=1h",
                "devledger.ticktick.budget=off",
                "devledger.clickup.budget=off",
                "devledger.trackingtime.budget=off",
                "devledger.mcp.toolsets=default,ticktick,clickup,trackingtime");
    }

    @Test
    void rubbish() throws IOException {
        try (RunningDevledger devledger = start()) {
            long begun = System.nanoTime();
            RubbishRun run = new RubbishRun(devledger);
            run.send(FIRST, MANY);
            long seconds = (System.nanoTime() - begun) / 1_000_000_000;
            List<String> wrong = new ArrayList<>(run.wrong);
            TABLE.note("Statuses: " + run.statuses);
            TABLE.note("Run one again with --first N --seeds 1; N is its number in target/rubbish-wrong.txt.");
            TABLE.row("inputs", MANY + " in " + seconds + " s, from number " + FIRST, "");
            TABLE.row("files that were taken without a word, and are there", run.taken, "");
            TABLE.row("connections that ended without an answer", run.unanswered, "");
            devledger.api().get(200, "/api/projects");
            write(wrong);
            TABLE.row(
                    "500, something of the inside, or gone without a word", run.wrong.size(), "0", run.wrong.isEmpty());
            for (String connector : List.of("ticktick", "clickup", "trackingtime")) {
                RubbishAnswers answers = new RubbishAnswers(devledger, connector);
                answers.rounds(FIRST, Math.max(1, MANY / ANSWERED));
                if (!answers.goesOn()) {
                    answers.wrong.add(connector + " does not go on: " + answers.status());
                }
                wrong.addAll(answers.wrong);
                write(wrong);
                TABLE.row(
                        Math.max(1, MANY / ANSWERED) + " cycles with rubbish of " + connector
                                + " that are wrong or silent",
                        answers.wrong.size(),
                        "0",
                        answers.wrong.isEmpty());
            }
        }
        assertThat(FIRST).isPositive();
    }

    /** Before the row that fails because of it. */
    private static void write(List<String> wrong) throws IOException {
        Files.writeString(Path.of("target", "rubbish-wrong.txt"), String.join("\n\n", wrong));
    }
}
