package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.application.projection.ShadowTables.Mark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table of one row beside the shadow tables: of which replay they are, what began them, and how far they are filled. All
 * of it in the transaction at hand.
 */
record ShadowMark(JdbcClient jdbc, ShadowSchema schema, String code) {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowMark.class);

    void create(String replay) {
        jdbc.sql("create table rebuild.mark (replay text, begun_with text, position bigint, done bigint)")
                .update();
        jdbc.sql("insert into rebuild.mark values (:replay, :version, 0, 0)")
                .param("replay", replay)
                .param("version", version())
                .update();
    }

    /** Whether this code can go on with what is there. */
    boolean isOf(String replay) {
        String begunWith = !schema.exists("mark")
                ? null
                : jdbc.sql("select begun_with from rebuild.mark where replay = :replay")
                        .param("replay", replay)
                        .query(String.class)
                        .optional()
                        .orElse(null);
        if (begunWith != null && !begunWith.equals(version())) {
            LOG.warn(
                    "The replay {} was started by {} and starts again, because this is {}",
                    replay,
                    begunWith,
                    version());
        }
        return version().equals(begunWith);
    }

    Mark get() {
        return jdbc.sql("select position, done from rebuild.mark")
                .query((row, number) -> new Mark(row.getLong("position"), row.getLong("done")))
                .single();
    }

    void set(Mark mark) {
        jdbc.sql("update rebuild.mark set position = :position, done = :done")
                .param("position", mark.position())
                .param("done", mark.done())
                .update();
    }

    /** The statement that takes it away. */
    String drop() {
        return "drop table rebuild.mark";
    }

    /** Other code may apply an event in another way, and after a migration the tables are others. */
    private String version() {
        String migrated = jdbc.sql("""
                        select version from flyway_schema_history where success and version is not null
                        order by installed_rank desc limit 1
                        """).query(String.class).single();
        return code + " on schema " + migrated;
    }
}
