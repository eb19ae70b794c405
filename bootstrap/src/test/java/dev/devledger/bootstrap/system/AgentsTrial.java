package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;

import dev.devledger.bootstrap.system.SwarmAgent.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What many agents beside each other may rely on, with the jar in processes of its own: {@code trials/agents}. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentsTrial {
    private static final int ROUNDS = Integer.getInteger("devledger.test.rounds", 1_000);
    private static final long SEED = Long.getLong("devledger.test.seed", 18);

    /** A node is killed in one of so many rounds, on average, and comes back when some more were run without it. */
    private static final int KILLED = 20;

    private static final int WITHOUT = 5;

    private static final int AGENTS = 32;
    private static final int TASKS = 500;
    private static final int DEPENDENCIES = 800;
    private static final int DEATHS = 15;

    private static final TrialTable TABLE = new TrialTable("agents-trial.md");

    @Order(1)
    @ParameterizedTest
    @ValueSource(ints = {8, 32})
    void one_wins_each_round_on_one_node(int agents) throws Exception {
        try (MortalNodes nodes = new MortalNodes(1)) {
            race(agents, nodes);
        }
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(ints = {8, 32})
    void one_wins_each_round_on_three_nodes_that_are_killed(int agents) throws Exception {
        try (MortalNodes nodes = new MortalNodes(3)) {
            race(agents, nodes);
        }
    }

    private static void race(int agents, MortalNodes nodes) throws ExecutionException, InterruptedException {
        Samples samples = new Samples(nodes.api(0));
        JsonNode project = samples.project("A race of " + agents);
        List<String> tasks = IntStream.range(0, ROUNDS)
                .mapToObj(round -> key(samples.task(project, "Round " + round)))
                .toList();
        Random random = new Random(SEED + agents);
        try (ClaimRace race = new ClaimRace(agents, (agent, tries) -> nodes.api(agent + tries))) {
            int last = -KILLED;
            int next = random.nextInt(KILLED);
            for (int round = 0; round < ROUNDS; round++) {
                if (nodes.count() > 1 && round == next) {
                    nodes.kill(random.nextInt(nodes.count()), within(race.lastRound(), random));
                    last = round;
                    next = round + KILLED / 2 + random.nextInt(KILLED);
                }
                if (round == last + WITHOUT) {
                    nodes.awaitAll();
                }
                race.round(tasks.get(round));
            }
            nodes.awaitAll();
            race.compare(Samples.all(nodes.api(0), "/api/history?tasks=true&limit=200&entity=" + key(project)));
            tell(agents, nodes, race);
        }
    }

    @Test
    @Order(3)
    void a_swarm_does_everything_once_and_in_its_order() throws Exception {
        Random random = new Random(SEED);
        SwarmPlan plan = SwarmPlan.random(random, TASKS, DEPENDENCIES);
        try (MortalNodes nodes = new MortalNodes(1);
                Swarm swarm = new Swarm(nodes.api(0), new Time(), TASKS, DEATHS)) {
            List<String> projects = SwarmPlan.projects(nodes.api(0));
            List<String> keys = plan.create(swarm.session(), projects);
            Instant begun = Instant.now();
            swarm.work(AGENTS, projects, random);
            Duration took = Duration.between(begun, Instant.now());
            SwarmHistory history = SwarmHistory.read(nodes.api(0), projects, keys);
            List<String> wrong = new ArrayList<>(swarm.wrong());
            wrong.addAll(history.wrong(plan, swarm.writes()));
            wrong.forEach(TABLE::note);
            TABLE.row(
                    "%d agents work over MCP, on %,d tasks with %,d dependencies, up to %d in one row"
                            .formatted(AGENTS, TASKS, DEPENDENCIES, plan.longestChain()),
                    "%,d calls and %,d claims in %,d s; %d agents died, %,d writes were told that their claim has ended"
                            .formatted(swarm.calls(), history.claims(), took.toSeconds(), swarm.deaths(), swarm.told()),
                    "each completed once, after all that it waits for; nothing stored for an ended claim",
                    wrong.isEmpty());
        }
    }

    /** A claim ends when its minute is over, of which an answer tells the second. */
    private record Time() implements Swarm.Endings {
        private static final Duration UNTOLD = Duration.ofMillis(1_010);

        @Override
        public void bury(Collection<Held> claims) {}

        @Override
        public void await(Held claim) {
            Instant over = claim.until().plus(UNTOLD);
            while (Instant.now().isBefore(over)) {
                LockSupport.parkUntil(over.toEpochMilli());
            }
        }
    }

    private static Duration within(Duration round, Random random) {
        return round.multipliedBy(random.nextInt(1_000)).dividedBy(1_000);
    }

    private static void tell(int agents, MortalNodes nodes, ClaimRace race) {
        race.wrong().forEach(TABLE::note);
        String where = nodes.count() == 1 ? "one node" : nodes.count() + " nodes that are killed";
        String disturbed = nodes.count() == 1
                ? ""
                : ", %,d kills, %,d requests cut, %,d turned away"
                        .formatted(nodes.kills(), race.cut(), race.turnedAway());
        TABLE.row(
                "%d agents claim one task at the same moment, on %s".formatted(agents, where),
                "%,d winners in %,d rounds%s; %,.0f claims a second"
                        .formatted(race.won(), ROUNDS, disturbed, race.perSecond()),
                "one winner in each, as told and as stored",
                race.won() == ROUNDS && race.wrong().isEmpty());
    }
}
