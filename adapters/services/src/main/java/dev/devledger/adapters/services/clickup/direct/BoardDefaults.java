package dev.devledger.adapters.services.clickup.direct;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a new board. ClickUp wants all of them; a board without more has a column for each status. */
final class BoardDefaults {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, String> PARTS = Map.of(
            "grouping", "{\"field\":\"status\",\"dir\":1,\"collapsed\":[],\"ignore\":false}",
            "divide", "{\"field\":null,\"dir\":null,\"collapsed\":[]}",
            "sorting", "{\"fields\":[]}",
            "filters", "{\"op\":\"AND\",\"fields\":[],\"search\":\"\",\"show_closed\":false}",
            "columns", "{\"fields\":[]}",
            "team_sidebar", "{\"assignees\":[],\"assigned_comments\":false,\"unassigned_tasks\":false}",
            "settings",
                    "{\"show_task_locations\":false,\"show_subtasks\":3,\"show_subtask_parent_names\":false,"
                            + "\"show_closed_subtasks\":false,\"show_assignees\":true,\"show_images\":true,"
                            + "\"collapse_empty_columns\":null,\"me_comments\":true,\"me_subtasks\":true,"
                            + "\"me_checklists\":true}");

    private BoardDefaults() {}

    static ObjectNode filled(ObjectNode wish) {
        ObjectNode body = wish.deepCopy().put("type", "board");
        PARTS.forEach((name, part) -> {
            if (!body.has(name)) {
                body.set(name, JSON.readTree(part));
            }
        });
        return body;
    }
}
