package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.note.NoteQueries;
import dev.devledger.application.note.NoteView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresNoteQueries(JdbcClient jdbc) implements NoteQueries {

    @Override
    public Page<NoteView> of(UUID entity, PageRequest page) {
        String list = "notes " + entity;
        Order newest = new Order("position", "bigint", true, "position", "bigint");
        Where where = new Where()
                .and("entity_id = :entity", "entity", entity)
                .after(Cursor.read(page.cursor(), list), newest);
        String rows = """
                select *, position as sort_value, position as sort_id
                from notes where %s order by position desc limit :limit
                """.formatted(where.sql());
        return Pages.read(jdbc, rows, where, page, list, (row, number) -> note(row));
    }

    @Override
    public Map<UUID, List<NoteView>> newest(Collection<UUID> entities, int most) {
        Map<UUID, List<NoteView>> found = new HashMap<>();
        jdbc.sql("""
                        select note.* from unnest(:entities) entity (id)
                        cross join lateral (
                          select * from notes where entity_id = entity.id and retracted_at is null
                          order by position desc limit :most) note
                        order by note.position desc
                        """)
                .param("entities", entities.toArray(UUID[]::new))
                .param("most", most)
                .query((ResultSet row) -> {
                    UUID entity = row.getObject("entity_id", UUID.class);
                    found.computeIfAbsent(entity, of -> new ArrayList<>()).add(note(row));
                });
        return found;
    }

    @Override
    public Optional<NoteView> find(UUID entity, UUID note) {
        return jdbc.sql("select * from notes where id = :id and entity_id = :entity")
                .param("id", note)
                .param("entity", entity)
                .query((row, number) -> note(row))
                .optional();
    }

    private static NoteView note(ResultSet row) throws SQLException {
        return new NoteView(
                row.getObject("id", UUID.class),
                row.getString("text"),
                Times.get(row, "at"),
                row.getString("actor"),
                row.getString("channel"),
                row.getString("author"),
                Times.find(row, "retracted_at"));
    }
}
