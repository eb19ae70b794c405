package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimOverview;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimOverview.ClaimCount;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimOverview.Held;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresClaimQueries(JdbcClient jdbc) implements ClaimQueries {
    private static final String LIST = "claims";
    private static final Order BY_END = new Order("c.until", "timestamptz", false, "t.key_number", "bigint");

    @Override
    public Page<ClaimedTask> live(@Nullable UUID project, PageRequest page) {
        Where where = new Where()
                .always("c.until > now()")
                .and("t.project_id = :project", "project", project)
                .after(Cursor.read(page.cursor(), LIST), BY_END);
        String rows = """
                select c.*, t.project_id, t.key, t.title, c.until::text as sort_value, t.key_number as sort_id
                from claims c join tasks t on t.id = c.id
                where %s order by %s limit :limit
                """.formatted(where.sql(), BY_END.sql());
        return Pages.read(jdbc, rows, where, page, LIST, PostgresClaimQueries::claimed);
    }

    @Override
    public List<ClaimedTask> of(Collection<UUID> tasks, Instant at) {
        return jdbc.sql("""
                        select c.*, t.project_id, t.key, t.title from claims c join tasks t on t.id = c.id
                        where c.id = any(:tasks) and c.until > :at order by t.key_number
                        """)
                .param("tasks", tasks.toArray(UUID[]::new))
                .param("at", Times.of(at))
                .query(PostgresClaimQueries::claimed)
                .list();
    }

    /** Reads the overview in one statement. A third claim of a task means that earlier claims left it open. */
    @Override
    public ClaimOverview overview(@Nullable UUID project, int most) {
        String rows = """
                select * from (
                  select false as often, t.key, t.title, c.agent, c.until, c.number, count(*) over () as live,
                    row_number() over (order by c.until, t.key_number) as place
                  from claims c join tasks t on t.id = c.id
                  where c.until > now() and t.deleted_at is null and %1$s
                  order by place limit :most) held
                union all
                select * from (
                  select true, t.key, t.title, c.agent, c.until, c.number, 0,
                    row_number() over (order by c.number desc, t.key_number) as place
                  from claims c join tasks t on t.id = c.id
                  where c.number >= 3 and t.status = 'open' and t.deleted_at is null and %1$s
                  order by place limit 3) begun
                order by often, place
                """.formatted(project == null ? "true" : "t.project_id = :project");
        AtomicInteger count = new AtomicInteger();
        List<Held> held = new ArrayList<>();
        List<ClaimCount> often = new ArrayList<>();
        jdbc.sql(rows).param("project", project).param("most", most).query((ResultSet row) -> {
            if (row.getBoolean("often")) {
                often.add(new ClaimCount(row.getString("key"), row.getString("title"), row.getLong("number")));
            } else {
                count.set(row.getInt("live"));
                held.add(new Held(
                        row.getString("key"), row.getString("title"), row.getString("agent"), Times.get(row, "until")));
            }
        });
        return new ClaimOverview(count.get(), List.copyOf(held), List.copyOf(often));
    }

    private static ClaimedTask claimed(ResultSet row, int number) throws SQLException {
        return new ClaimedTask(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("key"),
                row.getString("title"),
                row.getString("agent"),
                row.getString("actor"),
                Times.get(row, "since"),
                Times.get(row, "until"),
                row.getLong("number"));
    }
}
