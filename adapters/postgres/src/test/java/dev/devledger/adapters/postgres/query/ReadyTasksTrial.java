package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long it takes to find what is ready among 100,000 tasks. {@code trials/ready} runs it. */
class ReadyTasksTrial {
    private static final int TASKS = Integer.getInteger("devledger.test.tasks", 100_000);
    private static final int READS = 101;

    /** A server that has run for a while: its own code is compiled, and the plans are kept. */
    private static final int WARM = 100;

    private static final PageRequest PAGE = new PageRequest(50, null);

    private final StringBuilder table = new StringBuilder(
            "| %,d tasks | median in ms | 95 %% | least |%n| --- | --- | --- | --- |%n".formatted(TASKS));

    @Test
    void the_first_50_that_are_ready_take_less_than_ten_milliseconds() throws IOException, InterruptedException {
        List<Double> taken;
        try (Database database = Database.create()) {
            ManyReadyTasks many = ManyReadyTasks.of(database, TASKS);
            vacuum(database);
            TaskQueries tasks = new PostgresTaskQueries(database.dataSource, Rows.JSON, Rows.ACCOUNTS, Rows.SETTLED);
            TaskFilter ready = TaskFilter.ready(null, Set.of());
            double first = measure("the first 50", () -> tasks.list(ready, PAGE));
            String cursor = tasks.list(ready, new PageRequest(200, null)).nextCursor();
            measure("the 50 behind 200", () -> tasks.list(ready, new PageRequest(50, cursor)));
            measure("the next one", () -> tasks.list(ready, new PageRequest(1, null)));
            measure("the first 50 of a project", () -> tasks.list(TaskFilter.ready(many.project, Set.of()), PAGE));
            measure("the first 50 with a tag", () -> tasks.list(TaskFilter.ready(null, Set.of("java")), PAGE));
            measure(
                    "the first 50 of all open ones, by update",
                    () -> tasks.list(TaskFilter.of(Set.of(), null, Sort.DEFAULT), PAGE));
            measure("how many are ready", () -> tasks.count(ready));
            AtomicLong moment = new AtomicLong(TASKS);
            double past = measure("as of a moment, each time another", () -> tasks.asOf(moment.getAndDecrement())
                    .list(ready, PAGE));
            many.changeOneInEleven();
            vacuum(database);
            double longPast = measure(
                    "as of a moment, since when one in eleven has changed",
                    () -> tasks.asOf(moment.getAndDecrement()).list(ready, PAGE));
            taken = List.of(first, past, longPast);
            database.jdbc.sql("update dev_projects set status = 'planned'").update();
            measure("none, as no project is active", () -> tasks.list(ready, PAGE));
            measure("why there is none", () -> tasks.heldBack(ready));
        }
        Files.writeString(Path.of("target", "ready-tasks-trial.md"), table);
        assertThat(taken).allMatch(median -> median < 10);
    }

    /** As autovacuum does a while after the last write: then indexes are read without the table. */
    private static void vacuum(Database database) throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            database.jdbc.sql("vacuum tasks, task_versions").update();
            if (database.jdbc.sql("""
                            select bool_and(relallvisible = relpages) from pg_class
                            where relname in ('tasks', 'task_versions')
                            """).query(Boolean.class).single()) {
                return;
            }
            Thread.sleep(1_000);
        }
        throw new IllegalStateException("somebody keeps an old snapshot");
    }

    private double measure(String name, Runnable read) {
        double[] taken = new double[READS];
        for (int i = -WARM; i < READS; i++) {
            long begun = System.nanoTime();
            read.run();
            if (i >= 0) {
                taken[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(taken);
        table.append(
                "| %s | %.1f | %.1f | %.1f |%n".formatted(name, taken[READS / 2], taken[READS * 95 / 100], taken[0]));
        return taken[READS / 2];
    }
}
