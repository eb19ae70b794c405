package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.Tool;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which tools are listed. It is the same at each start, as clients keep what a model has read of it in a
 * cache.
 */
final class ToolOrder {
    private static final List<String> NAMES = List.of(
            "find_tasks",
            "get_task",
            "get_overview",
            "get_history",
            "claim_tasks",
            "create_tasks",
            "update_tasks",
            "complete_tasks",
            "move_tasks",
            "delete_items",
            "save_project",
            "undo_changes",
            "sync_now",
            "resolve_sync_conflicts",
            "start_timer",
            "stop_timer",
            "save_time_entries",
            "get_time_report",
            "ticktick_list_projects",
            "ticktick_get_project",
            "ticktick_create_project",
            "ticktick_update_project",
            "ticktick_delete_project",
            "ticktick_create_task",
            "ticktick_update_task",
            "ticktick_complete_task",
            "ticktick_delete_task",
            "clickup_list_teams",
            "clickup_list_spaces",
            "clickup_list_folders",
            "clickup_list_lists",
            "clickup_create_list",
            "clickup_list_tasks",
            "clickup_get_task",
            "clickup_create_task",
            "clickup_update_task",
            "clickup_set_status",
            "clickup_assign",
            "clickup_delete_task",
            "clickup_list_comments",
            "clickup_add_comment",
            "clickup_list_boards",
            "clickup_get_board",
            "clickup_create_board",
            "clickup_connection");

    private ToolOrder() {}

    /** A tool without a place comes last. */
    static List<Tool> sorted(Collection<Tool> tools) {
        return tools.stream()
                .sorted(Comparator.comparingInt(ToolOrder::place)
                        .thenComparing(tool -> tool.declaration().name()))
                .toList();
    }

    private static int place(Tool tool) {
        int place = NAMES.indexOf(tool.declaration().name());
        return place < 0 ? NAMES.size() : place;
    }
}
