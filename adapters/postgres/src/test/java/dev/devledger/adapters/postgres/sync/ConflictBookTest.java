package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.query.PostgresProjectQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConflictBookContract;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook.Entry;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.record.SyncProjection;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConflictBookTest extends ConflictBookContract {

    private static final Dispute WAITING = new Dispute.FieldDispute(
            Field.TITLE,
            MergeRule.BOTH_VALUES,
            SampleEvents.title("Mine"),
            SampleEvents.title("Theirs"),
            ConflictPolicy.HOLD,
            AppliedSide.NONE);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresConflictBook book = new PostgresConflictBook(database.rows, Rows.JSON);
    private Rows rows;
    private long events;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
    }

    @Override
    protected ConflictBook book() {
        return book;
    }

    static Stream<Dispute> disputes() {
        return SampleEvents.DISPUTES.stream();
    }

    @ParameterizedTest
    @MethodSource("disputes")
    void is_found_as_it_was_put(Dispute dispute) {
        Entry entry = new Entry(
                SampleEvents.CONFLICT,
                SampleEvents.LINK,
                dispute,
                State.RESOLVED,
                Rows.AT,
                Rows.AT.plusSeconds(1),
                "owner");
        book.put(entry(SampleEvents.LINK.entity(), WAITING, State.OPEN, Rows.AT));
        book.put(new Entry(SampleEvents.CONFLICT, SampleEvents.LINK, WAITING, State.OPEN, Rows.AT, null, null));

        book.put(entry);

        assertThat(book.entry(SampleEvents.CONFLICT)).contains(entry);
        assertThat(book.entry(new ConflictId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void the_kinds_of_dispute_are_stored_under_names_that_stay() {
        assertThat(disputes().map(each -> Rows.JSON
                        .readTree(Rows.JSON.writerFor(Dispute.class).writeValueAsString(each))
                        .path("kind")
                        .asString()))
                .containsExactly(
                        "field",
                        "deleted-there",
                        "deleted-here",
                        "reappeared",
                        "duplicate",
                        "which-one",
                        "time-entry",
                        "time-entry");
    }

    @Test
    void a_field_is_shown_under_its_contract_name_with_all_three_values() {
        ProjectId project = rows.project("Ledger");
        TaskId task = rows.task(project, null, "Write");
        book.put(entry(EntityRef.project(project.value()), WAITING, State.OPEN, Rows.AT));
        Entry ofTask = entry(EntityRef.task(task.value()), WAITING, State.OPEN, Rows.AT.plusSeconds(1));
        book.put(ofTask);

        List<ConflictView> shown = all(null);

        assertThat(shown)
                .extracting(each -> each.entity().type(), each -> each.entity().key(), ConflictView::field)
                .containsExactly(tuple("task", "T-2", "title"), tuple("project", "P-1", "name"));
        assertThat(shown.getFirst())
                .isEqualTo(new ConflictView(
                        ofTask.id().value(),
                        "ticktick",
                        new EntityView("task", task.value(), "T-2"),
                        Kind.FIELD,
                        "title",
                        "Ledger",
                        "Mine",
                        "Theirs",
                        ConflictPolicy.HOLD,
                        AppliedSide.NONE,
                        State.OPEN,
                        List.of(Choice.LOCAL, Choice.REMOTE, Choice.VALUE),
                        Rows.AT.plusSeconds(1),
                        null,
                        null,
                        List.of(),
                        MergeRule.BOTH_VALUES.code(),
                        "Write",
                        null,
                        null,
                        null,
                        List.of()));
        assertThat(book.find(Rows.ACCOUNTS, ofTask.id().value())).contains(shown.getFirst());
    }

    @Test
    void each_field_is_shown_in_the_contracts_words() {
        Map<Field, List<Object>> expected = Map.of(
                Field.TITLE, Arrays.asList("name", "Ledger", "Ledger 2"),
                Field.DESCRIPTION, Arrays.asList("description", "Keeps books", null),
                Field.PRIORITY, Arrays.asList("priority", "high", "none"),
                Field.TAGS, Arrays.asList("tags", List.of("java"), List.of()),
                Field.DATES,
                        Arrays.asList(
                                "dates", dates("2026-04-30", "Europe/Berlin"), dates("2026-04-30T10:00:00Z", null)),
                Field.CHECKLIST,
                        Arrays.asList("checklist", List.of(), List.of(Map.of("title", "Write", "done", false))),
                Field.STATUS, Arrays.asList("status", "active", "completed"));
        expected.forEach((field, words) -> {
            Entry entry = entry(SampleEvents.LINK.entity(), local(field), State.OPEN, Rows.AT);
            book.put(entry);

            ConflictView shown = book.find(Rows.ACCOUNTS, entry.id().value()).orElseThrow();
            assertThat(Arrays.asList(shown.field(), shown.remote(), shown.local()))
                    .isEqualTo(words);
            assertThat(shown.base()).isEqualTo(words.get(1));
        });
    }

    @Test
    void what_nobody_knows_is_not_shown_as_agreed() {
        Entry entry = entry(
                SampleEvents.LINK.entity(),
                new Dispute.FieldDispute(
                        Field.TITLE,
                        MergeRule.BASE_UNKNOWN,
                        SampleEvents.title("Mine"),
                        SampleEvents.title("Theirs"),
                        ConflictPolicy.HOLD,
                        AppliedSide.NONE),
                State.OPEN,
                Rows.AT);
        book.put(entry);

        assertThat(book.find(Rows.ACCOUNTS, entry.id().value()).orElseThrow().base())
                .isNull();
    }

    @Test
    void an_existence_shows_what_was_changed_where_it_still_is() {
        ConflictView there = shown(new Dispute.DeletedRemotely(SampleEvents.REMOTE, SampleEvents.title("Mine")));
        ConflictView here =
                shown(new Dispute.DeletedLocally(SampleEvents.REMOTE, SampleEvents.title("Theirs"), "changed"));
        ConflictView again = shown(new Dispute.Reappeared(SampleEvents.REMOTE, SampleEvents.CONTENT));
        Map<String, Object> object =
                Map.of("remoteId", "task-1", "remoteUrl", "https://example.org/list-1/task-1", "title", "Ledger");

        assertThat(Stream.of(there, here, again).map(ConflictView::kind)).containsOnly(Kind.EXISTENCE);
        assertThat(Arrays.asList(there.field(), there.base(), there.local(), there.remote()))
                .containsExactly(null, Map.of("name", "Ledger"), Map.of("name", "Mine"), null);
        assertThat(Arrays.asList(here.base(), here.local(), here.remote()))
                .containsExactly(Map.of("name", "Ledger"), null, Map.of("name", "Theirs"));
        assertThat(Arrays.asList(again.base(), again.local(), again.remote())).containsExactly(null, null, object);
        assertThat(there.choices()).containsExactly(Choice.LOCAL, Choice.REMOTE, Choice.DETACH);
        ConflictView match = shown(SampleEvents.WHICH_ONE);
        assertThat(match.kind()).isEqualTo(Kind.MATCH);
        assertThat(match.remote()).isEqualTo(List.of(object));
        assertThat(match.choices()).containsExactly(Choice.LOCAL, Choice.VALUE, Choice.DETACH);
    }

    @Test
    void the_list_of_the_cards_is_shown_as_a_link() {
        Entry entry = entry(EntityRef.CARDS, SampleEvents.WHICH_ONE, State.OPEN, Rows.AT);
        book.put(entry);

        assertThat(book.find(Rows.ACCOUNTS, entry.id().value()).orElseThrow().entity())
                .isEqualTo(new EntityView("link", EntityRef.CARDS.id(), null));
    }

    @Test
    void an_account_knows_nothing_of_another_ones_conflicts() {
        EntityRef entity = SampleEvents.LINK.entity();
        for (State state : List.of(State.OPEN, State.RESOLVED)) {
            book.put(new Entry(
                    new ConflictId(UUID.randomUUID()),
                    other().link(entity),
                    SampleEvents.WHICH_ONE,
                    state,
                    Rows.AT,
                    null,
                    null));
        }
        assertThat(book.open(other())).isEqualTo(1);
        assertThat(book.open(Rows.ACCOUNT)).isZero();
        assertThat(all(null)).isEmpty();
        assertThat(book.answered(other(), entity)).containsExactly("task-1");
        assertThat(book.answered(Rows.ACCOUNT, entity)).isEmpty();
        assertThat(book.standing(Rows.ACCOUNT, List.of(entity))).isEmpty();
        assertThat(book.openOf(Rows.ACCOUNTS, List.of(entity))).isEmpty();
    }

    @Test
    void what_was_resolved_offers_no_choice() {
        book.put(entry(SampleEvents.LINK.entity(), WAITING, State.RESOLVED, Rows.AT));
        assertThat(all(State.RESOLVED).getFirst().choices()).isEmpty();
    }

    @Test
    void the_engine_reads_of_many_in_one_statement() {
        List<EntityRef> some = List.of(EntityRef.project(UUID.randomUUID()), EntityRef.task(UUID.randomUUID()));
        assertThat(database.statements(() -> book.standing(Rows.ACCOUNT, some))).isEqualTo(1);
        assertThat(database.statements(() -> book.openOf(Rows.ACCOUNTS, some))).isEqualTo(1);
    }

    @Test
    void pages_come_newest_first_and_miss_nothing() {
        for (int i = 0; i < 23; i++) {
            book.put(entry(SampleEvents.LINK.entity(), WAITING, State.OPEN, Rows.AT.plusSeconds(i % 5)));
        }
        List<ConflictView> read = new ArrayList<>();
        String cursor = null;
        do {
            Page<ConflictView> page = book.list(Rows.ACCOUNTS, null, new PageRequest(5, cursor));
            read.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(read).hasSize(23).doesNotHaveDuplicates();
        assertThat(read).extracting(ConflictView::firstSeenAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
        String first = book.list(Rows.ACCOUNTS, null, new PageRequest(5, null)).nextCursor();
        assertThatThrownBy(() -> book.list(Rows.ACCOUNTS, State.OPEN, new PageRequest(5, first)))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void a_link_with_an_open_conflict_says_which() {
        PostgresProjectQueries projects = new PostgresProjectQueries(database.jdbc, Rows.ACCOUNTS, Rows.SETTLED);
        PostgresTaskQueries tasks = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
        ProjectId project = rows.project("Ledger");
        TaskId task = rows.task(project, null, "Write");
        book.put(entry(EntityRef.project(project.value()), SampleEvents.TITLES, State.APPLIED, Rows.AT));
        Entry open = entry(EntityRef.project(project.value()), WAITING, State.OPEN, Rows.AT.plusSeconds(1));
        book.put(open);
        book.put(entry(EntityRef.project(project.value()), WAITING, State.OPEN, Rows.AT.plusSeconds(2)));

        assertThat(projects.find(project.toString()).orElseThrow().links())
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.state()).isEqualTo("conflict");
                    assertThat(link.reason())
                            .isEqualTo("Conflict " + open.id()
                                    + ": The name differs: \"Mine\" in Devledger, \"Theirs\" in ticktick.");
                });
        assertThat(tasks.find(task.toString()).orElseThrow().links()).isEmpty();
        book.put(entry(EntityRef.task(task.value()), WAITING, State.OPEN, Rows.AT));
        assertThat(tasks.find(task.toString()).orElseThrow().links())
                .singleElement()
                .satisfies(link -> assertThat(link.state()).isEqualTo("conflict"));
        assertThat(database.statements(() -> projects.findAll(Set.of(project.value()))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Choice.class)
    void is_built_from_events_that_may_come_twice(Choice choice) {
        SyncProjection projection = new SyncProjection(
                new PostgresLinkBook(database.dataSource, Rows.JSON),
                new PostgresEntryLinkBook(database.rows, Rows.JSON),
                book);
        ConflictId id = SampleEvents.CONFLICT;
        List<Object> stream = List.of(
                new ConflictEvent.Raised(id, SampleEvents.LINK, SampleEvents.TITLES, Rows.AT),
                new ConflictEvent.Extended(id, SampleEvents.LINK, WAITING, Rows.AT.plusSeconds(1)),
                new ConflictEvent.Resolved(id, SampleEvents.LINK, choice, null, Rows.AT.plusSeconds(2)));
        List<Entry> after = List.of(
                new Entry(id, SampleEvents.LINK, SampleEvents.TITLES, State.APPLIED, Rows.AT, null, null),
                new Entry(id, SampleEvents.LINK, WAITING, State.OPEN, Rows.AT, null, null),
                new Entry(id, SampleEvents.LINK, WAITING, State.RESOLVED, Rows.AT, Rows.AT.plusSeconds(2), "somebody"));
        for (int i = 0; i < stream.size(); i++) {
            LedgerEvent event = event(stream.get(i));
            projection.apply(event);
            projection.apply(event);
            assertThat(book.entry(id)).contains(after.get(i));
        }
    }

    @Test
    void one_that_is_let_go_was_resolved_by_nobody() {
        SyncProjection projection = new SyncProjection(
                new PostgresLinkBook(database.dataSource, Rows.JSON),
                new PostgresEntryLinkBook(database.rows, Rows.JSON),
                book);
        ConflictId id = SampleEvents.CONFLICT;
        projection.apply(event(new ConflictEvent.Raised(id, SampleEvents.LINK, WAITING, Rows.AT)));
        projection.apply(event(new ConflictEvent.LetGo(id, SampleEvents.LINK, "agreed", Rows.AT.plusSeconds(9))));

        assertThat(book.entry(id))
                .contains(new Entry(
                        id, SampleEvents.LINK, WAITING, State.OBSOLETE, Rows.AT, Rows.AT.plusSeconds(9), null));
    }

    private LedgerEvent event(Object payload) {
        Provenance by = new Provenance("somebody", "rest", null, null, "request", "request", null);
        return new LedgerEvent(
                ++events, "e" + events, "conflict-1", events, "conflict", Rows.AT, payload, by, UUID.randomUUID());
    }

    private static ConnectedAccount other() {
        return new ConnectedAccount("ticktick", "other", ConnectorMode.SANDBOX, remote -> "");
    }

    private static Dispute local(Field field) {
        CanonicalChanges local = SampleEvents.DIFFERENCE.only(Set.of(field));
        return new Dispute.FieldDispute(
                field, MergeRule.LOCAL_ONLY, local, CanonicalChanges.NONE, ConflictPolicy.HOLD, AppliedSide.NONE);
    }

    private static Map<String, Object> dates(String due, String zone) {
        Map<String, Object> dates = new LinkedHashMap<>();
        dates.put("startDate", null);
        dates.put("dueDate", due);
        dates.put("timeZone", zone);
        return dates;
    }

    private static ConflictView shown(Dispute dispute) {
        Entry entry = entry(SampleEvents.LINK.entity(), dispute, State.OPEN, Rows.AT);
        book.put(entry);
        return book.find(Rows.ACCOUNTS, entry.id().value()).orElseThrow();
    }

    private static Entry entry(EntityRef entity, Dispute dispute, State state, Instant at) {
        return new Entry(new ConflictId(UUID.randomUUID()), Rows.ACCOUNT.link(entity), dispute, state, at, null, null);
    }

    private static List<ConflictView> all(State state) {
        return book.list(Rows.ACCOUNTS, state, new PageRequest(50, null)).items();
    }

    @Test
    void one_that_cannot_be_read_is_a_question_all_the_same_and_costs_no_other() {
        Entry sound = entry(EntityRef.task(UUID.randomUUID()), WAITING, State.OPEN, Rows.AT);
        book.put(sound);
        book.put(new Entry(SampleEvents.CONFLICT, SampleEvents.LINK, WAITING, State.OPEN, Rows.AT, null, null));
        database.jdbc
                .sql("update sync_conflicts set dispute = '{\"kind\": \"field\", \"field\": 7}' where id = :id")
                .param("id", SampleEvents.CONFLICT.value())
                .update();
        ConnectedAccount account = new ConnectedAccount(
                SampleEvents.LINK.connector(), SampleEvents.LINK.account(), ConnectorMode.LIVE, remote -> "");

        assertThat(book.list(List.of(account), State.OPEN, new PageRequest(9, null))
                        .items())
                .extracting(ConflictView::id, ConflictView::kind)
                .contains(tuple(SampleEvents.CONFLICT.value(), Kind.MATCH))
                .hasSize(2);
        assertThat(book.standing(
                        account,
                        List.of(SampleEvents.LINK.entity(), sound.link().entity())))
                .extracting(ConflictBook.OpenConflict::id)
                .containsExactly(sound.id());
    }
}
