package dev.devledger.bootstrap.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks that wait for each other and are below each other, in some projects. Each waits for earlier ones only. */
final class SwarmPlan {
    /** Of all of them, for there may be other work in the ledger. */
    static final String TAG = "swarm";

    private static final JsonMapper JSON = new JsonMapper();

    /** The tasks of one call. */
    private static final int TOGETHER = 20;

    /** One of so many is below another one. */
    private static final int BELOW = 6;

    /** A task waits for one of so many before it, so that there are chains, and not only a few long ones. */
    private static final int NEAR = 120;

    private static final int PROJECTS = 3;
    private static final List<String> PRIORITIES = List.of("none", "low", "medium", "high");

    /** @param parent the number of another one; null at the top of its project */
    private record Planned(int project, @Nullable Integer parent, SortedSet<Integer> blockers, String priority) {}

    private final List<Planned> tasks = new ArrayList<>();

    private SwarmPlan() {}

    static SwarmPlan random(Random random, int tasks, int dependencies) {
        SwarmPlan plan = new SwarmPlan();
        for (int number = 0; number < tasks; number++) {
            Integer parent = number >= TOGETHER && random.nextInt(BELOW) == 0 ? plan.parent(random, number) : null;
            plan.tasks.add(new Planned(
                    parent == null
                            ? random.nextInt(PROJECTS)
                            : plan.tasks.get(parent).project(),
                    parent,
                    new TreeSet<>(),
                    PRIORITIES.get(random.nextInt(PRIORITIES.size()))));
        }
        for (int added = 0; added < dependencies; ) {
            int number = 1 + random.nextInt(tasks - 1);
            int blocker = number - 1 - random.nextInt(Math.min(number, NEAR));
            boolean sensible = !plan.above(number).contains(blocker);
            if (sensible && plan.tasks.get(number).blockers().add(blocker)) {
                added++;
            }
        }
        return plan;
    }

    /** Of an earlier call, and at the top of its project. */
    private @Nullable Integer parent(Random random, int number) {
        int parent = random.nextInt(number / TOGETHER * TOGETHER);
        return tasks.get(parent).parent() == null ? parent : null;
    }

    private List<Integer> above(int number) {
        List<Integer> above = new ArrayList<>();
        for (Integer parent = tasks.get(number).parent();
                parent != null;
                parent = tasks.get(parent).parent()) {
            above.add(parent);
        }
        return above;
    }

    int size() {
        return tasks.size();
    }

    /** What has to be done before that one can be begun. */
    Set<Integer> before(int number) {
        Set<Integer> before = new TreeSet<>(tasks.get(number).blockers());
        above(number).forEach(parent -> before.addAll(tasks.get(parent).blockers()));
        return before;
    }

    /** The most tasks that wait for each other in one row. */
    int longestChain() {
        int[] length = new int[size()];
        int longest = 0;
        for (int number = 0; number < size(); number++) {
            length[number] = 1
                    + before(number).stream()
                            .mapToInt(each -> length[each])
                            .max()
                            .orElse(0);
            longest = Math.max(longest, length[number]);
        }
        return longest;
    }

    /** Of their own, which somebody works on. */
    static List<String> projects(Api api) {
        return IntStream.range(0, PROJECTS)
                .mapToObj(number ->
                        api.post(201, "/api/projects", """
                                {"name": "Swarm %d", "status": "active", "placement": "none"}""".formatted(number)).text("key"))
                .toList();
    }

    /** Their keys, in the order of their numbers. */
    List<String> create(Mcp agent, List<String> projects) {
        List<String> keys = new ArrayList<>();
        while (keys.size() < size()) {
            int first = keys.size();
            ArrayNode rows = JSON.createArrayNode();
            for (int number = first; number < Math.min(size(), first + TOGETHER); number++) {
                rows.add(row(number, first, keys, projects));
            }
            ObjectNode call = JSON.createObjectNode();
            call.set("tasks", rows);
            agent.answer("create_tasks", call.toString())
                    .path("results")
                    .forEach(each -> keys.add(each.path("key").asString()));
        }
        return keys;
    }

    /** Those of the same call are named by their place in it. */
    private ObjectNode row(int number, int first, List<String> keys, List<String> projects) {
        Planned task = tasks.get(number);
        ObjectNode row = JSON.createObjectNode()
                .put("title", "Task " + number)
                .put("project", projects.get(task.project()))
                .put("priority", task.priority());
        row.putArray("tags").add(TAG);
        if (task.parent() != null) {
            row.put("parent", keys.get(task.parent()));
        }
        ArrayNode blockers = row.putArray("blocked_by");
        task.blockers().forEach(each -> blockers.add(each < first ? keys.get(each) : "#" + (each - first + 1)));
        return row;
    }
}
