package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.application.entity.TaskTree.Node;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tasks with all that is above them. */
record TaskNodes(JdbcClient jdbc) {
    private static final String NODES = """
            select t.id, t.key, t.project_id, t.parent_id, t.deleted_at is not null as deleted, array(
              with recursive above (id, parent_id, distance) as (
                select id, parent_id, 1 from tasks where id = t.parent_id
                union all
                select up.id, up.parent_id, above.distance + 1
                from above join tasks up on up.id = above.parent_id
                where above.distance < 100)
              select id from above order by distance) as ancestors
            from tasks t
            where t.%s
            """;

    Optional<Node> find(IdOrKey ref) {
        return jdbc.sql(NODES.formatted(ref.column() + " = :ref"))
                .param("ref", ref.value())
                .query((row, number) -> node(row))
                .optional();
    }

    Map<String, Node> findAll(Collection<String> keys) {
        Map<String, Node> found = new HashMap<>();
        UUID[] ids = IdOrKey.ids(keys);
        Set<UUID> asked = new HashSet<>(Arrays.asList(ids));
        jdbc.sql(NODES.formatted("key_number = any(:numbers) or t.id = any(:ids)"))
                .param("numbers", IdOrKey.numbers(keys))
                .param("ids", ids)
                .query((ResultSet row) -> {
                    Node node = node(row);
                    found.put(row.getString("key"), node);
                    if (asked.contains(node.task().value())) {
                        found.put(node.task().toString().toUpperCase(Locale.ROOT), node);
                    }
                });
        return found;
    }

    private static Node node(ResultSet row) throws SQLException {
        return new Node(
                new TaskId(row.getObject("id", UUID.class)),
                new ProjectId(row.getObject("project_id", UUID.class)),
                PostgresTaskTree.parent(row),
                row.getBoolean("deleted"),
                Arrays.stream((UUID[]) row.getArray("ancestors").getArray())
                        .map(TaskId::new)
                        .toList());
    }
}
