package dev.devledger.adapters.sandbox.clickup.hooks;

import org.jspecify.annotations.Nullable;

/** Where something happened, from the workspace down to a task. */
public record Where(
        String team,
        @Nullable String space,
        @Nullable String folder,
        @Nullable String list,
        @Nullable String task) {

    public Where ofTask(String id) {
        return new Where(team, space, folder, list, id);
    }

    /** The id of that kind of place, where there is one. */
    @Nullable
    String id(String kind) {
        return switch (kind) {
            case "space" -> space;
            case "folder" -> folder;
            case "list" -> list;
            case "task" -> task;
            default -> null;
        };
    }
}
