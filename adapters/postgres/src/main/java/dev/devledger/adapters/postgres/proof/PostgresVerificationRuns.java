package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.proof.Verification.VerificationRuns;
import dev.devledger.application.proof.Verification.VerificationRuns.VerificationRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores the runs in rows that no proof covers. */
public record PostgresVerificationRuns(JdbcClient jdbc) implements VerificationRuns {
    /** The longest stored text of a difference: the text may quote a long value of a row. */
    private static final int LONGEST = 2_000;

    @Override
    public void keep(VerificationRun run) {
        jdbc.sql("""
                        insert into verification_run (
                          started_at, finished_at, asked_by, with_heads, position, events, batches, differences)
                        values (:started, :finished, :by, :heads, :position, :events, :batches, :differences)
                        """)
                .param("started", Times.of(run.startedAt()))
                .param("finished", Times.of(run.finishedAt()))
                .param("by", Texts.storable(run.by()))
                .param("heads", run.heads())
                .param("position", run.position())
                .param("events", run.events())
                .param("batches", run.batches())
                .param(
                        "differences",
                        run.differences().stream()
                                .map(each -> Texts.storable(each.substring(0, Math.min(LONGEST, each.length()))))
                                .toArray(String[]::new))
                .update();
        jdbc.sql("""
                        delete from verification_run where id not in (
                          select id from verification_run order by finished_at desc, id desc limit :most)
                        """).param("most", MOST).update();
    }

    @Override
    public List<VerificationRun> newest(int most) {
        return jdbc.sql("select * from verification_run order by finished_at desc, id desc limit :most")
                .param("most", most)
                .query((row, number) -> run(row))
                .list();
    }

    private static VerificationRun run(ResultSet row) throws SQLException {
        return new VerificationRun(
                Times.get(row, "started_at"),
                Times.get(row, "finished_at"),
                row.getString("asked_by"),
                row.getBoolean("with_heads"),
                row.getLong("position"),
                row.getLong("events"),
                row.getLong("batches"),
                List.of((String[]) row.getArray("differences").getArray()));
    }
}
