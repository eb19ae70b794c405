package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.OwnFields;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.adapters.postgres.write.Checklists;
import dev.devledger.adapters.postgres.write.Tags;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.TaskStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of tasks as people see them, with their links and the keys of their projects. */
record TaskViews(Links links, AsOfRows source, Checklists checklists) {

    TaskViews at(AskedMoment moment) {
        return new TaskViews(links, source.at(moment), checklists);
    }

    Map<String, Object> parameters() {
        return links.parameters(source);
    }

    /** Of some rows, as {@link AsOfRows#select} finds them. */
    String where(String condition) {
        return select(source.select(condition));
    }

    String select(String rows) {
        return select(rows, null);
    }

    /**
     * A task is shown even where its project's row could not be built.
     *
     * @param ready whether all of them are ready, or none, where that is known already
     */
    String select(String rows, @Nullable Boolean ready) {
        return """
                with %s
                select t.*, coalesce(p.key, '') as project_key,
                  array(select array[key, name] from people where id = any(t.assignees) order by key_number) as assignee_names,
                  %s as ready, %s as tracked_seconds, %s%s%s
                from page t
                left join (select id, key, placement, placements from dev_projects) p on p.id = t.project_id
                %s%s%s
                """.formatted(
                        new TaskKeys(source).read(rows),
                        ready == null ? new Readiness(source).of("t") : ready,
                        source.tracked().ofTask("t"),
                        TaskKeys.COLUMNS,
                        links.columns(source),
                        source.isPast() ? "" : TaskClaims.COLUMNS,
                        TaskKeys.JOIN,
                        links.joins(source, EntityRef.Kind.TASK, "t", "p"),
                        source.isPast() ? "" : TaskClaims.JOIN);
    }

    TaskView of(ResultSet row, int number) throws SQLException {
        String key = row.getString("key");
        When start = Unreadable.find("The start date of " + key, () -> Times.findWhen(row, "start_date"))
                .orElse(null);
        When due = Unreadable.find("The due date of " + key, () -> Times.findWhen(row, "due_date"))
                .orElse(null);
        return new TaskView(
                row.getObject("id", UUID.class),
                key,
                row.getObject("project_id", UUID.class),
                row.getString("project_key"),
                row.getObject("parent_id", UUID.class),
                row.getString("title"),
                row.getString("description"),
                EnumColumns.to(TaskStatus.class, row.getString("status")),
                EnumColumns.to(Priority.class, row.getString("priority")),
                Tags.get(row),
                start,
                due,
                start instanceof When.Day || due instanceof When.Day,
                Unreadable.find("The time zone of " + key, () -> ZoneId.of(row.getString("time_zone")))
                        .orElse(ZoneOffset.UTC),
                Unreadable.find("The checklist of " + key, () -> checklists.get(row))
                        .orElse(List.of()),
                row.getString("stage"),
                row.getObject("estimate_minutes", Integer.class),
                assignees(row),
                TaskKeys.get(row, "blocker_keys"),
                TaskKeys.get(row, "waiting_keys"),
                TaskKeys.get(row, "related_keys"),
                row.getString("origin_key"),
                Unreadable.find("The fields of services of " + key, () -> OwnFields.get(row))
                        .orElse(ServiceFields.NONE)
                        .byConnector(),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "completed_at"),
                Times.find(row, "deleted_at"),
                row.getLong("version"),
                links.get(source, row),
                source.isPast() ? null : TaskClaims.get(row),
                row.getBoolean("ready"),
                row.getLong("tracked_seconds"));
    }

    /** Each with the key and the name. */
    private static List<TaskView.Assignee> assignees(ResultSet row) throws SQLException {
        Object[] people = (Object[]) row.getArray("assignee_names").getArray();
        return Arrays.stream(people)
                .map(String[].class::cast)
                .map(each -> new TaskView.Assignee(each[0], each[1]))
                .toList();
    }
}
