package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangedEntities;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds each changed entity once, with its state at the later moment: its row, or the version that was current then.
 */
public record PostgresChangedEntities(JdbcClient jdbc) implements ChangedEntities {
    private static final Order NEWEST_FIRST = new Order("position", "bigint", true, "position", "bigint");

    private static final String CHANGED = "position > :first and position <= :last";

    @Override
    public Page<Changed> between(long from, long to, @Nullable UUID project, PageRequest page) {
        String list = "diff %d %d %s".formatted(from, to, project);
        Where where = new Where().after(Cursor.read(page.cursor(), list), NEWEST_FIRST);
        where.parameters().put("first", Math.min(from, to));
        where.parameters().put("last", Math.max(from, to));
        Stream<String> parts = Stream.of(
                part("project", "dev_projects", CHANGED, where),
                part("project", "project_versions", CHANGED + " and until > :last", where),
                part("task", "tasks", CHANGED, where),
                part("task", "task_versions", CHANGED + " and until > :last", where),
                part("person", "people", CHANGED, where),
                part("person", "person_versions", CHANGED + " and until > :last", where));
        if (project != null) {
            where.parameters().put("project", project);
            parts = Stream.of(
                    part("project", "dev_projects", CHANGED + " and id = :project", where),
                    part("project", "project_versions", CHANGED + " and until > :last and id = :project", where),
                    part("task", "tasks", CHANGED + " and project_id = :project", where),
                    part("task", "task_versions", CHANGED + " and until > :last and project_id = :project", where),
                    part("task", gone(), "true", where));
        }
        return Pages.read(
                jdbc,
                """
                        select kind, id, position as sort_value, position as sort_id from (%s) changed
                        order by position desc limit :limit
                        """.formatted(parts.collect(Collectors.joining("\nunion all\n"))),
                where,
                page,
                list,
                (row, number) -> new Changed(
                        EnumColumns.to(Kind.class, row.getString("kind")), row.getObject("id", UUID.class)));
    }

    private static String part(String kind, String table, String condition, Where where) {
        return "(select '%s' as kind, id, position from %s where %s and %s order by position desc limit :limit)"
                .formatted(kind, table, condition, where.sql());
    }

    /**
     * Selects the tasks that were in the project at the earlier moment and in another one at the later, in their later
     * state.
     */
    private static String gone() {
        return """
                (select now.* from task_versions was
                 cross join lateral (
                   select id, position, project_id from tasks where id = was.id and position <= :last
                   union all
                   select id, position, project_id from task_versions
                   where id = was.id and position <= :last and until > :last) now
                 where was.project_id = :project and was.position <= :first and was.until > :first and was.until <= :last
                   and now.project_id <> :project) gone""";
    }
}
