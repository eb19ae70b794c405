package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.system.KillPlan.Moment;
import dev.devledger.bootstrap.system.KillPlan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * {@code kill -9} of the real jar and lost answers at random moments of a sync with ClickUp: the end is the same as without.
 * {@code trials/clickup} runs it.
 */
class ClickUpRestartTrial {
    private static final int ROUNDS = Integer.getInteger("devledger.test.rounds", 50);
    private static final long SEED = Long.getLong("devledger.test.seed", 7L);
    /** A ledger has so many rounds, for the folder of ClickUp to stay small. */
    private static final int OF_A_LEDGER = 10;

    private static final TrialTable TABLE = new TrialTable("clickup-restart-trial.md");

    private static RunningDevledger sandbox;
    private static ClickUpThere clickup;
    private static FatalFront front;
    private static MortalDevledger devledger;
    private static int ledgers;
    private static int rounds;

    @BeforeAll
    static void start() {
        sandbox = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.ticktick.mode=off",
                "devledger.clickup.mode=sandbox",
                "devledger.clickup.scope=folder:Of the sandbox itself",
                "devledger.clickup.poll-interval=0s");
        clickup = new ClickUpThere(sandbox.api());
        front = FatalFront.ofClickUp(sandbox.api());
    }

    @AfterAll
    static void stop() {
        front.close();
        if (devledger != null) {
            devledger.close();
        }
        sandbox.close();
    }

    private record Round(KillPlan plan, List<String> wrong) {}

    @Test
    void killed_and_unheard_at_random_moments_the_end_is_as_it_should() {
        Round undisturbed = round(List.of(), 0);
        Map<Step, Integer> steps = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            steps.put(step, undisturbed.plan.counted(step));
        }
        TABLE.row(
                "Steps of a round: requests, writes among them, commits",
                "%d, %d, %d".formatted(steps.get(Step.REQUEST), steps.get(Step.EFFECT), steps.get(Step.COMMIT)),
                "");
        TABLE.row("Without trouble: what is wrong", undisturbed.wrong, "nothing", undisturbed.wrong.isEmpty());

        List<Step> all = List.of(Step.values());
        Random random = new Random(SEED);
        long begun = System.nanoTime();
        int kills = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            List<Moment> moments = new ArrayList<>();
            for (int kill = 0; kill < 2; kill++) {
                Step step = all.get(random.nextInt(all.size()));
                moments.add(new Moment(step, 1 + random.nextInt(steps.get(step) / 2)));
            }
            Round round = round(moments, random.nextLong());
            kills += round.plan.killed();
            if (!round.wrong.isEmpty()) {
                wrong.add(round.plan.toString());
                TABLE.note("killed at " + round.plan + ": " + round.wrong);
            }
        }
        String what = "%d rounds (seed %d), up to two kills and three lost answers in each: ".formatted(ROUNDS, SEED);
        long minutes = Duration.ofNanos(System.nanoTime() - begun).toMinutes();
        TABLE.row(what + "kills, minutes", kills + ", " + minutes, "");
        TABLE.row(what + "rounds with something lost, doubled or left over", wrong.size(), "0", wrong.isEmpty());
    }

    private static String lost(Random random) {
        return List.of("drop-answer", "done-504", "done-html").get(random.nextInt(3));
    }

    /** @param seed of the answers that are lost; 0 for none */
    private static Round round(List<Moment> moments, long seed) {
        if (devledger == null || rounds % OF_A_LEDGER == 0) {
            another();
        }
        String name = "R" + ++rounds;
        devledger.tables().sql("delete from sync_delete").update(); // as if a day had passed
        KillPlan plan = devledger.plan(moments);
        List<String> wrong = new ArrayList<>();
        try {
            ClickUpRestartStory story = new ClickUpRestartStory(name, "Ledger " + ledgers, devledger, clickup);
            Random random = new Random(seed);
            for (Runnable chapter : story.chapters()) {
                front.shut();
                chapter.run();
                if (seed != 0) {
                    clickup.faultAfter(random.nextInt(6), lost(random), 1, "^(POST|PUT|DELETE) ");
                }
                front.open();
                devledger.settle();
                clickup.calm();
            }
            check(story, wrong);
        } catch (RuntimeException | AssertionError e) {
            wrong.add(String.valueOf(e));
        } finally {
            clickup.calm();
            front.open();
        }
        System.out.printf("%s, killed at %s: %s%n", name, plan, wrong.isEmpty() ? "well" : wrong);
        if (!wrong.isEmpty()) {
            rounds += OF_A_LEDGER - rounds % OF_A_LEDGER; // what is wrong must not be so in the next round
        }
        return new Round(plan, wrong);
    }

    private static void check(ClickUpRestartStory story, List<String> wrong) {
        RestartCheck.same("the ledger", ClickUpRestartStory.end(), story.here(), wrong);
        RestartCheck.same("ClickUp", ClickUpRestartStory.end(), story.there(), wrong);
        RestartCheck.same("what is not linked", List.of(), story.unlinked(), wrong);
        RestartCheck.rows(devledger, wrong);
        int writes = front.writes();
        JsonNode report =
                devledger.ask(api -> api.post(200, "/api/sync/run", null).json());
        RestartCheck.same(
                "what a last run does",
                List.of("0, 0, 0"),
                List.of("%s, %s, %d".formatted(report.path("pulled"), report.path("pushed"), front.writes() - writes)),
                wrong);
    }

    private static void another() {
        if (devledger != null) {
            devledger.close();
        }
        devledger = MortalDevledger.withClickUp("Ledger " + ++ledgers, front);
    }
}
