package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of then: the same as they were then, and hardly dearer than those of now. */
@Tag("long")
class PastListsTest {
    private static final int TASKS = 10_000;

    @RegisterExtension
    private static final Database database = Database.emptied();

    private record Asked(long position, TaskFilter filter) {}

    /** Times are not in the order of positions, and many of them are the same to the microsecond. */
    @ParameterizedTest
    @ValueSource(longs = 1)
    void each_list_is_found_again_page_by_page(long seed) {
        Story story = new Story(seed);
        TaskQueries now = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
        Map<Asked, List<String>> seen = new LinkedHashMap<>();
        for (int step = 1; step <= 150; step++) {
            story.goOn();
            if (step % 30 == 0) {
                for (TaskFilter filter : PastListsTrial.lists(story.project()).values()) {
                    seen.put(new Asked(story.position, filter), pages(now, filter, 200));
                }
            }
        }
        assertThat(seen.values()).anySatisfy(list -> assertThat(list).hasSizeGreaterThan(20));
        seen.forEach((asked, then) -> {
            TaskQueries past = now.asOf(asked.position());
            assertThat(pages(past, asked.filter(), 7)).as(asked.toString()).isEqualTo(then);
            Page<TaskView> first = past.list(asked.filter(), new PageRequest(3, null));
            if (first.nextCursor() != null) {
                assertThat(past.remaining(asked.filter(), first.nextCursor()))
                        .as(asked.toString())
                        .isEqualTo(then.size() - 3);
            }
        });
    }

    private static List<String> pages(TaskQueries tasks, TaskFilter filter, int limit) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<TaskView> page = tasks.list(filter, new PageRequest(limit, cursor));
            page.items().forEach(each -> all.add(each.key() + " " + each.version() + " " + each.title()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    /**
     * Blocks of the tables and of their indexes: what is read by an order must not grow with what came since or before. A list
     * that sorts all of then reads a block for each task of then and no more: what was superseded lies by when it was, so that
     * few of them share one. Each is read with a plan for its own values and with one for any.
     */
    @Test
    void a_list_of_then_reads_few_blocks_whatever_came_since() {
        TaskQueries now = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
        PageRequest page = new PageRequest(50, null);
        LongPast past = LongPast.of(database, TASKS);
        SoftAssertions.assertSoftly(softly -> PastListsTrial.lists(past.project).forEach((name, filter) -> {
            for (String plans : List.of("force_custom_plan", "force_generic_plan")) {
                long today = blocks(plans, () -> now.list(filter, page));
                long most = sortsAll(filter) ? TASKS + 400 : 3 * today + 400;
                for (double share : new double[] {0.999, 0.5, 0.01}) {
                    long then = blocks(plans, () -> now.asOf(past.at(share)).list(filter, page));
                    softly.assertThat(then)
                            .as("%s at %s, %s", name, share, plans)
                            .isLessThanOrEqualTo(most);
                }
            }
        }));
    }

    /** By name or the last due date first there is no index, now or then; by key there is one of now only. */
    private static boolean sortsAll(TaskFilter filter) {
        Sort sort = filter.get(TaskFilter.SORT);
        return !filter.has(TaskFilter.PROJECT)
                && (sort.by() == Sort.By.NAME
                        || sort.by() == Sort.By.KEY
                        || (sort.by() == Sort.By.DUE && sort.descending()));
    }

    /** Of this connection, since it last told the statistics. */
    private static long blocks(String plans, Runnable work) {
        Long read = database.transaction.execute(status -> {
            database.jdbc.sql("set local plan_cache_mode = " + plans).update();
            long before = statistic();
            work.run();
            return statistic() - before;
        });
        return read == null ? 0 : read;
    }

    private static long statistic() {
        return database.jdbc.sql("""
                        select sum(pg_stat_get_xact_blocks_fetched(oid)) from pg_class
                        where oid in ('tasks'::regclass, 'task_versions'::regclass)
                           or oid in (select indexrelid from pg_index
                                      where indrelid in ('tasks'::regclass, 'task_versions'::regclass))
                        """).query(Long.class).single();
    }

    /** What happens to the tasks of two projects, one event after the other. */
    private static final class Story {
        private final Random random;
        private final Rows rows = new Rows(database);
        private final List<ProjectId> projects = List.of(rows.project("One"), rows.project("Other"));
        private final List<TaskId> tasks = new ArrayList<>();
        private final Map<TaskId, Long> versions = new LinkedHashMap<>();
        private final List<TaskId> deleted = new ArrayList<>();
        private long position = 100;

        Story(long seed) {
            random = new Random(seed);
        }

        String project() {
            return projects.getFirst().toString();
        }

        void goOn() {
            position += 1 + random.nextInt(5);
            Instant at = Rows.AT.plusSeconds(random.nextInt(60)).plusNanos(1_000L * random.nextInt(2));
            int dice = random.nextInt(10);
            if (tasks.size() < 3 || dice < 3) {
                make(at);
            } else {
                change(any(tasks), dice, at);
            }
        }

        private void make(Instant at) {
            TaskId task = new TaskId(UUID.randomUUID());
            tasks.add(task);
            versions.put(task, 1L);
            TaskDetails details = new TaskDetails(
                    "Task " + random.nextInt(5),
                    "",
                    any(List.of(Priority.values())),
                    SampleEvents.tags(),
                    new Schedule(null, due(), Rows.BERLIN),
                    List.of());
            rows.tasks.add(
                    new TaskEvent.Created(task, new TaskKey(tasks.size()), new Place(any(projects), null), details, at),
                    new Revision(1, position));
        }

        private void change(TaskId task, int dice, Instant at) {
            Revision revision = new Revision(versions.merge(task, 1L, Long::sum), position);
            switch (dice) {
                case 3, 4 -> rows.tasks.changeStatus(task, any(List.of(TaskStatus.values())), at, revision);
                case 5 -> rows.tasks.move(task, new Place(any(projects), null), at, revision);
                case 6 -> {
                    if (deleted.remove(task)) {
                        rows.tasks.restore(task, at, revision);
                    } else {
                        deleted.add(task);
                        rows.tasks.delete(task, null, at, revision);
                    }
                }
                default -> rows.tasks.edit(task, changes(), at, revision);
            }
        }

        private Changes<TaskDetails> changes() {
            return Changes.of(TaskDetails.TITLE, "", "Title " + random.nextInt(5))
                    .with(TaskDetails.PRIORITY, Priority.NONE, any(List.of(Priority.values())))
                    .with(TaskDetails.DUE_DATE, null, due());
        }

        private When due() {
            return new When.Day(LocalDate.of(2026, 4, 1 + random.nextInt(5)));
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
