package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.Endpoint;
import java.util.regex.Pattern;

/** The calls of TickTick's API that the connector makes (docs/ticktick.md, section 4). */
public final class TickTickApi {
    /** The form of an id in a path: TickTick's ids are 24 hexadecimal digits, or {@code inbox} and a number. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private TickTickApi() {}

    /** True if the call is about one list or a task in it. */
    static boolean isInOneList(Endpoint endpoint) {
        return switch (endpoint.path().getFirst()) {
            case "project" -> endpoint.path().size() > 1;
            case "task" -> !endpoint.reads();
            default -> false;
        };
    }

    public static Endpoint projects() {
        return Endpoint.get("project");
    }

    public static Endpoint projects(int offset, int limit) {
        return Endpoint.get("project").with("offset", offset).with("limit", limit);
    }

    public static Endpoint projectData(String project) {
        return Endpoint.get("project", project, "data");
    }

    public static Endpoint createProject() {
        return Endpoint.post("project");
    }

    public static Endpoint updateProject(String project) {
        return Endpoint.post("project", project);
    }

    public static Endpoint deleteProject(String project) {
        return Endpoint.delete("project", project);
    }

    public static Endpoint task(String project, String task) {
        return Endpoint.get("project", project, "task", task);
    }

    public static Endpoint createTask() {
        return Endpoint.post("task");
    }

    public static Endpoint updateTask(String task) {
        return Endpoint.post("task", task);
    }

    public static Endpoint completeTask(String project, String task) {
        return Endpoint.post("project", project, "task", task, "complete");
    }

    public static Endpoint deleteTask(String project, String task) {
        return Endpoint.delete("project", project, "task", task);
    }

    public static Endpoint batch() {
        return Endpoint.post("task", "batch");
    }

    /** A move is repeatable (docs/ticktick.md, section 12, rule 2). */
    public static Endpoint move() {
        return Endpoint.post("task", "move").idempotent();
    }

    public static Endpoint completed() {
        return Endpoint.post("task", "completed").asking();
    }

    /** Builds a read, which is a POST because it has a body. */
    public static Endpoint filter() {
        return Endpoint.post("task", "filter").asking();
    }

    /** False if a part of the path cannot be an id of TickTick; an id such as {@code ..} would lead to another path. */
    static boolean has(Endpoint endpoint) {
        return endpoint.path().stream()
                .allMatch(segment -> SEGMENT.matcher(segment).matches());
    }
}
