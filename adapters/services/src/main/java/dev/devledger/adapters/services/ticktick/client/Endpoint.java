package dev.devledger.adapters.services.ticktick.client;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The calls of the API that we make (docs/ticktick.md, section 4). */
public record Endpoint(String method, List<String> path, String query) {
    /** Real ids are 24 hex characters or {@code inbox} and a number; nothing else may become a part of a path. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Set<List<String>> QUESTIONS = Set.of(List.of("task", "completed"), List.of("task", "filter"));

    private Endpoint(String method, String... path) {
        this(method, List.of(path), "");
    }

    /** Whether it is about one list, or what is in it. */
    boolean isInOneList() {
        return switch (path.getFirst()) {
            case "project" -> path.size() > 1;
            case "task" -> !QUESTIONS.contains(path);
            default -> false;
        };
    }

    public static Endpoint projects() {
        return new Endpoint("GET", "project");
    }

    public static Endpoint projects(int offset, int limit) {
        return new Endpoint("GET", List.of("project"), "offset=" + offset + "&limit=" + limit);
    }

    public static Endpoint projectData(String project) {
        return new Endpoint("GET", "project", project, "data");
    }

    public static Endpoint createProject() {
        return new Endpoint("POST", "project");
    }

    public static Endpoint updateProject(String project) {
        return new Endpoint("POST", "project", project);
    }

    public static Endpoint deleteProject(String project) {
        return new Endpoint("DELETE", "project", project);
    }

    public static Endpoint task(String project, String task) {
        return new Endpoint("GET", "project", project, "task", task);
    }

    public static Endpoint createTask() {
        return new Endpoint("POST", "task");
    }

    public static Endpoint updateTask(String task) {
        return new Endpoint("POST", "task", task);
    }

    public static Endpoint completeTask(String project, String task) {
        return new Endpoint("POST", "project", project, "task", task, "complete");
    }

    public static Endpoint deleteTask(String project, String task) {
        return new Endpoint("DELETE", "project", project, "task", task);
    }

    public static Endpoint batch() {
        return new Endpoint("POST", "task", "batch");
    }

    public static Endpoint move() {
        return new Endpoint("POST", "task", "move");
    }

    public static Endpoint completed() {
        return new Endpoint("POST", "task", "completed");
    }

    public static Endpoint filter() {
        return new Endpoint("POST", "task", "filter");
    }

    /** What only looks; some questions are a POST because they have a body. */
    boolean isRead() {
        return method.equals("GET") || QUESTIONS.contains(path);
    }

    /** What does the same however often it is sent (docs/ticktick.md, section 12, rule 2). */
    boolean isRepeatable() {
        return isRead() || method.equals("DELETE") || equals(move());
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
