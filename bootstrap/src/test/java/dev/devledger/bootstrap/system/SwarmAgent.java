package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.system.Swarm.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One of a swarm: takes what is ready, notes what it does, completes it, and goes on with what is ready then. */
final class SwarmAgent {
    static final String ENDED = "claim_ended";

    private static final String BUSY = "unavailable: Other requests changed the same thing";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration NOTHING_READY = Duration.ofMillis(250);

    /** @param brief whether it ends as soon as claims can */
    record Held(String task, long number, Instant until, boolean brief) {}

    private final Swarm swarm;
    private final Mcp mcp;
    private final String name;
    private final List<String> projects;
    private final Random random;
    private final Deque<Held> held = new ArrayDeque<>();

    SwarmAgent(Swarm swarm, Mcp mcp, String name, List<String> projects, Random random) {
        this.swarm = swarm;
        this.mcp = mcp;
        this.name = name;
        this.projects = projects;
        this.random = random;
    }

    /** Until nothing is left to do; false where it died before. */
    boolean work() {
        while (!swarm.isOver()) {
            if (held.isEmpty()) {
                claim();
            } else if (!goOn()) {
                return false;
            }
        }
        return true;
    }

    private void claim() {
        ObjectNode call = args().put("next", 1 + random.nextInt(2)).put("minutes", 1);
        call.putArray("tags").add(SwarmPlan.TAG);
        if (random.nextInt(3) == 0) {
            call.put("project", projects.get(random.nextInt(projects.size())));
        }
        JsonNode result = call("claim_tasks", call.toString());
        if (result.path("isError").asBoolean()) {
            swarm.wrong(name + " claimed what is ready, and was told " + result);
        }
        hold(result.at("/structuredContent/results"), true);
        if (held.isEmpty()) {
            LockSupport.parkNanos(NOTHING_READY.toNanos());
        }
    }

    /** What others were in the way of has written nothing, and is tried again, as the answer says. */
    private JsonNode call(String tool, String arguments) {
        JsonNode result = mcp.call(tool, arguments);
        while (result.at("/content/0/text").asString("").startsWith(BUSY)) {
            result = mcp.call(tool, arguments);
        }
        return result;
    }

    private ObjectNode args() {
        return JSON.createObjectNode().put("agent", name).put("reason", swarm.called());
    }

    private void hold(JsonNode claimed, boolean brief) {
        for (JsonNode each : claimed) {
            held.add(new Held(
                    each.path("key").asString(),
                    each.at("/claim/number").asLong(),
                    Instant.parse(each.at("/claim/until").asString()),
                    brief));
        }
    }

    /** False where it dies. */
    private boolean goOn() {
        Swarm.Fate fate = swarm.fate(held.stream().allMatch(Held::brief));
        if (fate == Swarm.Fate.DIES) {
            swarm.endings().bury(held);
            return false;
        }
        Held task = held.remove();
        switch (fate) {
            case HANDS_OVER -> release(task);
            case SLEEPS -> sleep(task);
            default -> finish(task);
        }
        return true;
    }

    private void release(Held task) {
        ObjectNode call = args().put("note", "Half of " + task.task() + " is done.");
        call.putArray("release").add(task.task());
        JsonNode result = call("claim_tasks", call.toString());
        if (result.path("isError").asBoolean()) {
            swarm.wrong(name + " released " + task + ", and was told " + result);
        }
    }

    /** What it has beside that is free at once. */
    private void sleep(Held task) {
        held.forEach(this::release);
        held.clear();
        swarm.endings().await(task);
        String refused = random.nextBoolean() ? refusal(note(task)) : refusal(complete(task));
        if (!ENDED.equals(refused)) {
            swarm.wrong(name + " wrote after the end of " + task + ", and was told "
                    + (refused == null ? "that it is stored" : refused));
        }
    }

    private void finish(Held task) {
        if (!isStored(note(task), task)) {
            return;
        }
        JsonNode result = complete(task);
        if (isStored(result, task)) {
            swarm.completed();
            hold(result.at("/structuredContent/claimed"), false);
        }
    }

    private boolean isStored(JsonNode result, Held task) {
        String refused = refusal(result);
        if (refused != null) {
            swarm.wrong(name + " worked on " + task + ", and was told " + refused);
        }
        return refused == null;
    }

    private JsonNode note(Held task) {
        ObjectNode call = args();
        call.putArray("tasks").addObject().put("key", task.task()).put("note", name + " is at it.");
        return write("update_tasks", call, task);
    }

    private JsonNode complete(Held task) {
        ObjectNode call = args();
        call.putArray("tasks").add(task.task());
        switch (random.nextInt(3)) {
            case 0 -> call.put("claim_next", true);
            case 1 -> call.put("claim_next", 2).put("note", "Done by " + name + ".");
            default -> call.put("note", "Done.");
        }
        return write("complete_tasks", call, task);
    }

    private JsonNode write(String tool, ObjectNode call, Held task) {
        JsonNode result = call(tool, call.put("claim_number", task.number()).toString());
        swarm.wrote(new Write(call.path("reason").asString(), name, task.task(), task.number(), refusal(result)));
        return result;
    }

    /** Its code. */
    private static @Nullable String refusal(JsonNode result) {
        if (!result.path("isError").asBoolean()) {
            return null;
        }
        return result.at("/content/0/text").asString().replaceFirst("(?s):.*", "");
    }
}
