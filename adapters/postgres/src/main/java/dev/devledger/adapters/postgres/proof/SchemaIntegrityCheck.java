package dev.devledger.adapters.postgres.proof;

import static java.util.Comparator.comparing;

import dev.devledger.adapters.postgres.rebuild.Catalog;
import dev.devledger.adapters.postgres.rebuild.Catalog.Item;
import dev.devledger.adapters.postgres.rebuild.Catalog.Kind;
import dev.devledger.application.proof.Difference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that the ledger's tables are plain tables with their original rules, and that no other object can be taken for
 * one of the tables, for one of their functions, or for an object of PostgreSQL itself.
 */
final class SchemaIntegrityCheck {

    /** The tables of facts, against which all other tables are compared. */
    private static final Set<String> FACTS = Set.of("event", "event_batch");

    /** The kinds of objects that must not be added to a table; adding an index is allowed. */
    private static final Set<Kind> NONE_MORE =
            Set.of(Kind.COLUMN, Kind.CONSTRAINT, Kind.TRIGGER, Kind.RULE, Kind.POLICY, Kind.FUNCTION);

    /** Each sequence, with a table and column that use its numbers. */
    private static final List<List<String>> NUMBERS = List.of(
            List.of("event_position_seq", "event", "position"),
            List.of("project_key", "dev_projects", "key_number"),
            List.of("task_key", "tasks", "key_number"),
            List.of("person_key", "people", "key_number"),
            List.of("customer_key", "customers", "key_number"),
            List.of("service_key", "services", "key_number"),
            List.of("time_entry_key", "time_entries", "key_number"),
            List.of("view_key", "saved_views", "key_number"),
            List.of("sync_work_generation", "sync_work", "generation"),
            List.of("sync_work_generation", "sync_work", "marked"));

    private final Connection connection;
    private final TablesSchema home;
    private final List<Difference> differences = new ArrayList<>();

    /** Runs in the transaction of the connection, with only {@code pg_catalog} on its search path. */
    SchemaIntegrityCheck(Connection connection, TablesSchema home) {
        this.connection = connection;
        this.home = home;
    }

    List<Difference> differences(Map<String, Item> shipped) throws SQLException {
        Map<String, Item> live = Catalog.of(connection, home.schema(), home.quoted());
        compare(shipped, live);
        differences.addAll(new ForeignObjects(connection).hiding(home.path()));
        home.misleading().forEach(what -> differ(Kind.FUNCTION, "", "The search path", what));
        differences.addAll(new ForeignObjects(connection).eventTriggers());
        for (List<String> number : NUMBERS) {
            if (live.containsKey("Sequence " + number.get(0)) && live.containsKey("Table " + number.get(1))) {
                setBack(number.get(0), number.get(1), number.get(2));
            }
        }
        return differences;
    }

    private void compare(Map<String, Item> shipped, Map<String, Item> live) {
        shipped.values().stream()
                .filter(SchemaIntegrityCheck::isOurs)
                .sorted(comparing(Item::name))
                .forEach(item -> {
                    Item found = live.get(item.name());
                    if (found == null) {
                        differ(item.kind(), item.owner(), item.name(), "it is missing.");
                    } else if (!found.definition().equals(item.definition())) {
                        differ(item.kind(), item.owner(), item.name(), another(found, item));
                    }
                });
        Set<String> owners = shipped.values().stream().map(Item::owner).collect(Collectors.toSet());
        live.values().stream()
                .filter(item -> NONE_MORE.contains(item.kind()) && isOurs(item) && owners.contains(item.owner()))
                .filter(item -> !shipped.containsKey(item.name()))
                .forEach(item -> differ(
                        item.kind(),
                        item.owner(),
                        item.name(),
                        "it does not belong to Devledger: %s.".formatted(oneLine(item.definition()))));
    }

    private static boolean isOurs(Item item) {
        return !item.owner().equals("flyway_schema_history");
    }

    private static String another(Item found, Item made) {
        return found.kind() == Kind.FUNCTION
                ? "it is not the one that Devledger created: %s.".formatted(oneLine(found.definition()))
                : "it is %s, but Devledger created it as %s."
                        .formatted(oneLine(found.definition()), oneLine(made.definition()));
    }

