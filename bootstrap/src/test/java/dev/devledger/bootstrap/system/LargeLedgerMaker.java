package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.DevledgerApplication;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.config.Configuration;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process of its own that writes a large ledger into a data folder and ends; {@code bench/run} starts it. Its arguments
 * are the application's.
 */
public final class LargeLedgerMaker {
    private static final Instant UNTIL = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration YEARS = Duration.ofDays(1_000);
    private static final long SEED = 4;

    private LargeLedgerMaker() {}

    public static void main(String[] args) {
        LargeLedger.Size size = new LargeLedger.Size(
                Integer.getInteger("projects"),
                Integer.getInteger("tasks"),
                Integer.getInteger("events"),
                Integer.getInteger("busiest"));
        try (ConfigurableApplicationContext application = SpringApplication.run(DevledgerApplication.class, args)) {
            new LargeLedger(size, SEED, UNTIL.minus(YEARS), UNTIL)
                    .write(application.getBean(Configuration.class), application.getBean(JdbcClient.class));
        }
    }
}
