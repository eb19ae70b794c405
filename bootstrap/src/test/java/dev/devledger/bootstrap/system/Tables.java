package dev.devledger.bootstrap.system;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database behind the application, for what its API does not show. */
final class Tables {
    /** The schemas' tables that the read model is made of. */
    static final List<String> READ_MODEL = List.of(
            "dev_projects",
            "tasks",
            "project_versions",
            "task_versions",
            "notes",
            "claims",
            "claim_versions",
            "people",
            "person_versions",
            "customers",
            "customer_versions",
            "services",
            "service_versions",
            "time_entries",
            "time_entry_versions",
            "worked_time",
            "saved_views",
            "saved_view_versions",
            "history",
            "sync_links",
            "sync_given_up",
            "sync_former_object",
            "sync_foreign_object",
            "sync_delete",
            "sync_conflicts",
            "sync_notes",
            "sync_entry_links",
            "parked_event");

    /**
     * Who runs background work, when next, and what it seals, and what nodes hold for their callers: written whether anything
     * happens or not.
     */
    private static final List<String> HEARTBEATS =
            List.of("scheduled_tasks", "sync_lease", "event_batch", "caller_places", "caller_requests");

    private final JdbcClient jdbc;

    Tables(RunningDevledger devledger) {
        jdbc = JdbcClient.create(devledger.bean(DataSource.class));
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    long head() {
        return jdbc.sql("select coalesce(max(position), 0) from event")
                .query(Long.class)
                .single();
    }

    /** On disk, indexes included. */
    String size(String table) {
        return jdbc.sql("select pg_size_pretty(pg_total_relation_size(cast(:table as regclass)))")
                .param("table", table)
                .query(String.class)
                .single();
    }

    void run(String sql) {
        jdbc.sql(sql).update();
    }

    /** Of each table of the read model: how many rows, and the MD5 of all of them. */
    SortedMap<String, String> readModel() {
        SortedMap<String, String> checksums = new TreeMap<>();
        READ_MODEL.forEach(table -> checksums.put(table, checksum(table)));
        return checksums;
    }

    /** The same of every table there is, the sandbox's too, but for heartbeats. */
    SortedMap<String, String> everything() {
        SortedMap<String, String> checksums = new TreeMap<>();
        jdbc.sql("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema') and not tablename = any(:beats)
                        """)
                .param("beats", HEARTBEATS.toArray(String[]::new))
                .query(String.class)
                .list()
                .forEach(table -> checksums.put(table, checksum(table)));
        return checksums;
    }

    /** All tables that have the text in any row, the sandboxes' too. */
    List<String> with(String text) {
        return jdbc.sql("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema')
                        """).query(String.class).list().stream()
                .filter(table -> jdbc.sql("select exists (select from %s r where position(:text in r::text) > 0)"
                                .formatted(table))
                        .param("text", text)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    private String checksum(String table) {
        return jdbc.sql("""
                        select count(*) || ' rows, ' || md5(coalesce(string_agg(content, E'\\n' order by content collate "C"), ''))
                        from %s r, lateral (select r::text as content) c
                        """.formatted(table)).query(String.class).single();
    }
}
