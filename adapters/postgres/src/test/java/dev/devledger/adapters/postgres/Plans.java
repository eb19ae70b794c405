package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.write.PostgresVersionFence;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How much the database looks at for a statement: a count where a time would be the machine's. */
public final class Plans {
    private Plans() {}

    /** As a write does it, behind the gate, with a plan for any parameters. */
    public static long rowsTouched(Database database, String sql, Object... parameters) {
        String plan = database.transaction.execute(status -> {
            new PostgresWriteGate(database.dataSource, PostgresVersionFence.open(database.jdbc), () -> {}).enter();
            return new JdbcTemplate(database.dataSource)
                    .queryForObject("explain (analyze, timing off, format json) " + sql, String.class, parameters);
        });
        return touched(
                new JsonMapper().readTree(Objects.requireNonNull(plan)).path(0).path("Plan"));
    }

    private static long touched(JsonNode plan) {
        long rows = (plan.path("Actual Rows").asLong()
                        + plan.path("Rows Removed by Filter").asLong()
                        + plan.path("Rows Removed by Join Filter").asLong())
                * plan.path("Actual Loops").asLong();
        for (JsonNode below : plan.path("Plans")) {
            rows += touched(below);
        }
        return rows;
    }
}
