package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.claim.ClaimQueries;
import dev.devledger.application.claim.ClaimedTask;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresClaimQueries(JdbcClient jdbc) implements ClaimQueries {
    private static final String LIST = "claims";
    private static final Order BY_END = new Order("c.until", "timestamptz", false, "t.key_number", "bigint");

    @Override
    public Page<ClaimedTask> live(PageRequest page) {
        Where where = new Where().always("c.until > now()").after(Cursor.read(page.cursor(), LIST), BY_END);
        String rows = """
                select c.*, t.key, t.title, c.until::text as sort_value, t.key_number as sort_id
                from claims c join tasks t on t.id = c.id
                where %s order by %s limit :limit
                """.formatted(where.sql(), BY_END.sql());
        return Pages.read(jdbc, rows, where, page, LIST, PostgresClaimQueries::claimed);
    }

    private static ClaimedTask claimed(ResultSet row, int number) throws SQLException {
        return new ClaimedTask(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getString("title"),
                row.getString("agent"),
                row.getString("actor"),
                Times.get(row, "since"),
                Times.get(row, "until"),
                row.getLong("number"));
    }
}
