package dev.devledger.adapters.ticktick;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The calls of the API that we make (docs/ticktick.md, section 4). */
record Endpoint(String method, List<String> path, String query) {
    /** Real ids are 24 hex characters or {@code inbox} and a number; nothing else may become a part of a path. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Set<List<String>> QUESTIONS = Set.of(
            List.of("preference"),
            List.of("task", "completed"),
            List.of("task", "filter"),
            List.of("task", "undone"),
            List.of("task", "search"));

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

    static Endpoint projects() {
        return new Endpoint("GET", "project");
    }

    static Endpoint projects(int offset, int limit) {
        return new Endpoint("GET", List.of("project"), "offset=" + offset + "&limit=" + limit);
    }

    static Endpoint project(String project) {
        return new Endpoint("GET", "project", project);
    }

    static Endpoint members(String project) {
        return new Endpoint("GET", "project", project, "members");
    }

    static Endpoint preference() {
        return new Endpoint("POST", "preference");
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

    static Endpoint undone() {
        return new Endpoint("POST", "task", "undone");
    }

    static Endpoint search() {
        return new Endpoint("POST", "task", "search");
    }

    static Endpoint completeTasks() {
        return new Endpoint("POST", "task", "completeTasks");
    }

    static Endpoint assign() {
        return new Endpoint("POST", "task", "assign");
    }

    static Endpoint unassign() {
        return new Endpoint("POST", "task", "unassign");
    }

    static Endpoint comments(String project, String task) {
        return new Endpoint("GET", "project", project, "task", task, "comments");
    }

    static Endpoint createComment(String project, String task) {
        return new Endpoint("POST", "project", project, "task", task, "comment");
    }

    static Endpoint deleteComment(String project, String task, String comment) {
        return new Endpoint("DELETE", "project", project, "task", task, "comment", comment);
    }

    static Endpoint groups() {
        return new Endpoint("GET", "project", "group");
    }

    static Endpoint createGroup() {
        return new Endpoint("POST", "project", "group");
    }

    static Endpoint updateGroup(String group) {
        return new Endpoint("POST", "project", "group", group);
    }

    static Endpoint deleteGroup(String group) {
        return new Endpoint("DELETE", "project", "group", group);
    }

    static Endpoint columns(String project) {
        return new Endpoint("GET", "project", project, "column");
    }

    static Endpoint createColumn(String project) {
        return new Endpoint("POST", "project", project, "column");
    }

    static Endpoint updateColumn(String project, String column) {
        return new Endpoint("POST", "project", project, "column", column);
    }

    static Endpoint tags() {
        return new Endpoint("GET", "tag");
    }

    static Endpoint createTag() {
        return new Endpoint("POST", "tag");
    }

    /** What only looks; some questions are a POST because they have a body. */
    boolean isRead() {
        return method.equals("GET") || QUESTIONS.contains(path);
    }

    /** What does the same however often it is sent (docs/ticktick.md, section 12, rule 6). */
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
