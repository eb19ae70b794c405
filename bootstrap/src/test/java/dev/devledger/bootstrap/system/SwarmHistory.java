package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.system.Swarm.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the history tells of the work of a swarm, and what of it breaks a promise. */
final class SwarmHistory {

    /** @param ended when it ended; as late as can be where nobody has noticed its end yet */
    private record Claimed(String agent, long begun, long ended) {
        boolean isLiveAt(long position) {
            return begun < position && position <= ended;
        }
    }

    private static final Set<String> ENDS = Set.of("task.released", "task.claim-expired");

    private final List<String> keys;
    private final Map<String, List<JsonNode>> entries = new HashMap<>();
    private final Map<String, List<Claimed>> claims = new HashMap<>();
    private final Map<String, Long> completions = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private SwarmHistory(List<String> keys) {
        this.keys = keys;
        keys.forEach(key -> entries.put(key, new ArrayList<>()));
    }

    static SwarmHistory read(Api api, List<String> projects, List<String> keys) {
        SwarmHistory history = new SwarmHistory(keys);
        projects.stream()
                .flatMap(project -> Samples.all(api, "/api/history?tasks=true&limit=200&entity=" + project).stream())
                .sorted(Comparator.comparingLong(SwarmHistory::position))
                .filter(entry -> history.entries.containsKey(key(entry)))
                .forEach(entry -> history.entries.get(key(entry)).add(entry));
        return history;
    }

    private static String key(JsonNode entry) {
        return entry.at("/entity/key").asString();
    }

    private static long position(JsonNode entry) {
        return entry.path("position").asLong();
    }

    private static boolean is(JsonNode entry, String event) {
        return entry.path("event").asString().equals(event);
    }

    /** All that is broken. */
    List<String> wrong(SwarmPlan plan, List<Write> writes) {
        keys.forEach(this::claimsOf);
        keys.forEach(this::completionOf);
        for (int number = 0; number < keys.size(); number++) {
            order(plan, number);
        }
        writes.forEach(this::fenced);
        return List.copyOf(wrong);
    }

    /** One holder after the other. */
    private void claimsOf(String task) {
        List<Claimed> all = new ArrayList<>();
        Claimed live = null;
        for (JsonNode entry : entries.get(task)) {
            if (is(entry, "task.claimed")) {
                if (live != null) {
                    wrong.add(task + " was claimed by " + agent(entry) + " while " + live.agent() + " had it");
                }
                live = new Claimed(agent(entry), position(entry), Long.MAX_VALUE);
                all.add(live);
            } else if (ENDS.contains(entry.path("event").asString())) {
                if (live == null || !holder(entry).equals(live.agent())) {
                    wrong.add(task + " was nobody's, or not this one's: " + entry);
                } else {
                    all.set(all.size() - 1, new Claimed(live.agent(), live.begun(), position(entry)));
                }
                live = null;
            }
        }
        if (live != null) {
            wrong.add(task + " is done, and " + live.agent() + " still has it");
        }
        claims.put(task, all);
    }

    private static String agent(JsonNode entry) {
        return entry.path("agent").asString("");
    }

    /** Of which it tells the end. */
    private static String holder(JsonNode end) {
        return end.at("/changes/0/from").asString("");
    }

    private void completionOf(String task) {
        List<JsonNode> completed = entries.get(task).stream()
                .filter(entry -> is(entry, "task.status-changed"))
                .toList();
        if (completed.size() != 1) {
            wrong.add(task + " changed its status " + completed.size() + " times: " + completed);
            return;
        }
        JsonNode entry = completed.getFirst();
        completions.put(task, position(entry));
        Claimed last = claims.get(task).isEmpty() ? null : claims.get(task).getLast();
        boolean holds =
                last != null && last.isLiveAt(position(entry)) && agent(entry).equals(last.agent());
        if (!holds || !"completed".equals(to(entry))) {
            wrong.add(task + " was completed by somebody else than its last holder, " + last + ": " + entry);
        }
    }

    private static @Nullable String to(JsonNode statusChange) {
        return statusChange
                .path("changes")
                .valueStream()
                .filter(change -> change.path("field").asString().equals("status"))
                .map(change -> change.path("to").asString())
                .findFirst()
                .orElse(null);
    }

    /** Nobody began with it before all was done that it waits for. */
    private void order(SwarmPlan plan, int number) {
        String task = keys.get(number);
        for (int blocker : plan.before(number)) {
            long done = completions.getOrDefault(keys.get(blocker), Long.MAX_VALUE);
            if (claims.get(task).stream().anyMatch(claim -> claim.begun() <= done)
                    || completions.getOrDefault(task, Long.MAX_VALUE) <= done) {
                wrong.add(task + " was begun before " + keys.get(blocker) + " was done");
            }
        }
    }

    /** What was refused is not there, and what is there was written under a live claim of that number. */
    private void fenced(Write write) {
        List<Claimed> all = claims.get(write.task());
        List<JsonNode> stored = entries.get(write.task()).stream()
                .filter(entry -> entry.path("reason").asString("").equals(write.reason()))
                .filter(entry -> is(entry, "task.note-added") || is(entry, "task.status-changed"))
                .toList();
        if (write.refused() != null) {
            if (!stored.isEmpty()) {
                wrong.add(write + " was refused, and is stored");
            }
        } else if (stored.isEmpty()
                || all.size() < write.number()
                || !all.get((int) write.number() - 1).agent().equals(write.agent())
                || !stored.stream()
                        .allMatch(entry -> all.get((int) write.number() - 1).isLiveAt(position(entry)))) {
            wrong.add(write + " is stored, and is not of a live claim: " + stored + ", claims " + all);
        }
    }

    /** How many claims there were. */
    long claims() {
        return claims.values().stream().mapToLong(List::size).sum();
    }
}
