package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.TrackingTimeCalls.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every call that is known of TrackingTime is there, by the verb that a client uses for it. */
class KnownCallsTest extends OnTrackingTime {
    private static final String READS = """
            me
            login
            teams?filter=ACTIVE
            users?filter=ALL&include_teams=true&include_billing=true
            users/600183
            users/600183/tasks
            users/600183/assigned_tasks?page=0
            users/600183/tasks/tracking
            users/600183/projects
            users/600183/trackables?include_tasks=false
            customers?filter=ALL
            customers/#CUSTOMER
            services?filter=ALL
            services/#SERVICE
            projects?filter=FOLLOWING
            projects/min
            projects/ids
            projects/search?keyword=museum&type=ALL
            projects/#PROJECT?include_tasks=true&include_task_lists=true&include_billing=true
            projects/#PROJECT/min
            projects/#PROJECT/users
            tasks?filter=ALL&project_id=#PROJECT
            tasks/paginated?page=0&page_size=2
            tasks/#TASK?include_billing=true
            events?filter=USER&id=600183&from=2026-03-01&to=2026-03-31
            events/min?filter=TASK&id=#TASK&from=2026-03-01&to=2026-03-31
            events/flat?filter=CUSTOMER&id=#CUSTOMER&from=2026-03-01&to=2026-03-31
            events/count?filter=PROJECT&id=#PROJECT&from=2026-03-01&to=2026-03-31
            events/summary?from=2026-03-01&to=2026-03-31
            events/#EVENT
            events/tags
            events/tags/#TAG
            events/tags/values?name=weather
            custom_fields
            custom_fields/#FIELD/enum_options
            reports/users/600183?from=2026-03-01&to=2026-03-31&sort_by=NAME
            webhooks
            webhooks/#HOOK
            users/groups
            users/groups/#GROUP
            notifications?filter=USER&id=600183
            """;

    private static final String WRITES = """
            POST projects/times {'data': [{'id': #PROJECT}]}
            POST tasks/times {'data': [{'id': #TASK}]}
            POST tasks/search {'data': [{'project_name': 'x', 'task_name': 'y'}]}
            POST tasks/sort {'data': [{'id': #TASK, 'sort_index': 3}], 'by_day': false}
            POST account/import/tasks {'data': [{'task_name': 'x', 'project_name': 'y'}], 'preview_mode': true}
            POST users/update/600184 {'name': 'Benno'}
            POST users/resend_invite {'email': 'ben@example.com'}
            POST users/600184/assign_projects {'data': [{'id': #PROJECT}]}
            POST users/600184/remove_projects {'data': [{'id': #PROJECT}]}
            POST users/update_permissions/600184 {'can_view_others': false}
            POST users/icalendar/reset_token {}
            POST users/600184/employee/update {'job_title': 'Baker'}
            PUT users/close/600184 {}
            PUT users/open/600184 {}
            POST teams/update/438100 {'can_view_others': true}
            PUT services/update/#SERVICE {'name': 'Repairs'}
            PUT services/close/#SERVICE {}
            PUT services/open/#SERVICE {}
            PUT customers/update/#CUSTOMER {'name': 'Town Hall'}
            PUT customers/open/#CUSTOMER {}
            POST projects/update/#PROJECT {'color': '3', 'is_billable': false}
            POST projects/update_preferences/#PROJECT {'is_favorite': true}
            PUT projects/close/#PROJECT {}
            PUT projects/open/#PROJECT {}
            PUT tasks/update/#TASK {'estimated_time': 2.5}
            PUT tasks/close/#TASK {}
            PUT tasks/open/#TASK {}
            POST tasks/track/#TASK {'date': '2026-03-10 12:00:00'}
            POST tasks/sync/#TASK {}
            POST tasks/stop/#TASK {'date': '2026-03-10 12:10:00'}
            PUT events/update/#EVENT {'end': '2026-03-09 10:30:00'}
            PUT events/billed {'data': '[]'}
            PUT events/not_billed {'data': '[]'}
            PUT events/tags/update/#TAG {'value': 'snow'}
            POST events/#EVENT/tags/save {'name': 'weather'}
            DELETE events/#EVENT/tags/delete?name=weather
            POST custom_fields/#FIELD/update {'name': 'Place'}
            POST enum_options/add {'custom_field_id': #FIELD, 'name': 'Yard'}
            PUT webhooks/disable/#HOOK {}
            PUT webhooks/enable/#HOOK {}
            POST webhooks/reset_token/#HOOK {}
            POST notifications/read {'data': [{'id': 1}]}
            PUT users/groups/update/#GROUP {'notes': 'All of them'}
            DELETE users/groups/delete/#GROUP
            DELETE webhooks/#HOOK
            POST custom_fields/#FIELD/delete {}
            DELETE events/tags/delete/#TAG
            DELETE events/delete/#EVENT
            DELETE tasks/delete/#TASK
            DELETE projects/delete/#PROJECT?delete_all=false
            DELETE services/delete/#SERVICE
            DELETE customers/delete/#CUSTOMER
            """;

    @Test
    void each_known_call_is_answered() {
        long project = project("Boat");
        long task = task("Hull", project);
        Map<String, Long> ids = Map.of(
                "#PROJECT", project,
                "#TASK", task,
                "#EVENT",
                        entry("2026-03-09", "09:00", "10:00", "'task_id': " + task)
                                .id(),
                "#CUSTOMER", made("customers/add", "{'name': 'Corner Shop'}"),
                "#SERVICE", made("services/add", "{'name': 'Painting'}"),
                "#TAG", made("events/tags/add", "{'name': 'weather', 'value': 'rain'}"),
                "#FIELD",
                        made(
                                "custom_fields/add",
                                "{'name': 'Where', 'value_type': 'enum', 'filter_object_class': 'event'}"),
                "#HOOK", made("webhooks/add", "{'url': 'http://localhost:1/x'}"),
                "#GROUP",
                        made(
                                "users/groups/add",
                                "{'name': 'All', 'supervisor_id': 600183, 'users': [{'id': 600184}]}"));
        List<String> refused = new ArrayList<>();
        for (String path : READS.lines().toList()) call(refused, "GET", "/" + filled(path, ids), "");
        for (String line : WRITES.lines().toList()) {
            String[] parts = filled(line, ids).split(" ", 3);
            call(refused, parts[0], "/" + parts[1], parts.length > 2 ? parts[2] : "");
        }
        assertThat(refused).isEmpty();
    }

    private long made(String path, String body) {
        return trackingtime.post("/" + path, body).id();
    }

    private static String filled(String line, Map<String, Long> ids) {
        String filled = line;
        for (Map.Entry<String, Long> id : ids.entrySet())
            filled = filled.replace(id.getKey(), String.valueOf(id.getValue()));
        return filled;
    }

    private void call(List<String> refused, String method, String path, String body) {
        Reply reply = trackingtime.send(method, path, body);
        if (reply.http() != 200 || !reply.body().startsWith("{") || reply.status() != 200)
            refused.add(method + " " + path + ": " + reply.http() + " " + reply.body());
    }
}
