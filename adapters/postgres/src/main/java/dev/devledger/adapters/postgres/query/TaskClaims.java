package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.query.ClaimView;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The live claims of tasks, {@code t}, in the statement that reads these. */
final class TaskClaims {
    /** To follow other columns. */
    static final String COLUMNS = """
            , claim.agent as claim_agent, claim.actor as claim_actor, claim.since as claim_since,
            claim.until as claim_until, claim.number as claim_number, claim.hand_over as claim_hand_over
            """;

    static final String JOIN = " left join claims claim on claim.id = t.id and claim.until > now()";

    private TaskClaims() {}

    static @Nullable ClaimView get(ResultSet row) throws SQLException {
        String agent = row.getString("claim_agent");
        return agent == null
                ? null
                : new ClaimView(
                        agent,
                        row.getString("claim_actor"),
                        Times.get(row, "claim_since"),
                        Times.get(row, "claim_until"),
                        row.getLong("claim_number"),
                        row.getString("claim_hand_over"));
    }
}
