package dev.devledger.adapters.postgres.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.Story;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.query.HistoryEntries;
import dev.devledger.adapters.postgres.query.PostgresHistoryQueries;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class HistoryTest {

    private static final UUID CHANGE_SET = UUID.randomUUID();

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresHistoryQueries queries = queries(database);
    private Rows rows;
    private Story story;
    private ProjectId project;
    private TaskId task;

    @BeforeEach
    void fill() {
        rows = new Rows(database);
        story = new Story(database);
        project = rows.project("one");
        task = rows.task(project, null, "task");
        ProjectEvent.Created created = SampleEvents.first(ProjectEvent.Created.class);
        TaskEvent.Created begun = SampleEvents.first(TaskEvent.Created.class);
        tell(1, by("owner", "rest"), created(created));
        tell(2, by("owner", "mcp"), new TaskEvent.Created(task, begun.key(), place(null), begun.details(), at(2)));
        tell(
                4,
                by("ticktick", "ticktick"),
                new SyncEvent.Linked(link(), SampleEvents.REMOTE, SampleEvents.CONTENT, at(4)));
        tell(
                5,
                by("ticktick", "ticktick"),
                new ProjectEvent.StatusChanged(
                        project,
                        new Change<>(ProjectStatus.PLANNED, ProjectStatus.ACTIVE),
                        new Change<>(null, "now"),
                        at(5)));
        tell(7, by("agent", "rest"), new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "noted", at(7)));
        tell(
                9,
                by("agent", "rest"),
                new TaskEvent.Edited(
                        new TaskId(UUID.randomUUID()),
                        SampleEvents.first(TaskEvent.Edited.class).changes(),
                        at(9)));
    }

    private ProjectEvent.Created created(ProjectEvent.Created sample) {
        return new ProjectEvent.Created(
                project, sample.key(), sample.details(), sample.status(), sample.statusReason(), at(1));
    }

    private SyncLinkId link() {
        return new SyncLinkId("ticktick", "sandbox", EntityRef.project(project.value()));
    }

    private Place place(@Nullable TaskId parent) {
        return new Place(project, parent);
    }

    public static PostgresHistoryQueries queries(Database database) {
        StoredEvents stored = new StoredEvents(LedgerSerializer.create(), EventUpcasters.chain());
        return new PostgresHistoryQueries(
                database.jdbc,
                new HistoryEntries(database.jdbc, Rows.JSON, stored),
                database.transactions,
                Rows.SETTLED);
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
        assertThat(positions(HistoryFilter.ALL.with(HistoryFilter.SINCE, at(2)).with(HistoryFilter.UNTIL, at(7))))
                .containsExactly(5L, 2L);
        assertThat(positions(HistoryFilter.ofChangeSet(CHANGE_SET))).hasSize(5);
        assertThat(positions(HistoryFilter.ofChangeSet(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void what_was_done_through_a_program_or_a_tool_is_found() {
        Provenance agent = new Provenance("owner", "mcp", "Cursor 1.9", "edit_notes", "r-1", "r-1", null);
        Provenance script = new Provenance("owner", "rest", "curl/8.14.1", null, "r-1", "r-1", null);
        tell(11, agent, new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "one", at(11)));
        tell(12, script, new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "two", at(12)));
        HistoryFilter all = filter(null, false, false, null, null, false);

        assertThat(positions(all.with(HistoryFilter.CLIENT, "Cursor 1.9"))).containsExactly(11L);
        assertThat(positions(all.with(HistoryFilter.CLIENT, "curl/8.14.1"))).containsExactly(12L);
        assertThat(positions(all.with(HistoryFilter.TOOL, "edit_notes"))).containsExactly(11L);
        assertThat(positions(all.with(HistoryFilter.CLIENT, "curl/8.14.1").with(HistoryFilter.TOOL, "edit_notes")))
                .isEmpty();
        assertThat(positions(all.with(HistoryFilter.EVENT, "project.note-added")))
                .containsExactly(12L, 11L, 7L);
        assertThat(positions(all.with(HistoryFilter.EVENT, "task"))).containsExactly(9L, 2L);
        assertThat(positions(all.with(HistoryFilter.EVENT, "task.created"))).containsExactly(2L);
        assertThat(positions(all.with(HistoryFilter.EVENT, "tas"))).isEmpty();
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

    /** Of the ones filled in, 5 says "now", 7 is a note, and 1, 2, 5 and 7 are about what is called "one" and "task". */
    @Test
    void it_is_found_by_words_of_its_reason_its_note_and_its_title() {
        because(20, "The Grammar decides, ÄRGER is left", new TaskEvent.Deleted(task, null, at(20)));
        because(21, "100% sure", new TaskEvent.Restored(task, at(21)));
        tell(22, by("owner", "rest"), new TaskEvent.NoteRetracted(task, UUID.randomUUID(), "No Lexer", at(22)));
        tell(23, by("owner", "rest"), new ClaimEvent.Released(task, "ada", 1, "grammar is done", at(23)));

        assertThat(found("GRAMMAR")).containsExactly(23L, 20L);
        assertThat(found("gramm", "ärger")).containsExactly(20L);
        assertThat(found("grammar", "done", "tas")).containsExactly(23L);
        assertThat(found("lexer")).containsExactly(22L);
        assertThat(found("noted")).containsExactly(7L);
        assertThat(found("now")).containsExactly(5L);
        assertThat(found("one")).as("done, and what is called so").containsExactly(23L, 7L, 5L, 1L);
        assertThat(found("task")).containsExactly(23L, 22L, 21L, 20L, 2L);
        assertThat(found("%")).containsExactly(21L);
        assertThat(found("_")).isEmpty();
        assertThat(found("a\u0000")).isEmpty();
        assertThat(found("grammar", "lexer")).isEmpty();
        assertThat(positions(containing("grammar").with(HistoryFilter.AGENT, "ada")))
                .isEmpty();
    }

    @Test
    void what_is_found_by_words_comes_in_pages_of_one_statement() {
        for (long position = 30; position < 35; position++) {
            because(position, "the same words", new TaskEvent.Restored(task, at(position)));
        }
        HistoryFilter words = containing("words", "same");

        Page<HistoryView> first = queries.list(words, new PageRequest(3, null));
        Page<HistoryView> second = queries.list(words, new PageRequest(3, first.nextCursor()));

        assertThat(first.items()).extracting(HistoryView::position).containsExactly(34L, 33L, 32L);
        assertThat(second.items()).extracting(HistoryView::position).containsExactly(31L, 30L);
        assertThat(second.nextCursor()).isNull();
        assertThatThrownBy(() -> queries.list(containing("words"), new PageRequest(3, first.nextCursor())))
                .isInstanceOf(Rejection.class);
        assertThat(database.statements(() -> queries.list(words, new PageRequest(3, null))))
                .isEqualTo(1);
    }

    private void because(long position, String reason, Object payload) {
        tell(position, new Provenance("owner", "rest", null, null, "r-1", "r-1", reason), payload);
    }

    private static List<Long> found(String... words) {
        return positions(containing(words));
    }

    private static HistoryFilter containing(String... words) {
        return filter(null, false, false, null, null, false).with(HistoryFilter.WORDS, List.of(words));
    }

    @Test
    void who_comes_is_told_what_others_did_since_the_hand_over() {
        assertThat(missed("bob")).as("never claimed").isEmpty();
        did(20, "ada", new ClaimEvent.Claimed(task, "ada", 1, at(90), at(20)));
        did(21, "ada", renamed(21));
        did(22, null, noted(22));
        assertThat(missed("bob")).as("the claim ended by itself").containsExactly(22L, 21L);
        assertThat(missed("ada")).containsExactly(22L);
        did(23, "ada", new ClaimEvent.Released(task, "ada", 1, "left", at(23)));
        assertThat(missed("bob")).isEmpty();
        pulled(24);
        did(25, "cy", new ClaimEvent.Claimed(task, "cy", 2, at(90), at(25)));

        assertThat(missed("bob")).containsExactly(24L);
        assertThat(missed("ada")).containsExactly(24L);
        assertThat(missed("owner")).as("who gives no name is the actor").containsExactly(24L);
        assertThat(missed("cy")).isEmpty();
        assertThat(database.statements(() -> missed("bob"))).isEqualTo(1);
    }

    @Test
    void who_goes_on_is_told_once_and_not_of_its_own_write() {
        UUID write = UUID.randomUUID();
        did(20, "ada", new ClaimEvent.Claimed(task, "ada", 1, at(90), at(20)));
        pulled(21);
        pulled(22);
        story.tell(23, at(23), renamed(23), agent("ada"), write);
        story.tell(24, at(24), new ClaimEvent.Released(task, "ada", 1, null, at(24)), agent("ada"), write);

        assertThat(missed("ada", write)).containsExactly(22L, 21L);
        assertThat(missed("ada", UUID.randomUUID())).isEmpty();
        pulled(25);
        assertThat(missed("ada", UUID.randomUUID())).containsExactly(25L);
        List<HistoryView> newest =
                queries.byOthers(List.of(task.value()), "ada", write, 1).get(task.value());
        assertThat(newest).extracting(HistoryView::position).containsExactly(25L);
        assertThat(newest.getFirst().channel()).isEqualTo("ticktick");
    }

    private void did(long position, @Nullable String agent, Object payload) {
        story.tell(position, at(position), payload, agent(agent), CHANGE_SET);
    }

    private void pulled(long position) {
        tell(position, by("ticktick", "ticktick"), renamed(position));
    }

    private static Provenance agent(@Nullable String agent) {
        return new Provenance("owner", "rest", null, null, "r-1", "r-1", null, agent);
    }

    private TaskEvent.Edited renamed(long position) {
        return new TaskEvent.Edited(
                task, SampleEvents.first(TaskEvent.Edited.class).changes(), at(position));
    }

    private TaskEvent.NoteAdded noted(long position) {
        return new TaskEvent.NoteAdded(task, UUID.randomUUID(), "noted", at(position));
    }

    private List<Long> missed(String agent) {
        return missed(agent, UUID.randomUUID());
    }

    private List<Long> missed(String agent, UUID write) {
        return queries.byOthers(List.of(task.value()), agent, write, 10).getOrDefault(task.value(), List.of()).stream()
                .map(HistoryView::position)
                .toList();
    }

    /** Ids that are made at the same moment are in another order than the keys. */
    @Test
    void many_others_are_told_in_the_order_of_their_keys() {
        SortedSet<TaskId> others = IntStream.range(0, 12)
                .mapToObj(i -> rows.task(project, null, "other " + i))
                .collect(Collectors.toCollection(TreeSet::new));
        Change<SortedSet<TaskId>> blockedBy = new Change<>(new TreeSet<>(), others);
        tell(
                20,
                by("owner", "rest"),
                new TaskEvent.Edited(task, Changes.of(TaskDetails.BLOCKED_BY, blockedBy), at(20)));

        HistoryView entry = queries.list(filter(null, false, false, null, null, false), new PageRequest(1, null))
                .items()
                .getFirst();
        List<String> keys =
                IntStream.rangeClosed(3, 14).mapToObj(number -> "T-" + number).toList();
        assertThat(change(entry, "blockedBy")).isEqualTo(new HistoryView.ChangedField("blockedBy", List.of(), keys));
    }

    @Test
    void an_entry_has_all_its_fields_and_plain_values() {
        ProjectEvent.Edited edited = SampleEvents.first(ProjectEvent.Edited.class);
        tell(
                20,
                new Provenance("owner", "mcp", "example-agent", "edit_project", "r-20", "r-1", "why"),
                new ProjectEvent.Edited(project, edited.changes(), at(20)));

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
        assertThat(entry.summary()).isEqualTo(Narration.of(edited).summary());
        assertThat(entry.requestId()).isEqualTo("r-20");
        assertThat(entry.actor()).isEqualTo("owner");
        assertThat(entry.channel()).isEqualTo("mcp");
    }

    @Test
    void objects_stay_objects_and_a_repeated_entry_is_one() {
        LedgerEvent event = tell(21, Story.OWNER, checked(true));
        story.file(List.of(HistoryRecord.of(event)));

        List<HistoryView> read = queries.list(
                        filter(task.value(), false, false, null, null, false), new PageRequest(10, null))
                .items();

        assertThat(read).extracting(HistoryView::position).containsExactly(21L, 2L);
        assertThat(read.getFirst().changes().getFirst().to())
                .isEqualTo(List.of(Map.of("id", SampleEvents.ITEM.toString(), "title", "Begin", "done", true)));
        assertThat(read.getFirst().entity().key()).isEqualTo("T-2");
    }

    private TaskEvent.Edited checked(boolean done) {
        List<ChecklistItem> items = List.of(new ChecklistItem(SampleEvents.ITEM, "Begin", done));
        return new TaskEvent.Edited(task, Changes.of(TaskDetails.CHECKLIST, List.of(), items), at(21));
    }

    @Test
    void a_place_is_told_with_its_keys() {
        ProjectId other = rows.project("two");
        moved(30, at(30), place(task), new Place(other, null));
        moved(31, at(31), place(null), place(task));
        moved(32, at(32), place(null), new Place(new ProjectId(UUID.randomUUID()), null));

        List<HistoryView> read = queries.list(
                        filter(task.value(), false, false, null, null, false), new PageRequest(3, null))
                .items();

        assertThat(read.get(2).summary())
                .isEqualTo("Moved the task to another project (from P-1 to P-3, it was below T-2).");
        assertThat(read.get(2).changes())
                .containsExactly(
                        new HistoryView.ChangedField(
                                "projectId",
                                project.value().toString(),
                                other.value().toString()),
                        new HistoryView.ChangedField("projectKey", "P-1", "P-3"),
                        new HistoryView.ChangedField("parentId", task.value().toString(), null),
                        new HistoryView.ChangedField("parentKey", "T-2", null));
        assertThat(read.get(1).summary()).isEqualTo("Moved the task below another task (below T-2).");
        assertThat(read.get(0).summary())
                .as("what has no row has no key")
                .isEqualTo("Moved the task to another project.");
        assertThat(change(read.get(0), "projectKey"))
                .isEqualTo(new HistoryView.ChangedField("projectKey", "P-1", null));
    }

    private void moved(long position, Instant at, Place from, Place to) {
        story.tell(position, at, new TaskEvent.Moved(task, new Change<>(from, to), at), Story.OWNER, CHANGE_SET);
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
        moved(10, at(9), place(null), place(task)); // of the same write
        assertThat(heads.positionAt(at(9))).isEqualTo(10);
        assertThat(heads.positionAt(at(8))).isEqualTo(7);
    }

    @Test
    void a_null_character_is_no_reason_to_lose_an_entry() {
        Changes<ProjectDetails> renamed = Changes.of(ProjectDetails.NAME, "a\u0000", "\\u0000 stays");
        tell(
                22,
                new Provenance("owner", "mcp", "client\u0000", null, "r-1", "r-1", "why\u0000"),
                new ProjectEvent.Edited(project, renamed, at(22)));

        HistoryView entry = queries.list(filter(null, false, false, null, null, false), new PageRequest(1, null))
                .items()
                .getFirst();

        assertThat(entry.reason()).isEqualTo("why\uFFFD");
        assertThat(entry.client()).isEqualTo("client\uFFFD");
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

    /** By people, whose entries are told although their neighbour cannot be read. */
    @Test
    void what_cannot_be_read_is_told() {
        run("update event set event_revision = '7' where position = 5");
        run("delete from event where position = 7");

        List<HistoryView> read = queries.list(filter(null, false, false, null, null, false), new PageRequest(50, null))
                .items();

        assertThat(read).extracting(HistoryView::position).containsExactly(9L, 7L, 5L, 2L, 1L);
        assertThat(read.get(1).summary()).contains("missing from the ledger");
        assertThat(read.get(1).event()).isEqualTo("project.note-added");
        assertThat(read.get(1).actor()).isEqualTo("agent");
        assertThat(read.get(1).changeSet()).isEqualTo(CHANGE_SET);
        assertThat(read.get(2).summary()).contains("cannot be read", "project.status-changed", "revision 7");
        assertThat(read.get(3).summary()).isEqualTo("Created the task \"Write it\" (in P-1).");
        List<Long> exported = new ArrayList<>();
        queries.export(filter(null, false, false, null, null, false), entry -> exported.add(entry.position()));
        assertThat(exported).containsExactly(1L, 2L, 5L, 7L, 9L);
    }

    private static void run(String sql) {
        database.jdbc.sql(sql).update();
    }

    private static Provenance by(String actor, String channel) {
        return new Provenance(actor, channel, null, null, "r-1", "r-1", null);
    }

    private LedgerEvent tell(long position, Provenance by, Object payload) {
        return story.tell(position, at(position), payload, by, CHANGE_SET);
    }

    private static HistoryFilter filter(
            UUID entity, boolean tasks, boolean status, String actor, String channel, boolean sync) {
        return HistoryFilter.ALL
                .with(HistoryFilter.ENTITY, entity)
                .with(HistoryFilter.WITH_TASKS, tasks)
                .with(HistoryFilter.STATUS_ONLY, status)
                .with(HistoryFilter.ACTOR, actor)
                .with(HistoryFilter.CHANNEL, channel)
                .with(HistoryFilter.SYNC, sync);
    }

    private static List<Long> positions(HistoryFilter filter) {
        return queries.list(filter, new PageRequest(50, null)).items().stream()
                .map(HistoryView::position)
                .toList();
    }
}
