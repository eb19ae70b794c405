package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.history.HistoryEntry;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final UUID CHANGE_SET = UUID.randomUUID();

    private static Database database;
    private static PostgresHistory history;
    private static PostgresHistoryQueries queries;
    private Rows rows;
    private ProjectId project;
    private TaskId task;

    @BeforeAll
    static void start() {
        database = Database.create();
        history = new PostgresHistory(database.dataSource, Rows.JSON);
        queries = new PostgresHistoryQueries(database.jdbc, Rows.JSON, database.transactions, Rows.SETTLED);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void fill() {
        database.truncate();
        rows = new Rows(database);
        project = rows.project("one");
        task = rows.task(project, null, "task");
        add(1, "project", project.value(), "project.created", false, "owner", "rest");
        add(2, "task", task.value(), "task.created", false, "owner", "mcp");
        add(4, "project", project.value(), "sync.linked", true, "ticktick", "ticktick");
        add(5, "project", project.value(), "project.status-changed", false, "ticktick", "ticktick");
        add(7, "project", project.value(), "project.note-added", false, "agent", "rest");
        add(9, "task", UUID.randomUUID(), "task.edited", false, "agent", "rest");
    }

    @Test
    void filters_narrow_it() {
        UUID id = project.value();
        assertThat(positions(filter(null, false, false, null, null, false))).containsExactly(9L, 7L, 5L, 2L, 1L);
        assertThat(positions(filter(null, false, false, null, null, true))).containsExactly(9L, 7L, 5L, 4L, 2L, 1L);
        assertThat(positions(filter(id, false, false, null, null, false))).containsExactly(7L, 5L, 1L);
        assertThat(positions(filter(id, true, false, null, null, false))).containsExactly(7L, 5L, 2L, 1L);
        assertThat(positions(filter(id, false, true, null, null, false))).containsExactly(5L, 1L);
        assertThat(positions(filter(null, false, false, "agent", null, false))).containsExactly(9L, 7L);
        assertThat(positions(filter(null, false, false, null, "mcp", false))).containsExactly(2L);
        assertThat(positions(filter(null, false, false, "a\u0000", null, false)))
                .isEmpty();
        assertThat(positions(new HistoryFilter(null, false, false, null, null, at(2), at(7), null, false)))
                .containsExactly(5L, 2L);
        assertThat(positions(new HistoryFilter(null, false, false, null, null, null, null, CHANGE_SET, false)))
                .hasSize(5);
        assertThat(positions(new HistoryFilter(null, false, false, null, null, null, null, UUID.randomUUID(), false)))
                .isEmpty();
    }

    @Test
    void pages_go_on_where_they_ended() {
        HistoryFilter all = filter(null, false, false, null, null, false);

        Page<HistoryView> first = queries.list(all, new PageRequest(3, null));
        Page<HistoryView> second = queries.list(all, new PageRequest(3, first.nextCursor()));

        assertThat(first.items()).extracting(HistoryView::position).containsExactly(9L, 7L, 5L);
        assertThat(second.items()).extracting(HistoryView::position).containsExactly(2L, 1L);
        assertThat(second.nextCursor()).isNull();
        assertThatThrownBy(() -> queries.list(
                        filter(null, false, false, null, null, true), new PageRequest(3, first.nextCursor())))
                .isInstanceOf(Rejection.class);
        assertThat(database.statements(() -> queries.list(all, new PageRequest(3, null))))
                .isEqualTo(1);
    }

    @Test
    void an_entry_has_all_its_fields_and_plain_values() {
        ProjectEvent.Edited edited = SampleEvents.first(ProjectEvent.Edited.class);
        history.add(List.of(new HistoryEntry(
                20,
                at(20),
                "project",
                project.value(),
                "project.edited",
                "It was edited",
                edited.changes().list(),
                false,
                "why",
                "owner",
                "mcp",
                "example-agent",
                "edit_project",
                "r-1",
                CHANGE_SET)));

        HistoryView entry = queries.list(filter(null, false, false, null, null, false), new PageRequest(1, null))
                .items()
                .getFirst();

        assertThat(entry.entity()).isEqualTo(new HistoryView.Entity("project", project.value(), "P-1"));
        assertThat(entry.changes()).hasSize(9);
        assertThat(change(entry, "priority")).isEqualTo(new HistoryView.ChangedField("priority", "none", "medium"));
        assertThat(change(entry, "tags"))
                .isEqualTo(new HistoryView.ChangedField("tags", List.of(), List.of("Java", "ledger")));
        assertThat(change(entry, "startDate"))
                .isEqualTo(new HistoryView.ChangedField("startDate", null, "2026-04-01T08:00:00Z"));
        assertThat(change(entry, "timeZone"))
                .isEqualTo(new HistoryView.ChangedField("timeZone", "Europe/Berlin", "UTC"));
        assertThat(entry.client()).isEqualTo("example-agent");
        assertThat(entry.tool()).isEqualTo("edit_project");
        assertThat(entry.reason()).isEqualTo("why");
        assertThat(entry.at()).isEqualTo(at(20));
        assertThat(entry.changeSet()).isEqualTo(CHANGE_SET);
        assertThat(database.jdbc
                        .sql("select jsonb_typeof(changes -> 5 -> 'from') from history where position = 20")
                        .query(String.class)
                        .single())
                .isEqualTo("null");
    }

    @Test
    void objects_stay_objects_and_a_repeated_entry_is_one() {
        HistoryEntry entry = new HistoryEntry(
                21,
                at(21),
                "task",
                task.value(),
                "task.edited",
                "Edited",
                List.of(new FieldChange(
                        "checklist", List.of(), List.of(new ChecklistItem(SampleEvents.ITEM, "Begin", true)))),
                false,
                null,
                "owner",
                "rest",
                null,
                null,
                "r-1",
                CHANGE_SET);
        history.add(List.of(entry));
        history.add(List.of(entry));

        List<HistoryView> read = queries.list(
                        filter(task.value(), false, false, null, null, false), new PageRequest(10, null))
                .items();

        assertThat(read).extracting(HistoryView::position).containsExactly(21L, 2L);
        assertThat(read.getFirst().changes().getFirst().to())
                .isEqualTo(List.of(Map.of("id", SampleEvents.ITEM.toString(), "title", "Begin", "done", true)));
        assertThat(read.getFirst().entity().key()).isEqualTo("T-2");
    }

    @Test
    void a_place_is_told_with_its_keys() {
        ProjectId other = rows.project("two");
        moved(30, new FieldChange("projectId", project, other), new FieldChange("parentId", task, null));
        moved(31, new FieldChange("parentId", null, task));
        moved(32, new FieldChange("projectId", project, new ProjectId(UUID.randomUUID())));

        List<HistoryView> read = queries.list(
                        filter(task.value(), false, false, null, null, false), new PageRequest(3, null))
                .items();

        assertThat(read.get(2).summary()).isEqualTo("Moved the task (from P-1 to P-3, it was below T-2).");
        assertThat(read.get(2).changes())
                .containsExactly(
                        new HistoryView.ChangedField(
                                "projectId",
                                project.value().toString(),
                                other.value().toString()),
                        new HistoryView.ChangedField("projectKey", "P-1", "P-3"),
                        new HistoryView.ChangedField("parentId", task.value().toString(), null),
                        new HistoryView.ChangedField("parentKey", "T-2", null));
        assertThat(read.get(1).summary()).isEqualTo("Moved the task (below T-2).");
        assertThat(read.get(0).summary()).as("what has no row has no key").isEqualTo("Moved the task.");
        assertThat(change(read.get(0), "projectKey"))
                .isEqualTo(new HistoryView.ChangedField("projectKey", "P-1", null));
    }

    private void moved(long position, Instant at, FieldChange... changes) {
        history.add(List.of(new HistoryEntry(
                position,
                at,
                "task",
                task.value(),
                "task.moved",
                "Moved the task.",
                List.of(changes),
                false,
                null,
                "owner",
                "rest",
                null,
                null,
                "r-1",
                CHANGE_SET)));
    }

    /** The positions of those that were filled in are 1, 2, 4, 5, 7 and 9, and the times as many seconds. */
    @Test
    void a_time_is_that_of_the_newest_event_that_is_not_after_it() {
        PostgresSettledHead heads = new PostgresSettledHead(database.jdbc);
        assertThat(heads.positionAt(at(0))).isZero();
        assertThat(heads.positionAt(at(4))).isEqualTo(4);
        assertThat(heads.positionAt(at(6))).isEqualTo(5);
        assertThat(heads.positionAt(at(9))).isEqualTo(9);
        assertThat(heads.positionAt(at(1_000_000))).isEqualTo(9);
        moved(10, at(9)); // of the same write
        assertThat(heads.positionAt(at(9))).isEqualTo(10);
        assertThat(heads.positionAt(at(8))).isEqualTo(7);
    }

    private void moved(long position, FieldChange... changes) {
        moved(position, at(position), changes);
    }

    @Test
    void a_null_character_is_no_reason_to_lose_an_entry() {
        history.add(List.of(new HistoryEntry(
                22,
                at(22),
                "project",
                project.value(),
                "project.edited",
                "Edited",
                List.of(new FieldChange("name", "a\u0000", "\\u0000 stays")),
                false,
                "why\u0000",
                "owner",
                "mcp",
                "client\u0000",
                null,
                "r-1",
                CHANGE_SET)));

        HistoryView entry = queries.list(filter(null, false, false, null, null, false), new PageRequest(1, null))
                .items()
                .getFirst();

        assertThat(entry.reason()).isEqualTo("why\uFFFD");
        assertThat(entry.changes()).containsExactly(new HistoryView.ChangedField("name", "a\uFFFD", "\\u0000 stays"));
    }

    private static HistoryView.ChangedField change(HistoryView entry, String field) {
        return entry.changes().stream()
                .filter(change -> change.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(long position) {
        return Rows.AT.plusSeconds(position);
    }

    private static void add(
            long position, String type, UUID entity, String event, boolean sync, String actor, String channel) {
        history.add(List.of(new HistoryEntry(
                position,
                at(position),
                type,
                entity,
                event,
                "It happened",
                List.of(),
                sync,
                null,
                actor,
                channel,
                null,
                null,
                "r-" + position,
                CHANGE_SET)));
    }

    private static HistoryFilter filter(
            UUID entity, boolean tasks, boolean status, String actor, String channel, boolean sync) {
        return new HistoryFilter(entity, tasks, status, actor, channel, null, null, null, sync);
    }

    private static List<Long> positions(HistoryFilter filter) {
        return queries.list(filter, new PageRequest(50, null)).items().stream()
                .map(HistoryView::position)
                .toList();
    }
}
