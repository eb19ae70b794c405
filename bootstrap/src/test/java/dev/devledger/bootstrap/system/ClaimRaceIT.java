package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Many agents claim one task at the same moment, and one of them has it. */
class ClaimRaceIT {
    private static final int ROUNDS = 100;
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
        try (ExecutorService threads = Executors.newFixedThreadPool(agents)) {
            for (int round = 0; round < ROUNDS; round++) {
                String task = "/api/tasks/" + key(new Samples(ONE).task(project, "Round " + round));

                List<Answer> answers = race(threads, doors, task, agents);

                assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
                List<Answer> winners = answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .toList();
                assertThat(winners).as("winners of round " + round).hasSize(1);
                String holder = winners.getFirst().json().at("/claim/agent").asString();
                assertThat(answers.stream().filter(answer -> answer.status() == 409))
                        .allMatch(answer -> answer.text("holder").equals(holder));
                assertThat(ONE.get(task + "/history").json().path("items").size())
                        .isEqualTo(2);
            }
        }
    }

    private static List<Answer> race(ExecutorService threads, List<Api> doors, String task, int agents)
            throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Answer>> claims = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            Api door = doors.get(i % doors.size());
            String body = "{\"agent\": \"agent-" + i + "\"}";
            claims.add(() -> {
                start.await();
                return door.post(task + "/claim", body);
            });
        }
        List<Future<Answer>> running = claims.stream().map(threads::submit).toList();
        start.countDown();
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> each : running) {
            answers.add(each.get());
        }
        return answers;
    }
}
