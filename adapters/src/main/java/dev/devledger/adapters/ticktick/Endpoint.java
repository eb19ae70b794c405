package dev.devledger.adapters.ticktick;

import java.util.List;
import java.util.regex.Pattern;

/** The calls of the API that we make (fact sheet, section 4). */
record Endpoint(String method, List<String> path, String query) {
    /** Real ids are 24 hex characters or {@code inbox} and a number; nothing else may become a part of a path. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Endpoint(String method, String... path) {
        this(method, List.of(path), "");
    }

    static Endpoint projects() {
        return new Endpoint("GET", "project");
    }

    static Endpoint projects(int offset, int limit) {
        return new Endpoint("GET", List.of("project"), "offset=" + offset + "&limit=" + limit);
    }

    static Endpoint projectData(String project) {
        return new Endpoint("GET", "project", project, "data");
    }

    static Endpoint createProject() {
        return new Endpoint("POST", "project");
    }

    static Endpoint updateProject(String project) {
        return new Endpoint("POST", "project", project);
    }

    static Endpoint deleteProject(String project) {
        return new Endpoint("DELETE", "project", project);
    }

    static Endpoint task(String project, String task) {
        return new Endpoint("GET", "project", project, "task", task);
    }

    static Endpoint createTask() {
        return new Endpoint("POST", "task");
    }

    static Endpoint updateTask(String task) {
        return new Endpoint("POST", "task", task);
    }

    static Endpoint completeTask(String project, String task) {
        return new Endpoint("POST", "project", project, "task", task, "complete");
    }

    static Endpoint deleteTask(String project, String task) {
        return new Endpoint("DELETE", "project", project, "task", task);
    }

    static Endpoint batch() {
        return new Endpoint("POST", "task", "batch");
    }

    static Endpoint move() {
        return new Endpoint("POST", "task", "move");
    }

    static Endpoint completed() {
        return new Endpoint("POST", "task", "completed");
    }

    static Endpoint filter() {
        return new Endpoint("POST", "task", "filter");
    }

    /** What only looks may be sent again; some questions are a POST because they have a body. */
    boolean isRead() {
        return method.equals("GET") || equals(completed()) || equals(filter());
    }

    /** False where an id in it cannot be one of TickTick's: sent as it is, {@code ..} would be another path. */
    boolean isPossible() {
        return path.stream().allMatch(segment -> SEGMENT.matcher(segment).matches());
    }

    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }
}
