package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.EnumColumns.FilterValues;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.Attention;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** @param accounts the accounts of the services in use */
public record PostgresAttention(JdbcClient jdbc, List<ConnectedAccount> accounts) implements Attention {
    private static final String OF_ACCOUNTS = "(connector, account) in (select * from unnest(:connectors, :accounts))";
    private static final String IN_OPEN_PROJECT =
            "project_id not in (select id from dev_projects where status = any(:closed))";

    private static final String ENDED = """
            from claims c join tasks t on t.id = c.id
            where c.until > :ended and c.until <= now() and c.agent is not null
              and t.status = 'open' and t.deleted_at is null""";

    /** The side of a dispute is in its JSON, in which a quote within a text is escaped. */
    private static final String COUNTS = """
            select
              (select count(*) from tasks where %1$s and %2$s and %5$s) as overdue,
              (select count(*) from tasks where %1$s and %3$s and %5$s) as blocked,
              (select count(*) from sync_conflicts where %4$s and state = 'applied' and first_seen_at > :replaced
                and dispute ~* '"applied" ?: ?"remote"') as replaced,
              (select count(*) %6$s) as ended,
              (select count(*) from sync_left where %4$s and not dismissed and since > :leftOut)
                + (select count(*) from sync_links link where %4$s and reason is not null
                    and (state = 'linked' or state = 'none' and exists (
                      select from sync_work w
                      where w.connector = link.connector and w.account = link.account
                        and w.entity_kind = link.entity_kind and w.entity_id = link.entity_id))) as refused
            """.formatted(
                    TaskConditions.OPEN,
                    TaskConditions.overdue("now()"),
                    new Readiness(AsOfRows.tasks()).blocked("tasks"),
                    OF_ACCOUNTS,
                    IN_OPEN_PROJECT,
                    ENDED);

    @Override
    public Counts counts(Since since) {
        return jdbc.sql(COUNTS)
                .param("closed", FilterValues.closed())
                .param("replaced", Times.of(since.replaced()))
                .param("ended", Times.of(since.ended()))
                .param("leftOut", Times.of(since.leftOut()))
                .param(
                        "connectors",
                        accounts.stream().map(ConnectedAccount::connector).toArray(String[]::new))
                .param(
                        "accounts",
                        accounts.stream().map(ConnectedAccount::account).toArray(String[]::new))
                .query((row, number) -> new Counts(
                        row.getInt("overdue"),
                        row.getInt("blocked"),
                        row.getInt("replaced"),
                        row.getInt("ended"),
                        row.getInt("refused")))
                .single();
    }

    @Override
    public List<EndedClaim> endedClaims(Instant since, int most) {
        return jdbc.sql("select t.key, t.title, c.agent, c.until %s order by c.until desc, t.key_number limit :most"
                        .formatted(ENDED))
                .param("ended", Times.of(since))
                .param("most", most)
                .query((row, number) -> new EndedClaim(
                        row.getString("key"), row.getString("title"), row.getString("agent"), Times.get(row, "until")))
                .list();
    }
}
