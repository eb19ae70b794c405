package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.domain.task.Task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long lists of then take beside those of now, with 100,000 tasks. {@code trials/past} runs it. */
class PastListsTrial {
    private static final int TASKS = Integer.getInteger("devledger.test.tasks", 100_000);
    private static final int READS = 15;
    private static final PageRequest PAGE = new PageRequest(50, null);
    private static final double[] MOMENTS = {0.999, 0.99, 0.5, 0.2, 0.05, 0.001};

    private final StringBuilder table = new StringBuilder();

    @Test
    void a_list_of_then_takes_at_most_three_times_that_of_now() throws IOException {
        List<String> slow = new ArrayList<>();
        try (Database database = Database.create()) {
            LongPast past = LongPast.of(database, TASKS);
            TaskQueries tasks = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
            ProjectQueries projects = new PostgresProjectQueries(database.jdbc, Rows.ACCOUNTS, Rows.SETTLED);
            line(
                    "%,d tasks, %,d events, medians in ms".formatted(TASKS, past.positions),
                    "now",
                    Arrays.stream(MOMENTS)
                            .mapToObj(share -> "at %s %%".formatted(share * 100))
                            .toList());
            line("---", "---", Arrays.stream(MOMENTS).mapToObj(share -> "---").toList());
            lists(past.project)
                    .forEach((name, filter) -> measure(
                            name, past, slow, asOf -> (asOf == null ? tasks : tasks.asOf(asOf)).list(filter, PAGE)));
            ProjectFilter all = ProjectFilter.ALL;
            measure("projects, with their counts", past, slow, asOf -> (asOf == null ? projects : projects.asOf(asOf))
                    .list(all, PAGE));
            measure("one project, with its counts", past, slow, asOf -> (asOf == null ? projects : projects.asOf(asOf))
                    .find(past.project));
        }
        Files.writeString(Path.of("target", "past-lists-trial.md"), table);
        assertThat(slow).isEmpty();
    }

    static Map<String, TaskFilter> lists(String project) {
        Map<String, TaskFilter> lists = new LinkedHashMap<>();
        for (Sort.By by : EnumSet.complementOf(EnumSet.of(Sort.By.READY))) {
            for (boolean descending : new boolean[] {false, true}) {
                Sort sort = new Sort(by, descending);
                String name = by.name().toLowerCase(Locale.ROOT) + (descending ? ", from the end" : "");
                lists.put(name, TaskFilter.of(Set.of(), null, sort));
                lists.put(name + "; open", TaskFilter.of(Set.of(TaskStatus.OPEN), null, sort));
                lists.put(name + "; completed", TaskFilter.of(Set.of(TaskStatus.COMPLETED), null, sort));
                lists.put(name + "; of a project", TaskFilter.of(Set.of(), project, sort));
                lists.put(name + "; open of a project", TaskFilter.of(Set.of(TaskStatus.OPEN), project, sort));
            }
        }
        return lists;
    }

    private void measure(String name, LongPast past, List<String> slow, Consumer<@Nullable Long> read) {
        double now = median(() -> read.accept(null));
        List<String> then = new ArrayList<>();
        for (double share : MOMENTS) {
            double taken = median(() -> read.accept(past.at(share)));
            boolean within = taken <= 3 * now;
            then.add("%s%.1f".formatted(within ? "" : "**no** ", taken));
            if (!within) {
                slow.add("%s at %s: %.1f ms, now %.1f ms".formatted(name, share, taken, now));
            }
        }
        line(name, "%.1f".formatted(now), then);
    }

    private void line(String name, String now, List<String> then) {
        table.append("| %s | %s | %s |%n".formatted(name, now, String.join(" | ", then)));
    }

    private static double median(Runnable read) {
        double[] taken = new double[READS];
        for (int i = -3; i < READS; i++) {
            long begun = System.nanoTime();
            read.run();
            if (i >= 0) {
                taken[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(taken);
        return taken[READS / 2];
    }
}