    private static String oneLine(String definition) {
        String line = definition.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    private void setBack(String sequence, String table, String column) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("""
                        select s.next, u.used from
                          (select last_value + case when is_called then 1 else 0 end as next from %1$s.%2$s) s,
                          (select max(%4$s) as used from %1$s.%3$s) u
                        where s.next <= u.used
                        """.formatted(home.quoted(), sequence, table, column));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                differ(
                        Kind.SEQUENCE,
                        sequence,
                        "Sequence " + sequence,
                        "it was set back: its next value is %d, but table %s already has a %s of %d."
                                .formatted(rows.getLong("next"), table, column, rows.getLong("used")));
            }
        }
    }

    private void differ(Kind kind, String owner, String object, String what) {
        boolean unreadable = (kind == Kind.TABLE || kind == Kind.COLUMN) && FACTS.contains(owner);
        differences.add(new Difference.ObjectDifference(object, what, unreadable));
    }

    /** Objects in the database that do not belong to Devledger, and could change the effect of its statements. */
    record ForeignObjects(Connection connection) {

        /**
         * Finds objects that hide PostgreSQL's own. Functions and operators of an extension are left out if they are
         * written in C, which only the server's administrator can install, or if they take a type that PostgreSQL does
         * not have.
         */
        private static final String HIDING = """
            with path as (select oid, nspname from pg_namespace where nspname = any(?)),
            extended as (select classid, objid from pg_depend where deptype = 'e'),
            trusted as (select oid from pg_language where lanname in ('c', 'internal')),
            own as (select oid from pg_type where typnamespace = 'pg_catalog'::regnamespace)
            select 'Function ' || p.oid::regprocedure from pg_proc p join path on path.oid = pronamespace
            where exists (select from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace)
              and not (exists (select from extended where classid = 'pg_proc'::regclass and objid = p.oid)
                       and (prolang in (select oid from trusted)
                            or exists (select from unnest(proargtypes) a where a not in (select oid from own))))
            union all
            select 'Operator ' || o.oid::regoperator
            from pg_operator o join path on path.oid = oprnamespace join pg_proc p on p.oid = oprcode
            where exists (select from pg_operator w where w.oprname = o.oprname and w.oprnamespace = 'pg_catalog'::regnamespace)
              and not (exists (select from extended where classid = 'pg_operator'::regclass and objid = o.oid)
                       and (prolang in (select oid from trusted) or oprleft not in (select oid from own union all select 0)
                            or oprright not in (select oid from own union all select 0)))
            union all
            select 'Cast from ' || s.oid::regtype || ' to ' || t.oid::regtype
            from pg_cast c join pg_type s on s.oid = castsource join pg_type t on t.oid = casttarget
            where c.oid >= 16384 and 'pg_catalog'::regnamespace in (s.typnamespace, t.typnamespace)
              and s.typnamespace = t.typnamespace
            union all
            select 'Type ' || t.oid::regtype from pg_type t join path on path.oid = typnamespace
            where exists (select from pg_type o where o.typname = t.typname and o.typnamespace = 'pg_catalog'::regnamespace)
              and not exists (select from extended where classid = 'pg_type'::regclass and objid = t.oid)
            union all
            select 'Table ' || c.oid::regclass from pg_class c join path on path.oid = relnamespace
            where exists (select from pg_class o where o.relname = c.relname and o.relnamespace = 'pg_catalog'::regnamespace)
              and relkind in ('r', 'v', 'm', 'f', 'p')
            """;

        /** Returns the objects that hide PostgreSQL's own on the search path. */
        List<Difference> hiding(List<String> path) throws SQLException {
            List<Difference> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(HIDING)) {
                statement.setArray(1, connection.createArrayOf("text", path.toArray()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(foreign(rows.getString(1), "and hides one of PostgreSQL's own."));
                    }
                }
            }
            return found;
        }

        List<Difference> eventTriggers() throws SQLException {
            List<Difference> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                        select evtname, evtevent, evtfoid::regproc::text as runs from pg_event_trigger t
                        where not exists (select from pg_depend where classid = 'pg_event_trigger'::regclass
                                          and objid = t.oid and deptype = 'e')
                        """);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(foreign(
                            "Event trigger " + rows.getString("evtname"),
                            "and runs %s at each %s.".formatted(rows.getString("runs"), rows.getString("evtevent"))));
                }
            }
            return found;
        }

        private static Difference foreign(String object, String does) {
            return new Difference.ObjectDifference(object, "it does not belong to Devledger, " + does, false);
        }
    }

    /**
     * The schema in which a connection finds the ledger.
     *
     * @param schema the schema of the tables
     * @param quoted the schema, quoted for statements
     * @param path the schemas of the search path, without {@code pg_catalog}
     * @param misleading the settings and objects that hide PostgreSQL's own names
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
                        misleading.add("names are looked up in %s before PostgreSQL's own."
                                .formatted(String.join(" and ", path)));
                    }
                }
                misleading.addAll(settings(connection));
                path.add("rebuild");
                return new TablesSchema(row.getString(1), row.getString(2), List.copyOf(path), List.copyOf(misleading));
            }
        }

        /** Reads the settings of every role: the server may run under another role than this check. */
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

        /** Limits names without a schema to PostgreSQL's own, until the end of the transaction. */
        static void look(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("set local search_path = pg_catalog")) {
                statement.execute();
            }
        }
    }
}
