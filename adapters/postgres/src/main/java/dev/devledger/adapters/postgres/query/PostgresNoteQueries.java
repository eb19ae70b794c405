package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteDifference;
import dev.devledger.application.task.NoteQueries.NoteView;
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

    /**
     * Selects the notes of a project that were retracted at a moment, from the project's few events about notes: the
     * versions of a project do not have them. The project's id is matched by text, as the payload may be damaged JSON;
     * inside a text value the quotes around it would be escaped.
     */
    private static final String RETRACTED_OF_PROJECT = """
            select note from (
              select distinct on (note) note, event from (
                select h.position, h.event,
                  cast(substring(e.payload from '"note":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"') as uuid) as note
                from history h
                cross join lateral (select payload from event where position = h.position offset 0) e
                where h.entity_id = :entity and h.position <= :asOf
                  and h.event in ('project.note-retracted', 'project.note-restored')) spoken
              order by note, position desc) last
            where event = 'project.note-retracted' and note is not null""";

    /** The agent of the note, which the history has with the event that added it. */
    private static final String AGENT = "(select agent from history where position = note.position) as agent";

    @Override
    public Page<NoteView> of(UUID entity, PageRequest page) {
        String list = "notes " + entity;
        Order newest = new Order("position", "bigint", true, "position", "bigint");
        Where where = new Where()
                .and("entity_id = :entity", "entity", entity)
                .after(Cursor.read(page.cursor(), list), newest);
        String rows = """
                select *, %s, position as sort_value, position as sort_id
                from notes note where %s order by position desc limit :limit
                """.formatted(AGENT, where.sql());
        return Pages.read(jdbc, rows, where, page, list, (row, number) -> note(row));
    }

    @Override
    public Page<NoteView> ofProject(UUID project, long asOf, PageRequest page) {
        return then(project, asOf, page, "array(" + RETRACTED_OF_PROJECT + ")");
    }

    @Override
    public Page<NoteView> ofTask(UUID task, long asOf, PageRequest page) {
        return then(
                task,
                asOf,
                page,
                "coalesce((select retracted_notes from (%s) task_then), '{}')"
                        .formatted(AsOfRows.tasks().at(asOf).select("e.id = :entity")));
    }

    /**
     * Returns a page of the notes of a moment, including notes that were retracted, or retracted and restored, after
     * it.
     *
     * @param retracted selects the notes of the {@code :entity} that were retracted at {@code :asOf}
     */
    private Page<NoteView> then(UUID entity, long asOf, PageRequest page, String retracted) {
        String list = "notes " + entity + " " + asOf;
        Order newest = new Order("position", "bigint", true, "position", "bigint");
        Where where = new Where()
                .and("entity_id = :entity", "entity", entity)
                .and("position <= :asOf", "asOf", asOf)
                .after(Cursor.read(page.cursor(), list), newest);
        String rows = """
                select id, text, at, actor, channel, author, null::timestamptz as retracted_at, %s,
                  position as sort_value, position as sort_id
                from notes note where %s and not id = any(%s)
                order by position desc limit :limit
                """.formatted(AGENT, where.sql(), retracted);
        return Pages.read(jdbc, rows, where, page, list, (row, number) -> note(row));
    }

    @Override
    public Map<UUID, NoteDifference> between(Collection<UUID> tasks, long from, long to) {
        Map<UUID, NoteDifference> found = new HashMap<>();
        jdbc.sql("""
                        select * from (
                          select note.entity_id, note.position, note.text, %s as was, %s as counts
                          from notes note left join (%s) earlier on earlier.id = note.entity_id
                          left join (%s) later on later.id = note.entity_id
                          where note.entity_id = any(:tasks)) note
                        where was <> counts order by position
                        """.formatted(
                                counts("note", "earlier", from),
                                counts("note", "later", to),
                                tasksAt(from, ":tasks"),
                                tasksAt(to, ":tasks")))
                .param("tasks", tasks.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    NoteDifference notes = found.computeIfAbsent(
                            row.getObject("entity_id", UUID.class),
                            of -> new NoteDifference(new ArrayList<>(), new ArrayList<>()));
                    (row.getBoolean("was") ? notes.gone() : notes.come()).add(row.getString("text"));
                });
        return found;
    }

    private static String counts(String note, String then, long position) {
        return "(%1$s.position <= %2$d and not %1$s.id = any(coalesce(%3$s.retracted_notes, '{}')))"
                .formatted(note, position, then);
    }

    private static String tasksAt(long position, String ids) {
        return AsOfRows.tasks()
                .at(position)
                .select("e.id = any(%s)".formatted(ids))
                .replace(":asOf", Long.toString(position));
    }

    @Override
    public Map<UUID, List<NoteView>> newest(Collection<UUID> entities, int most) {
        return newest(entities, most, "unnest(:entities) entity (id)", "retracted_at is null");
    }

    @Override
    public Map<UUID, List<NoteView>> newestOfTasks(Collection<UUID> tasks, int most, long asOf) {
        return newest(
                tasks, most, "(%s) entity".formatted(tasksAt(asOf, ":entities")), counts("notes", "entity", asOf));
    }

    private Map<UUID, List<NoteView>> newest(Collection<UUID> of, int most, String entities, String condition) {
        Map<UUID, List<NoteView>> found = new HashMap<>();
        jdbc.sql("""
                        select note.*, %s from %s
                        cross join lateral (
                          select * from notes where entity_id = entity.id and %s
                          order by position desc limit :most) note
                        order by note.position desc
                        """.formatted(AGENT, entities, condition))
                .param("entities", of.toArray(UUID[]::new))
                .param("most", most)
                .query((ResultSet row) -> {
                    UUID entity = row.getObject("entity_id", UUID.class);
                    found.computeIfAbsent(entity, each -> new ArrayList<>()).add(note(row));
                });
        return found;
    }

    @Override
    public Optional<NoteView> find(UUID entity, UUID note) {
        return jdbc.sql("select *, " + AGENT + " from notes note where id = :id and entity_id = :entity")
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
                row.getString("agent"),
                row.getString("channel"),
                row.getString("author"),
                Times.find(row, "retracted_at"));
    }
}
