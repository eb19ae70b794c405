package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.RandomEvents;
import dev.devledger.adapters.postgres.SmallLedger;
import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.adapters.postgres.row.RowStates;
import dev.devledger.adapters.postgres.row.TaskRows;
import dev.devledger.adapters.postgres.write.PostgresGenerations.ReadModel;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDecider;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many events at once make of the tables what they make of them one by one. */
class ManyEventsTest {
    private static final int EVENTS = 700;
    private static final TaskDecider TASKS = new TaskDecider();
    private static final ProjectDecider PROJECTS = new ProjectDecider();
    private static final Optional<Task> NO_TASK = Optional.of(TASKS.initial());
    private static final Optional<Project> NO_PROJECT = Optional.of(PROJECTS.initial());

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final List<Projection> projections = new SmallLedger(database).projections;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void all_tables_are_as_if_they_had_come_one_by_one(long seed) {
        List<LedgerEvent> events = RandomEvents.of(seed, EVENTS);
        events.forEach(event -> projections.forEach(projection -> projection.apply(event)));
        Map<String, List<String>> oneByOne = tables();
        assertThat(oneByOne).allSatisfy((table, rows) -> assertThat(rows).isNotEmpty());
        database.truncate();

        inBatches(events, new Random(seed));

        assertThat(tables()).isEqualTo(oneByOne);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void new_tables_that_are_filled_are_the_same_in_the_end(long seed) {
        List<LedgerEvent> events = RandomEvents.of(seed, EVENTS);
        inBatches(events, new Random(seed));
        Map<String, List<String>> applied = tables();
        database.truncate();

        Random random = new Random(seed);
        int filled = EVENTS / 2 + random.nextInt(EVENTS / 4);
        inBatches(events.subList(0, filled), random, Projection::fill);
        finish();
        inBatches(events.subList(filled, EVENTS), random);
        assertThat(tables()).isEqualTo(applied);

        database.truncate();
        inBatches(events.subList(0, filled), random, Projection::fill);
        finish(); // and cut off, with what came after it; whoever goes on begins as the one before
        inBatches(events.subList(filled, EVENTS), random, Projection::fill);
        finish();
        assertThat(tables()).isEqualTo(applied);
    }

    @Test
    void two_tasks_of_one_key_are_seen_while_tables_are_filled() {
        List<LedgerEvent> events = RandomEvents.ofTasks(50, 100);
        inBatches(events, new Random(1), Projection::fill);
        LedgerEvent last = events.getLast();
        LedgerEvent first = events.stream()
                .filter(event -> event.payload() instanceof TaskEvent.Created)
                .findFirst()
                .orElseThrow();
        TaskEvent.Created task = (TaskEvent.Created) first.payload();
        TaskId other = new TaskId(UUID.randomUUID());
        LedgerEvent same = new LedgerEvent(
                last.position() + 1,
                UUID.randomUUID().toString(),
                other.address(),
                1,
                first.type(),
                last.at(),
                new TaskEvent.Created(other, task.key(), task.place(), task.details(), task.at()),
                last.by(),
                last.changeSet());

        assertThatThrownBy(() -> apply(List.of(same), Projection::fill)).hasMessageContaining("tasks_key_number_key");
        finish();
    }

    /** What a command on an entity with many events is decided on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_row_has_the_state_that_the_rules_make_of_its_events(long seed) {
        List<LedgerEvent> events = RandomEvents.of(seed, EVENTS);
        inBatches(events, new Random(seed));
        Map<TaskId, Optional<Task>> tasks = new HashMap<>();
        Map<ProjectId, Optional<Project>> projects = new HashMap<>();
        for (LedgerEvent event : events) {
            switch (event.payload()) {
                case TaskEvent e -> tasks.put(e.task(), evolve(TASKS, tasks.getOrDefault(e.task(), NO_TASK), e));
                case ProjectEvent e ->
                    projects.put(e.project(), evolve(PROJECTS, projects.getOrDefault(e.project(), NO_PROJECT), e));
                default -> {}
            }
        }
        RowStates newest = new RowStates(database.dataSource);
        AtomicInteger compared = new AtomicInteger();
        TaskRows.of(database.dataSource)
                .find(tasks.keySet().stream().map(TaskId::value).collect(Collectors.toSet()))
                .values()
                .forEach(row ->
                        compare(row.state(), Objects.requireNonNull(tasks.get(new TaskId(row.entity()))), compared));
        ProjectRows.of(database.dataSource)
                .find(projects.keySet().stream().map(ProjectId::value).collect(Collectors.toSet()))
                .values()
                .forEach(row -> compare(
                        newest.withNotes(row),
                        Objects.requireNonNull(projects.get(new ProjectId(row.entity()))),
                        compared));
        assertThat(compared.get()).isGreaterThan(10);
    }

    /** But for rows that do not count, as they have the sign for what PostgreSQL cannot store. */
    private static <S> void compare(S ofRow, Optional<S> ofEvents, AtomicInteger compared) {
        if (ofEvents.isPresent() && !ofRow.toString().contains("\uFFFD")) {
            assertThat(ofRow).isEqualTo(ofEvents.get());
            compared.incrementAndGet();
        }
    }

    /** Empty from the first event on that no rule would have made. */
    private static <S, E> Optional<S> evolve(Decider<?, S, E> rules, Optional<S> known, E event) {
        try {
            return known.map(state -> rules.evolve(state, event));
        } catch (Rejection notAllowed) {
            return Optional.empty();
        }
    }

    private static void finish() {
        database.transaction.executeWithoutResult(status -> projections.forEach(Projection::filled));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void what_is_applied_again_changes_what_it_would_change_one_by_one(long seed) {
        List<LedgerEvent> events = RandomEvents.of(seed, EVENTS);
        List<LedgerEvent> again = events.subList(EVENTS / 3, EVENTS / 2).stream()
                .filter(event -> !event.stream().startsWith("link-")) // a link's rules know what may follow what
                .toList();
        inBatches(events, new Random(seed));
        again.forEach(event -> projections.forEach(projection -> projection.apply(event)));
        Map<String, List<String>> oneByOne = tables();
        database.truncate();

        inBatches(events, new Random(seed));
        apply(again);

        assertThat(tables()).isEqualTo(oneByOne);
        inBatches(events, new Random(seed));
        Map<String, List<String>> once = tables();
        inBatches(events, new Random(seed));
        assertThat(tables()).isEqualTo(once);
    }

    @Test
    void an_event_without_its_row_fails_them_all() {
        List<LedgerEvent> events = RandomEvents.of(21, EVENTS);
        List<LedgerEvent> withoutBegin = events.subList(EVENTS / 2, EVENTS);

        for (String name : List.of("projects", "tasks", "notes")) {
            Projection projection = projections.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(
                            () -> database.transaction.executeWithoutResult(status -> projection.apply(withoutBegin)))
                    .hasMessageContaining("There is no row");
        }
    }

    /** A batch reads its rows, copies their versions, and puts the rows by a table that it makes and drops; for both. */
    @Test
    void their_number_costs_no_statement() {
        List<LedgerEvent> events = RandomEvents.ofTasks(1_000, 5_000);
        List<LedgerEvent> more = RandomEvents.ofTasks(1_000, 7_000).subList(events.size(), 7_001);

        assertThat(database.statements(() -> apply(events))).isLessThanOrEqualTo(13);
        assertThat(database.statements(() -> apply(more))).isLessThanOrEqualTo(7);
    }

    private static void inBatches(List<LedgerEvent> events, Random random) {
        inBatches(events, random, Projection::apply);
    }

    private static void inBatches(
            List<LedgerEvent> events, Random random, BiConsumer<Projection, List<LedgerEvent>> way) {
        int from = 0;
        while (from < events.size()) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(250));
            apply(events.subList(from, to), way);
            from = to;
        }
    }

    private static void apply(List<LedgerEvent> batch) {
        apply(batch, Projection::apply);
    }

    private static void apply(List<LedgerEvent> batch, BiConsumer<Projection, List<LedgerEvent>> way) {
        database.transaction.executeWithoutResult(
                status -> projections.forEach(projection -> way.accept(projection, batch)));
    }

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String table : ReadModel.tables(List.of("projects", "tasks", "notes", "history"))) {
            tables.put(table, rows(table));
        }
        tables.put("sync_links", rows("sync_links"));
        return tables;
    }

    private static List<String> rows(String table) {
        return database.jdbc
                .sql("select to_jsonb(x)::text from %s x order by 1".formatted(table))
                .query(String.class)
                .list();
    }
}
