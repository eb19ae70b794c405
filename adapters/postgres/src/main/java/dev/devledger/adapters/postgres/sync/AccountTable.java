package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A table in which each row belongs to an account, by the columns {@code connector} and {@code account}. All methods
 * bind them as {@code :connector} and {@code :account}. The {@code rest} of a statement begins with {@code and} or
 * {@code order by}.
 *
 * @param keys the key columns of a row within its account
 */
record AccountTable(RowWrites rows, String name, List<String> keys) {

    /**
     * The condition for due rows. A due time beyond the longest wait was written before the clock was set back, so its
     * row is due, too.
     */
    static final String DUE = "(not_before <= :now or not_before > :now + cast(:longest as interval))";

    private static final String OF_ACCOUNT = " where connector = :connector and account = :account ";

    AccountTable(RowWrites rows, String name, String... keys) {
        this(rows, name, List.of(keys));
    }

    static StatementSpec ofAccount(JdbcClient jdbc, ConnectedAccount account, String sql) {
        return jdbc.sql(sql).param("connector", account.connector()).param("account", account.account());
    }

    StatementSpec of(ConnectedAccount account, String sql) {
        return ofAccount(rows.jdbc(), account, sql);
    }

    StatementSpec of(String connector, String account, String sql, String rest) {
        return rows.jdbc()
                .sql(sql + OF_ACCOUNT + rest)
                .param("connector", connector)
                .param("account", account);
    }

    /** Binds the entities as {@code :kinds} and {@code :ids}. */
    StatementSpec of(ConnectedAccount account, Collection<EntityRef> entities, String sql) {
        return of(account, sql).param("kinds", Entities.kinds(entities)).param("ids", Entities.ids(entities));
    }

    StatementSpec select(ConnectedAccount account, String columns, String rest) {
        return of(account.connector(), account.account(), "select " + columns + " from " + name, rest);
    }

    /** Selects the rows of these entities, in their order. */
    StatementSpec select(ConnectedAccount account, Collection<EntityRef> entities, String columns, String rest) {
        return of(account, entities, """
                select %s from unnest(:kinds, :ids) as wanted (wanted_kind, wanted_id)
                join %s on connector = :connector and account = :account
                  and entity_kind = wanted_kind and entity_id = wanted_id %s
                """.formatted(columns, name, rest));
    }

    StatementSpec update(ConnectedAccount account, String set, String rest) {
        return of(account.connector(), account.account(), "update " + name + " set " + set, rest);
    }

    StatementSpec delete(ConnectedAccount account, String rest) {
        return of(account.connector(), account.account(), "delete from " + name, rest);
    }

    int count(ConnectedAccount account, String rest) {
        return select(account, "count(*)", rest).query(Integer.class).single();
    }

    /** Selects the rows whose wait, {@code not_before}, is over. */
    StatementSpec due(ConnectedAccount account, Instant now, String rest) {
        return select(account, "*", "and " + DUE + " " + rest)
                .param("now", Times.of(now))
                .param("longest", PendingWork.LONGEST_WAIT.toString());
    }

    @Nullable
    Instant nextDue(ConnectedAccount account, String rest) {
        return select(account, "min(not_before) as due", rest)
                .query((row, number) -> Optional.ofNullable(Times.find(row, "due")))
                .single()
                .orElse(null);
    }

    /** Returns the first of the rows with its reason, and the number of all of them. */
    LinkBook.Sample sample(ConnectedAccount account, String entity, String reason, String rest) {
        return select(account, "%s, %s as reason, count(*) over () as things".formatted(entity, reason), rest)
                .query((row, number) ->
                        new LinkBook.Sample(row.getInt("things"), Entities.get(row), row.getString("reason")))
                .optional()
                .orElse(LinkBook.Sample.NONE);
    }

    static Columns row(String connector, String account) {
        return new Columns().set("connector", connector).set("account", account);
    }

    static Columns row(ConnectedAccount account) {
        return row(account.connector(), account.account());
    }

    /** Inserts the row, or updates the row with the same keys. */
    void put(Columns row) {
        List<String> all = new ArrayList<>(List.of("connector", "account"));
        all.addAll(keys);
        row.put(rows, name, all.toArray(String[]::new));
    }

    /** A condition on the rows of several accounts. */
    record OfAccounts(List<ConnectedAccount> accounts) {

        Where where() {
            Where where = new Where().always(condition(""));
            where.parameters().putAll(parameters());
            return where;
        }

        /** @param alias the alias of the table with a dot, or an empty text */
        String condition(String alias) {
            return accounts.isEmpty()
                    ? "false"
                    : IntStream.range(0, accounts.size())
                            .mapToObj("(:connector%1$d, :account%1$d)"::formatted)
                            .collect(Collectors.joining(
                                    ", ", "(%1$sconnector, %1$saccount) in (".formatted(alias), ")"));
        }

        Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            for (int each = 0; each < accounts.size(); each++) {
                parameters.put("connector" + each, accounts.get(each).connector());
                parameters.put("account" + each, accounts.get(each).account());
            }
            return parameters;
        }

        /** Returns the name of a list for its cursors, with the accounts. */
        String name(String list) {
            return accounts.stream()
                    .map(each -> " " + each.connector() + " " + each.account())
                    .collect(Collectors.joining("", list, ""));
        }

        ConnectedAccount of(ResultSet row) throws SQLException {
            String connector = row.getString("connector");
            return accounts.stream()
                    .filter(each -> each.connector().equals(connector))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
