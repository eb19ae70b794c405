package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.sql.NoTimeouts;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.imports.ImportProgress.ImportStore.Ranges;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

public final class PostgresImportStore implements ImportStore {

    /** The begin of a range of numbers; {@code place} is its position among all numbers taken, from 1. */
    private record Begin(long number, long place) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public PostgresImportStore(DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    @SuppressWarnings("NullAway") // it returns the result of the work
    public <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> {
            NoTimeouts.transaction();
            return work.get();
        });
    }

    @Override
    public Map<String, List<Named>> named(Collection<String> names) {
        Map<String, List<Named>> found = new HashMap<>();
        List<String> asked = names.stream().filter(Texts::isStorable).toList();
        if (asked.isEmpty()) {
            return found;
        }
        // Compares names in lower case, for which there is an index, then exactly.
        jdbc.sql("""
                        select p.name, p.id, p.key from dev_projects p
                        where lower(p.name) = any(array(select lower(name) from unnest(cast(:names as text[])) name))
                          and p.name = any(:names) and p.deleted_at is null
                        order by p.key_number
                        """).param("names", asked.toArray(String[]::new)).query((ResultSet row) -> {
            found.computeIfAbsent(row.getString("name"), any -> new ArrayList<>(1))
                    .add(new Named(new ProjectId(row.getObject("id", UUID.class)), row.getString("key")));
        });
        return found;
    }

    @Override
    public Set<TaskId> present(Collection<TaskId> tasks) {
        return tasks.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select id from tasks where id = any(:ids)")
                        .param("ids", tasks.stream().map(TaskId::value).toArray(UUID[]::new))
                        .query((row, number) -> new TaskId(row.getObject("id", UUID.class)))
                        .list());
    }

    @Override
    public Map<TimeEntryId, Boolean> presentEntries(Collection<TimeEntryId> entries) {
        return RowMap.of(
                jdbc.sql("select id, deleted_at is not null as deleted from time_entries where id = any(:ids)")
                        .param("ids", entries.stream().map(TimeEntryId::value).toArray(UUID[]::new)),
                row -> new TimeEntryId(row.getObject("id", UUID.class)),
                row -> row.getBoolean("deleted"));
    }

    @Override
    public Map<Title, List<TitledTask>> titled(Collection<Title> titles) {
        Map<Title, List<TitledTask>> found = new HashMap<>();
        List<Title> asked =
                titles.stream().filter(each -> Texts.isStorable(each.title())).toList();
        jdbc.sql("""
                        select t.id, t.key, t.project_id, t.title
                        from unnest(cast(:projects as uuid[]), cast(:titles as text[])) asked (project_id, title)
                        join tasks t on t.project_id = asked.project_id and t.title = asked.title
                        where t.deleted_at is null order by t.key_number
                        """)
                .param(
                        "projects",
                        asked.stream().map(each -> each.project().value()).toArray(UUID[]::new))
                .param("titles", asked.stream().map(Title::title).toArray(String[]::new))
                .query((ResultSet row) -> {
                    Title title =
                            new Title(new ProjectId(row.getObject("project_id", UUID.class)), row.getString("title"));
                    found.computeIfAbsent(title, any -> new ArrayList<>(1))
                            .add(new TitledTask(new TaskId(row.getObject("id", UUID.class)), row.getString("key")));
                });
        return found;
    }

    /**
     * Takes numbers. Other clients take numbers at the same time, so the result may be several ranges, with gaps
     * between.
     */
    @Override
    public Ranges next(Sequence sequence, int count) {
        String name =
                switch (sequence) {
                    case PROJECT_KEYS -> "'project_key'";
                    case TASK_KEYS -> "'task_key'";
                    case TIME_ENTRY_KEYS -> "'time_entry_key'";
                };
        List<Begin> begins = jdbc.sql("""
                        select n, place from (
                          select n, row_number() over () as place, lag(n) over () as before
                          from (select nextval(%s::regclass) as n from generate_series(1, :count)) taken) taken
                        where before is distinct from n - 1
                        order by place
                        """.formatted(name))
                .param("count", count)
                .query((row, number) -> new Begin(row.getLong("n"), row.getLong("place")))
                .list();
        return new Ranges(ranges(begins, count));
    }

    private static List<Ranges.Range> ranges(List<Begin> begins, int count) {
        List<Ranges.Range> ranges = new ArrayList<>(begins.size());
        for (int i = 0; i < begins.size(); i++) {
            Begin begin = begins.get(i);
            long next = i + 1 < begins.size() ? begins.get(i + 1).place() : count + 1L;
            ranges.add(new Ranges.Range(begin.number(), begin.number() + (next - begin.place()) - 1));
        }
        return ranges;
    }
}
