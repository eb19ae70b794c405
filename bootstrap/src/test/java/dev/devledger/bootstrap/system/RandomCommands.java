package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Whatever can be asked of a few projects and tasks, the same for the same seed. The rules refuse some of it, as in life. */
final class RandomCommands {
    private static final List<String> STATUSES =
            List.of("planned", "active", "paused", "blocked", "completed", "abandoned");

    private final Api api;
    private final Random random;
    private final List<String> projects = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();
    private final List<String> changeSets = new ArrayList<>();
    private final String name;
    private int refused;
    private int sent;

    RandomCommands(Api api, long seed) {
        this(api, seed, "random-" + seed);
    }

    /** @param name what the ids of its requests begin with */
    RandomCommands(Api api, long seed, String name) {
        this.api = api;
        this.name = name;
        this.random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            projects.add(ask(
                            "POST",
                            "/api/projects",
                            "{\"name\":\"Random %d.%d\",\"placement\":\"none\"}".formatted(seed, i))
                    .expect(201)
                    .text("id"));
        }
        addTask();
    }

    /** One command, with or without an event. */
    void next() {
        switch (random.nextInt(14)) {
            case 0 -> addTask();
            case 1 ->
                ask(
                        "PATCH",
                        "/api/projects/" + project(),
                        "{\"name\":\"" + word() + "\",\"tags\":[\"" + word() + "\"]}");
            case 2 -> ask("PATCH", "/api/projects/" + project(), "{\"dueDate\":" + date() + ",\"startDate\":null}");
            case 3 ->
                ask(
                        "PUT",
                        "/api/projects/" + project() + "/status",
                        "{\"status\":\"%s\",\"reason\":\"%s\"}"
                                .formatted(STATUSES.get(random.nextInt(STATUSES.size())), word()));
            case 4 -> ask("POST", "/api/projects/" + project() + "/notes", "{\"text\":\"" + word() + "\"}");
            case 5 -> ask("PATCH", "/api/tasks/" + task(), "{\"title\":\"" + word() + "\",\"priority\":\"high\"}");
            case 6 -> ask("PATCH", "/api/tasks/" + task(), "{\"dueDate\":" + date() + "}");
            case 7 ->
                ask("PATCH", "/api/tasks/" + task(), "{\"checklist\":[{\"title\":\"" + word() + "\",\"done\":true}]}");
            case 8 ->
                ask(
                        "POST",
                        "/api/tasks/" + task() + "/"
                                + List.of("complete", "reopen", "abandon").get(random.nextInt(3)),
                        "{}");
            case 9 -> ask("POST", "/api/tasks/" + task() + "/move", "{\"project\":\"" + project() + "\"}");
            case 10 -> ask("POST", "/api/tasks/" + task() + "/move", "{\"parent\":\"" + task() + "\"}");
            case 11 -> ask("DELETE", "/api/tasks/" + task(), null);
            case 12 -> ask("POST", "/api/tasks/" + task() + "/restore", null);
            default -> {
                String project = project();
                ask("DELETE", "/api/projects/" + project, null);
                if (random.nextBoolean()) {
                    ask("POST", "/api/projects/" + project + "/restore", null);
                }
            }
        }
    }

    /** Of each thing that it may have touched, where it is read. */
    List<String> reads() {
        return Stream.of(
                        projects.stream().map(id -> "/api/projects/" + id),
                        projects.stream().map(id -> "/api/projects/" + id + "/tasks?sort=title"),
                        projects.stream().map(id -> "/api/tasks?deleted=true&project=" + id),
                        tasks.stream().map(id -> "/api/tasks/" + id))
                .flatMap(each -> each)
                .toList();
    }

    /** Takes one of the newest change sets back; one that made no event is none. */
    void undo(boolean force) {
        String some = changeSets.get(changeSets.size() - 1 - random.nextInt(Math.min(6, changeSets.size())));
        Answer answer = api.post(
                "/api/change-sets/" + some + "/undo", "{\"force\":" + force + "}", "X-Request-Id", name + "-" + ++sent);
        assertThat(answer.status()).as(answer.body()).isIn(200, 404, 409);
        if (answer.status() == 200 && answer.json().path("undone").asInt() > 0) {
            changeSets.add(answer.text("changeSet"));
        }
    }

    int refused() {
        return refused;
    }

    private void addTask() {
        String parent = tasks.isEmpty() || random.nextInt(3) > 0 ? "" : ",\"parent\":\"" + task() + "\"";
        Answer made =
                ask("POST", "/api/projects/" + project() + "/tasks", "{\"title\":\"" + word() + "\"" + parent + "}");
        if (made.status() == 201) {
            tasks.add(made.text("id"));
        }
    }

    private Answer ask(String method, String path, String body) {
        Answer answer = api.send(method, path, body, "X-Request-Id", name + "-" + ++sent);
        assertThat(answer.status())
                .as(method + " " + path + " " + body + ": " + answer.body())
                .isIn(200, 201, 409, 422);
        refused += answer.status() >= 400 ? 1 : 0;
        if (answer.status() < 400) {
            changeSets.add(answer.header("X-Change-Set"));
        }
        return answer;
    }

    private String project() {
        return projects.get(random.nextInt(projects.size()));
    }

    private String task() {
        return tasks.get(random.nextInt(tasks.size()));
    }

    private String word() {
        return "word " + random.nextInt(1_000);
    }

    private String date() {
        return random.nextInt(4) == 0 ? "null" : "\"2027-01-" + (10 + random.nextInt(20)) + "\"";
    }
}
