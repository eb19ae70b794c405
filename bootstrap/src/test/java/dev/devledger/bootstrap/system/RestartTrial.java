package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.system.KillPlan.Moment;
import dev.devledger.bootstrap.system.KillPlan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * {@code kill -9} of the real jar at every step of a push and a pull, and start again: the end is the same as without.
 * {@code trials/restarts} runs it. What is counted is only what lasts, so after a kill nothing else can be there than what
 * was there at one of these steps.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestartTrial {
    /** A ledger has so many rounds, for the lists of TickTick to stay short. */
    private static final int ROUNDS = 8;

    /** One moment to be looked into, such as {@code effect-17}; several are one after the other in the same round. */
    private static final String ONLY = System.getProperty("devledger.test.moments", "");
    /** So many kills are in one round, one after the other; with 1 each has a round of its own, which takes hours. */
    private static final int TOGETHER = Integer.getInteger("devledger.test.together", 6);
    /** Of all moments each third, by default; each with 1. A write's answer is never left out. */
    private static final int EVERY = Integer.getInteger("devledger.test.every", 3);

    private static final TrialTable TABLE = new TrialTable("restart-trial.md");

    private static RunningDevledger sandbox;
    private static Sandbox ticktick;
    private static FatalFront front;
    private static MortalDevledger devledger;
    private static String ledger;
    private static int ledgers;
    private static int rounds;
    private static Round undisturbed;

    @BeforeAll
    static void start() {
        sandbox = SharedDevledger.start(SharedDevledger.newFolder(), "devledger.ticktick.poll-interval=0s");
        ticktick = new Sandbox(sandbox.api());
        front = new FatalFront(sandbox.api());
    }

    @AfterAll
    static void stop() {
        front.close();
        if (devledger != null) {
            devledger.close();
        }
        sandbox.close();
    }

    @Test
    @Order(1)
    void without_a_kill_the_end_is_as_it_should() {
        undisturbed = round(List.of());
        TABLE.row(
                "Steps of a round: requests, writes among them, commits",
                "%d, %d, %d"
                        .formatted(
                                undisturbed.plan.counted(Step.REQUEST),
                                undisturbed.plan.counted(Step.EFFECT),
                                undisturbed.plan.counted(Step.COMMIT)),
                "");
        TABLE.row("Without a kill: what is wrong", undisturbed.wrong, "nothing", undisturbed.wrong.isEmpty());
        if (!ONLY.isEmpty()) {
            Round only = round(List.of(ONLY.split(",", -1)).stream()
                    .map(RestartTrial::moment)
                    .toList());
            TABLE.row("Killed at " + only.plan + ": what is wrong", only.wrong, "nothing", only.wrong.isEmpty());
        }
    }

    private static Moment moment(String text) {
        String[] parts = text.strip().split("-", 2);
        return new Moment(Step.valueOf(parts[0].toUpperCase(Locale.ROOT)), Integer.parseInt(parts[1]));
    }

    @Test
    @Order(2)
    void killed_before_the_answer_to_a_write() {
        sweep("Killed before the answer to a write", Step.EFFECT, 1);
    }

    @Test
    @Order(3)
    void killed_after_a_commit() {
        sweep("Killed after a commit", Step.COMMIT, EVERY);
    }

    @Test
    @Order(4)
    void killed_before_a_request_arrives() {
        sweep("Killed before a request arrives", Step.REQUEST, EVERY);
    }

    /** Rounds in which each step of that kind has its turn; several in each, far from one another. */
    private static void sweep(String what, Step step, int every) {
        if (!ONLY.isEmpty()) {
            return;
        }
        long begun = System.nanoTime();
        int apart = undisturbed.plan.counted(step) / TOGETHER + 1;
        int kills = 0;
        List<String> wrong = new ArrayList<>();
        for (int first = 1; first <= apart; first += every) {
            List<Moment> moments = new ArrayList<>(List.of(new Moment(step, first)));
            moments.addAll(Collections.nCopies(TOGETHER - 1, new Moment(step, apart)));
            Round round = round(moments);
            kills += round.plan.killed();
            if (!round.wrong.isEmpty()) {
                wrong.add(step + " " + first);
                TABLE.note("killed at " + round.plan + ": " + round.wrong);
            }
        }
        long minutes = Duration.ofNanos(System.nanoTime() - begun).toMinutes();
        TABLE.row(what + ": kills, minutes", kills + ", " + minutes, "");
        TABLE.row(what + ": wrong in the end", wrong, "none", wrong.isEmpty() && kills > 0);
    }

    /** {@code wrong} is empty where all is as it should. */
    private record Round(KillPlan plan, List<String> wrong) {}

    private static Round round(List<Moment> moments) {
        if (devledger == null || rounds % ROUNDS == 0) {
            another();
        }
        String name = "R" + ++rounds;
        devledger.tables().sql("delete from sync_delete").update(); // as if a day had passed
        KillPlan plan = devledger.plan(moments);
        List<String> wrong = new ArrayList<>();
        try {
            RestartStory story = new RestartStory(name, ledger, devledger, ticktick);
            for (Runnable chapter : story.chapters()) {
                front.shut();
                chapter.run();
                front.open();
                devledger.settle();
            }
            new RestartCheck(devledger, sandbox.api(), front).of(story, wrong);
        } catch (RuntimeException | AssertionError e) {
            wrong.add(String.valueOf(e));
        } finally {
            front.open();
        }
        System.out.printf("%s, killed at %s: %s%n", name, plan, wrong.isEmpty() ? "well" : wrong);
        if (!wrong.isEmpty()) {
            rounds += ROUNDS - rounds % ROUNDS; // what is wrong must not be so in the next round
        }
        return new Round(plan, wrong);
    }

    private static void another() {
        if (devledger != null) {
            devledger.close();
        }
        ticktick.lists().forEach(list -> ticktick.deleteList(Sandbox.text(list, "id")));
        ledger = "Ledger " + ++ledgers;
        devledger = new MortalDevledger(ledger, front);
    }
}
