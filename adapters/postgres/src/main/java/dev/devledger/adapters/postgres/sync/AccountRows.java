package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Rows of one account, which is in their columns {@code connector} and {@code account}. */
final class AccountRows {

    private AccountRows() {}

    /** The statement calls it {@code :connector} and {@code :account}. */
    static StatementSpec ofAccount(JdbcClient jdbc, ConnectedAccount account, String sql) {
        return jdbc.sql(sql).param("connector", account.connector()).param("account", account.account());
    }

    /** And these entities {@code :kinds} and {@code :ids}. */
    static StatementSpec ofAccount(
            JdbcClient jdbc, ConnectedAccount account, Collection<EntityRef> entities, String sql) {
        return ofAccount(jdbc, account, sql)
                .param("kinds", Entities.kinds(entities))
                .param("ids", Entities.ids(entities));
    }

    static Columns columns(ConnectedAccount account) {
        return new Columns().set("connector", account.connector()).set("account", account.account());
    }

    /** Rows that belong to one of some accounts. */
    record OfAccounts(List<ConnectedAccount> accounts) {

        Where where() {
            Where where = new Where().always(condition(""));
            where.parameters().putAll(parameters());
            return where;
        }

        /** @param alias of the table with a dot, or nothing */
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

        /** What a cursor says of the list that it is of. */
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
