package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.application.projection.ShadowTables;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A schema with empty tables of the same names and shapes as the live ones: putting it at the head of the search path
 * is all it takes to send the same statements there. It belongs to one run at a time. All of it in the current
 * transaction.
 *
 * @param name a name that needs no quotes
 */
public record ShadowSchema(JdbcClient jdbc, String name) {

    /** Holds the id of the run that the tables belong to. */
    private static final String OWNER = "owner";

    /** Makes the tables; those of an earlier run are dropped. */
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
     * dropped. Without the check of the owner, the statements of a run whose tables are gone would use the live ones.
     */
    void enter(UUID run) {
        if (!isOf(run)) {
            throw new ShadowTables.Superseded();
        }
        jdbc.sql("select set_config('search_path', '%s, ' || quote_ident(current_schema()), true)".formatted(name))
                .query(String.class)
                .single();
    }

    /** Checks the owner, and keeps the tables from being dropped until the end of the transaction. */
    boolean isOf(UUID run) {
        return exists(OWNER)
                && jdbc.sql("select id from %s.%s where id = :id for key share".formatted(name, OWNER))
                        .param("id", run)
                        .query((row, number) -> true)
                        .optional()
                        .isPresent();
    }

    /**
     * Takes the tables over. It waits for a batch under way; the batch's run then finds that the tables are no longer
     * its own.
     */
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

    /** Returns the statement after which the remaining tables have no owner. */
    String disown() {
        return "delete from %s.%s".formatted(name, OWNER);
    }

    /** Drops the tables, the owner's table first: a batch under way holds it. */
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

    /** Copies a table with its keys, made from their definitions: a plain copy would give them other names. */
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
     * Makes the indexes that are no keys. On a full table they cost a fraction of what they cost during the filling;
     * the projections find their rows by the keys alone. Existing indexes stay.
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

    /** Drops the indexes of {@link #index}. */
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
