package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.system.Api.Answer;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** In each round many agents claim one task at the same moment; whoever is not answered asks again, as the same agent. */
final class ClaimRace implements AutoCloseable {
    private static final int TRIES = 50;
    private static final Duration BREATH = Duration.ofMillis(20);

    /** Where an agent asks, and where it asks next if that node is gone. */
    interface Doors {
        Api of(int agent, int tries);
    }

    private record Told(String agent, Answer answer) {
        boolean won() {
            return answer.status() == 200;
        }

        boolean agreesOn(String winner) {
            return won()
                    ? agent.equals(winner)
                            && answer.json().at("/claim/agent").asString().equals(winner)
                    : answer.status() == 409
                            && answer.text("type").equals("urn:devledger:problem:claimed")
                            && answer.text("holder").equals(winner);
        }
    }

    /** @param undisturbed whether each request had its answer */
    private record Round(String winner, boolean undisturbed) {}

    private final int agents;
    private final Doors doors;
    private final ExecutorService threads;
    private final Map<String, Round> rounds = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private Duration last = Duration.ZERO;
    private Duration all = Duration.ZERO;

    ClaimRace(int agents, Doors doors) {
        this.agents = agents;
        this.doors = doors;
        this.threads = Executors.newFixedThreadPool(agents);
    }

    void round(String task) throws ExecutionException, InterruptedException {
        int before = cut.get();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Told>> running = IntStream.range(0, agents)
                .mapToObj(agent -> threads.submit(() -> {
                    start.await();
                    return claim(task, agent);
                }))
                .toList();
        long begun = System.nanoTime();
        start.countDown();
        List<Told> told = new ArrayList<>();
        for (Future<Told> each : running) {
            told.add(each.get());
        }
        last = Duration.ofNanos(System.nanoTime() - begun);
        all = all.plus(last);
        judge(task, told, cut.get() == before);
    }

    private Told claim(String task, int agent) {
        String name = "agent-" + agent;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return new Told(
                        name,
                        doors.of(agent, tries).post("/api/tasks/" + task + "/claim", "{\"agent\": \"" + name + "\"}"));
            } catch (UncheckedIOException e) {
                (e.getCause() instanceof ConnectException ? turnedAway : cut).incrementAndGet();
                LockSupport.parkNanos(BREATH.toNanos());
            }
        }
        throw new AssertionError(name + " was never answered");
    }

    private void judge(String task, List<Told> told, boolean undisturbed) {
        List<String> winners = told.stream().filter(Told::won).map(Told::agent).toList();
        if (winners.size() != 1) {
            wrong.add(task + " has the winners " + winners + ": " + told);
            return;
        }
        String winner = winners.getFirst();
        rounds.put(task, new Round(winner, undisturbed));
        told.stream()
                .filter(each -> !each.agreesOn(winner))
                .forEach(each -> wrong.add("%s was told of %s, which %s has: %s"
                        .formatted(each.agent(), task, winner, each.answer().body())));
    }

    /** @param history of the tasks, which has to say the same as the answers */
    void compare(List<JsonNode> history) {
        Map<String, List<JsonNode>> entries = history.stream()
                .filter(entry -> !entry.path("event").asString().equals("task.created"))
                .collect(Collectors.groupingBy(entry -> entry.at("/entity/key").asString()));
        rounds.forEach((task, round) -> {
            List<JsonNode> stored = entries.getOrDefault(task, List.of());
            if (!isOf(round, stored)) {
                wrong.add(
                        task + ", of which " + round.winner() + " was told that it has it, has the history " + stored);
            }
        });
    }

    /** Who asks again for what it has has it for longer; nobody does who was answered. */
    private static boolean isOf(Round round, List<JsonNode> stored) {
        List<String> events =
                stored.stream().map(entry -> entry.path("event").asString()).toList();
        long prolonged = events.stream().filter("task.claim-prolonged"::equals).count();
        return events.stream().filter("task.claimed"::equals).count() == 1
                && events.size() == 1 + prolonged
                && (prolonged == 0 || !round.undisturbed())
                && stored.stream()
                        .allMatch(entry -> entry.path("agent").asString().equals(round.winner()));
    }

    /** Rounds that one agent has won. */
    int won() {
        return rounds.size();
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Requests that were under way when their node was killed. */
    int cut() {
        return cut.get();
    }

    /** Requests to a node that was not there. */
    int turnedAway() {
        return turnedAway.get();
    }

    Duration lastRound() {
        return last;
    }

    /** Answered claims in a second, while there was a race. */
    double perSecond() {
        return won() * agents / (all.toNanos() / 1e9);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
