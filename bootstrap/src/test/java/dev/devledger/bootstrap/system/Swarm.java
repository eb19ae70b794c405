package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.system.SwarmAgent.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Agents who take what is ready and work on it until all of it is done, each with a session of its own. Some end badly. */
final class Swarm implements AutoCloseable {

    /** What becomes of an agent's work on a task. */
    enum Fate {
        WORKS,
        HANDS_OVER,
        /** Past the end of its claim, and goes on with it then. */
        SLEEPS,
        /** And is not heard of again; another agent comes in its place. */
        DIES
    }

    /** How the claims end of agents who do not come back in time. */
    interface Endings {
        /** Where time is all that ends them, nothing has to be done for it. */
        void bury(Collection<Held> claims);

        /** Returns when this claim is over. */
        void await(Held claim);
    }

    /** @param refused the code of the refusal; null where it was stored */
    record Write(
            String reason,
            String agent,
            String task,
            long number,
            @Nullable String refused) {}

    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** One of so many times that work is begun, or begun by one who may be away for long. */
    private static final int HANDED_OVER = 9;

    private static final int SLEPT = 4;
    private static final int DIED = 7;

    private final Api api;
    private final Endings endings;
    private final int tasks;
    private final int deaths;
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private final List<Mcp> sessions = new ArrayList<>();
    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger risked = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger died = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger named = new AtomicInteger();

    /**
     * @param tasks so many are to be completed
     * @param deaths at most: the session of one who is dead is kept for a while, and each token has only so many
     */
    Swarm(Api api, Endings endings, int tasks, int deaths) {
        this.api = api;
        this.endings = endings;
        this.tasks = tasks;
        this.deaths = deaths;
    }

    void work(int agents, List<String> projects, Random random) throws ExecutionException, InterruptedException {
        List<Long> seeds = random.longs(agents).boxed().toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(agents)) {
            List<Future<?>> running = new ArrayList<>();
            for (long seed : seeds) {
                running.add(threads.submit(() -> place(new Random(seed), projects)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    /** One after the other, as they die. */
    private void place(Random random, List<String> projects) {
        boolean alive;
        do {
            SwarmAgent agent = new SwarmAgent(this, session(), "swarm-" + named.incrementAndGet(), projects, random);
            alive = agent.work();
        } while (!alive);
    }

    Mcp session() {
        Mcp session = Mcp.connect(api);
        synchronized (sessions) {
            sessions.add(session);
        }
        return session;
    }

    /** @param mortal whether the agent may be away for long: its claims are over soon */
    Fate fate(boolean mortal) {
        int risk = mortal ? risked.incrementAndGet() : 1;
        if (risk % DIED == 0 && died.getAndUpdate(n -> Math.min(n + 1, deaths)) < deaths) {
            return Fate.DIES;
        }
        if (risk % SLEPT == 0) {
            return Fate.SLEEPS;
        }
        return begun.incrementAndGet() % HANDED_OVER == 0 ? Fate.HANDS_OVER : Fate.WORKS;
    }

    Endings endings() {
        return endings;
    }

    String called() {
        return "call " + calls.incrementAndGet();
    }

    void wrote(Write write) {
        writes.add(write);
    }

    void completed() {
        completed.incrementAndGet();
    }

    void wrong(String what) {
        wrong.add(what);
    }

    boolean isOver() {
        if (System.nanoTime() > end) {
            wrong.add("only " + completed + " of " + tasks + " tasks were completed in time");
            return true;
        }
        return completed.get() >= tasks;
    }

    List<Write> writes() {
        return List.copyOf(writes);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    int calls() {
        return calls.get();
    }

    int agents() {
        return named.get();
    }

    int deaths() {
        return died.get();
    }

    /** How many writes were told that their claim has ended. */
    long told() {
        return writes.stream()
                .filter(write -> SwarmAgent.ENDED.equals(write.refused()))
                .count();
    }

    /** Also of those who are dead: other tests want some of the places. */
    @Override
    public void close() {
        sessions.forEach(Mcp::disconnect);
    }
}
