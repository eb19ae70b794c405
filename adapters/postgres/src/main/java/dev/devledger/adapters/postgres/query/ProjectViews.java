package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.adapters.postgres.write.Placements;
import dev.devledger.adapters.postgres.write.Tags;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of projects as people see them, with their links and how many tasks they have. */
record ProjectViews(List<ConnectedAccount> accounts, Links links, AsOfRows source, AsOfRows tasks) {

    private static final String COUNTS = """
            count(*) filter (where t.status = 'open') as open_tasks,
            count(*) filter (where t.status = 'completed') as completed_tasks,
        count(*) filter (where t.status = 'abandoned') as abandoned_tasks\
        """;

    /** As they are called now. */
    private static final String BILLED = """
            (select key from customers where id = p.customer) as customer_key,
            (select name from customers where id = p.customer) as customer_name,
            (select key from services where id = p.service) as service_key,
        (select name from services where id = p.service) as service_name\
        """;

    ProjectViews at(AskedMoment moment) {
        return new ProjectViews(accounts, links, source.at(moment), tasks.at(moment));
    }

    Map<String, Object> parameters() {
        return links.parameters(source);
    }

    /** Of some rows, as {@link AsOfRows#select} finds them. */
    String where(String condition) {
        return select(source.select(condition));
    }

    /** Counts tasks and looks up links for the chosen projects alone. */
    String select(String rows) {
        return """
                select p.*, counts.*, %s, %s as tracked_seconds%s from (%s) p
                cross join lateral (select %s from %s t) counts
                %s
                """.formatted(
                        BILLED,
                        tasks.tracked().ofProject("p"),
                        links.columns(source),
                        rows,
                        COUNTS,
                        tasks.all("status", "project_id = p.id and deleted_at is null"),
                        links.joins(source, EntityRef.Kind.PROJECT, "p", "p"));
    }

    ProjectView of(ResultSet row, int number) throws SQLException {
        String key = row.getString("key");
        When start = Unreadable.find("The start date of " + key, () -> Times.findWhen(row, "start_date"))
                .orElse(null);
        When due = Unreadable.find("The due date of " + key, () -> Times.findWhen(row, "due_date"))
                .orElse(null);
        SortedMap<String, Placement> said = Unreadable.find("The placements of " + key, () -> Placements.get(row))
                .orElse(Collections.emptySortedMap());
        Placement placement = EnumColumns.to(Placement.class, row.getString("placement"));
        return new ProjectView(
                row.getObject("id", UUID.class),
                key,
                row.getString("name"),
                row.getString("description"),
                EnumColumns.to(ProjectStatus.class, row.getString("status")),
                row.getString("status_reason"),
                Times.get(row, "status_since"),
                EnumColumns.to(Priority.class, row.getString("priority")),
                Tags.get(row),
                row.getString("repository_url"),
                start,
                due,
                start instanceof When.Day || due instanceof When.Day,
                Unreadable.find("The time zone of " + key, () -> ZoneId.of(row.getString("time_zone")))
                        .orElse(ZoneOffset.UTC),
                placement,
                placements(placement, said),
                billed(row, "customer"),
                billed(row, "service"),
                row.getBoolean("billable"),
                new ProjectView.TaskCounts(
                        row.getInt("open_tasks"), row.getInt("completed_tasks"), row.getInt("abandoned_tasks")),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "started_at"),
                Times.find(row, "completed_at"),
                Times.find(row, "deleted_at"),
                row.getLong("version"),
                links.get(source, row),
                row.getLong("tracked_seconds"));
    }

    /** Null also where its row could not be built. */
    private static ProjectView.@Nullable Billed billed(ResultSet row, String kind) throws SQLException {
        String key = row.getString(kind + "_key");
        return key == null ? null : new ProjectView.Billed(key, row.getString(kind + "_name"));
    }

    /** In each service that there is, and in those of which it was said while there were. */
    private Map<String, Placement> placements(Placement placement, SortedMap<String, Placement> said) {
        Map<String, Placement> placements = new LinkedHashMap<>();
        accounts.forEach(each -> placements.put(each.connector(), each.shownAs(placement, said)));
        said.forEach(placements::putIfAbsent);
        return Collections.unmodifiableMap(placements);
    }
}
