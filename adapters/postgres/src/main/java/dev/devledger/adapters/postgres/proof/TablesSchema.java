package dev.devledger.adapters.postgres.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a connection finds the ledger.
 *
 * @param schema of the tables
 * @param quoted the same, as it is written in a statement
 * @param path all schemas in which names are looked up, but {@code pg_catalog}
 * @param misleading what makes other names be found than PostgreSQL's own
 */
record TablesSchema(String schema, String quoted, List<String> path, List<String> misleading) {

    private static final String SYSTEM = "pg_catalog";

    static TablesSchema of(Connection connection) throws SQLException {
        List<String> path = new ArrayList<>();
        List<String> misleading = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select pg_catalog.current_schema(), pg_catalog.quote_ident(pg_catalog.current_schema()),
                          pg_catalog.array_to_string(pg_catalog.current_schemas(true), ',')
                        """);
                ResultSet row = statement.executeQuery()) {
            row.next();
            for (String name : row.getString(3).split(",", -1)) {
                if (!name.startsWith("pg_temp") && !name.equals(SYSTEM)) {
                    path.add(name);
                } else if (name.equals(SYSTEM) && !path.isEmpty()) {
                    misleading.add(
                            "names are looked up in %s before PostgreSQL's own.".formatted(String.join(" and ", path)));
                }
            }
            misleading.addAll(settings(connection));
            path.add("rebuild");
            return new TablesSchema(row.getString(1), row.getString(2), List.copyOf(path), List.copyOf(misleading));
        }
    }

    /** Of any role: the server's may be another than the one that looks. */
    private static List<String> settings(Connection connection) throws SQLException {
        List<String> misleading = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select coalesce('role ' || pg_catalog.quote_ident(rolname), 'the database') as whose, setting
                        from pg_catalog.pg_db_role_setting s cross join pg_catalog.unnest(setconfig) setting
                        left join pg_catalog.pg_roles r on r.oid operator(pg_catalog.=) setrole
                        where setting operator(pg_catalog.~) '^search_path=.+pg_catalog'
                          and (setdatabase operator(pg_catalog.=) 0 or setdatabase operator(pg_catalog.=)
                            (select oid from pg_catalog.pg_database
                             where datname operator(pg_catalog.=) pg_catalog.current_database()))
                        """);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                misleading.add("%s has %s, which puts other names before PostgreSQL's own."
                        .formatted(rows.getString("whose"), rows.getString("setting")));
            }
        }
        return misleading;
    }

    /** From here to the end of the transaction only PostgreSQL's own names are found without a schema. */
    static void look(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("set local search_path = pg_catalog")) {
            statement.execute();
        }
    }
}
