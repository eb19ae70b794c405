package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.application.projection.ShadowTables;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A schema with empty tables of the same names and shapes as the live ones: once it is first on the search path, the
 * same statements use its tables. It belongs to one run at a time. All methods use the current transaction.
 *
 * @param name a name that needs no quotes
 */
public record ShadowSchema(JdbcClient jdbc, String name) {

    /** The table that has the id of the run that owns the schema. */
    private static final String OWNER = "owner";

    /** Makes the tables, and drops the tables of an earlier run. */
    void create(List<String> tables, UUID run) {
        dropTables();
        tables.forEach(this::createLike);
        run("create table %s.%s (id uuid primary key)".formatted(name, OWNER));
        jdbc.sql("insert into %s.%s values (:id)".formatted(name, OWNER))
                .param("id", run)
                .update();
    }

    /**
     * Puts these tables first on the search path until the end of the transaction, and locks them against being
     * dropped. The owner is checked first, as after a drop of these tables the run's statements would change the live
     * ones.
     */
    void enter(UUID run) {
        if (!isOf(run)) {
            throw new ShadowTables.Superseded();
        }
        jdbc.sql("select set_config('search_path', '%s, ' || quote_ident(current_schema()), true)".formatted(name))
                .query(String.class)
                .single();
    }

    /**
     * Checks that the run owns the schema, and if so, keeps the tables from being dropped until the end of the
     * transaction.
     */
    boolean isOf(UUID run) {
        return exists(OWNER)
                && jdbc.sql("select id from %s.%s where id = :id for key share".formatted(name, OWNER))
                        .param("id", run)
                        .query((row, number) -> true)
                        .optional()
                        .isPresent();
    }

    /** Makes the run the owner. This waits for a running batch of the former owner, whose next batch then fails. */
    boolean takeOver(UUID run) {
        return exists(OWNER)
                && jdbc.sql("update %s.%s set id = :id".formatted(name, OWNER))
                                .param("id", run)
                                .update()
                        == 1;
    }

    boolean exists(String table) {
        return jdbc.sql("select to_regclass('%s.%s') is not null".formatted(name, table))
                .query(Boolean.class)
                .single();
    }

    /** Returns the statement that leaves the remaining tables without an owner. */
    String disown() {
        return "delete from %s.%s".formatted(name, OWNER);
    }

    /** Drops the tables, the owner's table first: a running batch holds a lock on it. */
    void dropTables() {
        jdbc.sql("""
                        select format('drop table if exists %I.%I', schemaname, tablename) from pg_tables
                        where schemaname = :schema
                        order by tablename <> :owner
                        """)
                .param("schema", name)
                .param("owner", OWNER)
                .query(String.class)
                .list()
                .forEach(this::run);
    }

    /**
     * Copies a table with its primary and unique keys. The keys are made from their definitions: a plain copy would
     * give them other names.
     */
    private void createLike(String table) {
        run("create table %1$s.%2$s (like %2$s including all excluding indexes)".formatted(name, table));
        definitions("""
                        select format('alter table %I.%I add constraint %I %s', :schema, relname, conname,
                                      pg_get_constraintdef(c.oid))
                        from pg_constraint c
                        join pg_class on pg_class.oid = conrelid
                        where conrelid = to_regclass(:table) and contype in ('p', 'u')
                        """, table).forEach(this::run);
    }

    /**
     * Makes the indexes that belong to no key, unless they exist. Made on a full table they cost a fraction of what
     * maintaining them costs during the filling, and the projections find their rows by the keys alone.
     */
    public void index(List<String> tables) {
        tables.stream().flatMap(table -> definitions("""
                        select replace(replace(pg_get_indexdef(indexrelid), ' INDEX ', ' INDEX IF NOT EXISTS '),
                                       format(' ON %I.%I ', nspname, relname), format(' ON %I.%I ', :schema, relname))
                        from pg_index
                        join pg_class on pg_class.oid = indrelid
                        join pg_namespace on pg_namespace.oid = relnamespace
                        where indrelid = to_regclass(:table)
                          and not exists (select from pg_constraint where conindid = indexrelid)
                        """, table).stream()).forEach(this::run);
    }

    /** Drops the indexes that {@link #index} makes. */
    public void unindex(List<String> tables) {
        tables.stream().flatMap(table -> definitions("""
                        select format('drop index %I.%I', :schema, relname)
                        from pg_index
                        join pg_class on pg_class.oid = indexrelid
                        where indrelid = to_regclass(:schema || '.' || :table)
                          and not exists (select from pg_constraint where conindid = indexrelid)
                        """, table).stream()).forEach(this::run);
    }

    private List<String> definitions(String sql, String table) {
        return jdbc.sql(sql)
                .param("schema", name)
                .param("table", table)
                .query(String.class)
                .list();
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
