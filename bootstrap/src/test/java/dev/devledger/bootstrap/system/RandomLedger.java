package dev.devledger.bootstrap.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes whatever a ledger takes: projects and tasks made, changed, moved, deleted and restored, and notes. */
final class RandomLedger {
    private final Api api;
    private final Random random;
    private final List<String> projects = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();

    RandomLedger(Api api, Random random) {
        this.api = api;
        this.random = random;
    }

    /** Not each step is allowed in the state that the ones before it led to; it is refused then, and nothing is stored. */
    void write(int steps) {
        project();
        task();
        for (int step = 0; step < steps; step++) {
            act(random.nextInt(14), step);
        }
        // The largest keys are those of deleted ones.
        project();
        taskIn(projects.getLast());
        api.delete(200, "/api/tasks/" + tasks.getLast());
        api.delete(200, "/api/projects/" + projects.getLast());
    }

    private void act(int kind, int step) {
        String project = "/api/projects/" + one(projects);
        String task = "/api/tasks/" + one(tasks);
        switch (kind) {
            case 0 -> project();
            case 1, 2 -> task();
            case 3 -> api.patch(project, "{\"name\":\"Renamed \\\"" + step + "\\\" \\\\ \\u00e4\\ud83d\\ude00\"}");
            case 4 -> api.put(project + "/status", "{\"status\":\"paused\",\"reason\":\"at step " + step + "\"}");
            case 5 -> api.put(project + "/status", "{\"status\":\"active\"}");
            case 6 -> api.post(project + "/notes", "{\"text\":\"Note " + step + "\\nof two lines\"}");
            case 7 -> api.patch(task, "{\"title\":\"Task " + step + "\",\"tags\":[\"t" + step + "\"]}");
            case 8 ->
                api.patch(task, "{\"description\":\"a\\tb\\r\\n\\\\N \\\\. " + step + "\",\"priority\":\"high\"}");
            case 9 -> api.post(task + (step % 2 == 0 ? "/complete" : "/reopen"), "{}");
            case 10 -> api.post(task + "/move", "{\"project\":\"" + one(projects) + "\"}");
            case 11 -> api.delete(random.nextInt(4) == 0 ? project : task);
            case 12 -> api.post(task + "/restore", "{}");
            default -> api.post(project + "/restore", "{}");
        }
    }

    private void project() {
        projects.add(api.post(201, "/api/projects", "{\"name\":\"Project " + projects.size() + "\"}")
                .text("id"));
    }

    private void task() {
        taskIn(one(projects));
    }

    private void taskIn(String project) {
        Api.Answer made = api.post("/api/projects/" + project + "/tasks", "{\"title\":\"Task " + tasks.size() + "\"}");
        if (made.status() == 201) { // its project may be deleted
            tasks.add(made.text("id"));
        }
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
