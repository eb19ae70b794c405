package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * Random edits of both sides, the same for the same seed. A field that one side has edited is left alone by the other,
 * unless a collision is meant: so it is known what is in conflict afterwards, and what is not.
 */
final class TrialEdits {
    private static final List<String> PRIORITIES = List.of("none", "low", "medium", "high");
    private static final List<Integer> WIRE_PRIORITIES = List.of(0, 1, 3, 5);

    private enum Field {
        TITLE,
        DESCRIPTION,
        PRIORITY,
        TAGS,
        STATUS
    }

    private enum Side {
        HERE,
        THERE
    }

    /** Both sides have typed something else over the same. */
    record Collision(String entity, String local, String remote) {}

    private final Api api;
    private final Sandbox ticktick;
    private final Random random;
    private final List<JsonNode> entities;
    private final List<JsonNode> toCollide;
    private final Map<String, Side> edited = new HashMap<>();
    private final List<Collision> collisions = new ArrayList<>();
    private int made;

    TrialEdits(Api api, long seed, int collisions) {
        this.api = api;
        this.ticktick = new Sandbox(api);
        this.random = new Random(seed);
        entities = new ArrayList<>(Samples.all(api, "/api/projects?limit=200"));
        entities.addAll(Samples.all(api, "/api/tasks?limit=200"));
        Collections.shuffle(entities, random);
        toCollide = new ArrayList<>(entities.subList(0, collisions));
        entities.subList(0, collisions).clear();
    }

    List<Collision> collisions() {
        return collisions;
    }

    /** Makes {@code count} edits, the collisions among them at random places. */
    void make(int count) {
        while (made < count) {
            int left = count - made;
            if (!toCollide.isEmpty() && random.nextInt(left) < 2 * toCollide.size()) {
                collide(toCollide.removeLast());
                made += 2;
            } else {
                made += edit(entities.get(random.nextInt(entities.size()))) ? 1 : 0;
            }
        }
    }

    /** Typed there first, so that no narrow cycle is in between. */
    private void collide(JsonNode entity) {
        Field field = random.nextBoolean() ? Field.TITLE : Field.DESCRIPTION;
        String theirs = "Theirs " + random.nextInt(1_000_000);
        String ours = "Ours " + random.nextInt(1_000_000);
        there(entity, field, theirs);
        here(entity, field, ours);
        collisions.add(new Collision(text(entity, "id"), ours, theirs));
    }

    /** False where the other side has that field already. */
    private boolean edit(JsonNode entity) {
        Field field = Field.values()[random.nextInt(Field.values().length)];
        Side side = random.nextBoolean() ? Side.HERE : Side.THERE;
        Side before = edited.putIfAbsent(text(entity, "id") + field, side);
        if (before != null && before != side) {
            return false;
        }
        if (side == Side.HERE) {
            here(entity, field, "Here " + random.nextInt(1_000_000));
        } else {
            there(entity, field, "There " + random.nextInt(1_000_000));
        }
        return true;
    }

    private void here(JsonNode entity, Field field, String typed) {
        boolean project = !entity.has("projectId");
        String path = (project ? "/api/projects/" : "/api/tasks/") + text(entity, "id");
        switch (field) {
            case TITLE -> patch(path, (project ? "\"name\":\"" : "\"title\":\"") + typed + "\"");
            case DESCRIPTION -> patch(path, "\"description\":\"" + typed + "\"");
            case PRIORITY -> patch(path, "\"priority\":\"" + PRIORITIES.get(random.nextInt(PRIORITIES.size())) + "\"");
            case TAGS -> patch(path, "\"tags\":[\"here" + random.nextInt(100) + "\"]");
            case STATUS -> status(path, project);
        }
    }

    private void status(String path, boolean project) {
        if (project) {
            String status = List.of("active", "paused", "blocked", "completed").get(random.nextInt(4));
            api.put(200, path + "/status", "{\"status\":\"" + status + "\"}");
        } else {
            api.post(200, path + "/" + List.of("complete", "reopen", "abandon").get(random.nextInt(3)), null);
        }
    }

    private void patch(String path, String field) {
        api.patch(200, path, "{" + field + "}");
    }

    private void there(JsonNode entity, Field field, String typed) {
        String id = text(entity.at("/links/0"), "remoteId");
        String note = entity.path("checklist").isEmpty() ? "content" : "desc";
        switch (field) {
            case TITLE -> ticktick.editInApp(id, "{\"title\":\"" + typed + "\"}");
            case DESCRIPTION -> ticktick.editInApp(id, "{\"" + note + "\":\"" + typed + "\"}");
            case PRIORITY ->
                ticktick.editInApp(
                        id, "{\"priority\":" + WIRE_PRIORITIES.get(random.nextInt(WIRE_PRIORITIES.size())) + "}");
            case TAGS -> ticktick.editInApp(id, "{\"tags\":[\"there" + random.nextInt(100) + "\"]}");
            case STATUS -> ticktick.inApp(id, random.nextBoolean() ? "complete" : "reopen", "");
        }
    }
}
