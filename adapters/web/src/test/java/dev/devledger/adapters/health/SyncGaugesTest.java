package dev.devledger.adapters.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.health.SyncGauges.Looks;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.memory.PendingWork.SyncLag;
import dev.devledger.application.sync.memory.PendingWork.SyncLag.Lag;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class SyncGaugesTest {
    private static final BudgetUsage.Use MINUTE = new BudgetUsage.Use(Duration.ofMinutes(1), 95, 12);
    private static final BudgetUsage.Use FIVE_MINUTES = new BudgetUsage.Use(Duration.ofMinutes(5), 285, 300);

    private MeterRegistry registry = new SimpleMeterRegistry();
    private SyncLag lag = account -> new Lag(7, Duration.ofMillis(90_500), 2, Duration.ofMinutes(3));
    /** Kept, as the registry itself does not keep what its gauges look at. */
    private SyncGauges gauges;

    private boolean budgetAway;
    private long nanos;

    private void bind(List<BudgetUsage.Use> uses) {
        BudgetUsage budget = new BudgetUsage() {
            @Override
            public List<Use> use() {
                if (budgetAway) {
                    throw new SharedCallBudget.Unavailable(new SQLException("away"));
                }
                return uses;
            }

            @Override
            public long sent() {
                throw new AssertionError("not asked for");
            }
        };
        gauges = new SyncGauges(
                new ConnectedAccount("ticktick", "sandbox", ConnectorMode.SANDBOX, remote -> ""),
                account -> lag.of(account),
                budget,
                () -> nanos);
        gauges.bindTo(registry);
    }

    @Test
    void each_says_what_is_so_now() {
        bind(List.of(MINUTE, FIVE_MINUTES));
        assertThat(value("pending")).isEqualTo(7);
        assertThat(value("lag")).isEqualTo(90.5);
        assertThat(value("conflicts.open")).isEqualTo(2);
        assertThat(value("last.complete.read.age")).isEqualTo(180);
        assertThat(left("60s")).isEqualTo(83);
        assertThat(left("300s")).as("more was used than there is").isEqualTo(-15);
    }

    @Test
    void each_list_has_the_age_of_its_own_last_read() {
        lag = account -> new Lag(
                0,
                Duration.ZERO,
                0,
                Duration.ofMinutes(3),
                Map.of("one", Duration.ofMinutes(3), "two", Duration.ofSeconds(5)));
        bind(List.of());
        value("lag"); // a scrape
        assertThat(age("one")).isEqualTo(180);
        assertThat(age("two")).isEqualTo(5);
    }

    @Test
    void the_age_of_a_list_is_that_of_the_same_scrape_and_unknown_without_the_database() {
        lag = account -> read("one", Duration.ofMinutes(3));
        bind(List.of());
        value("lag"); // a scrape
        lag = account -> read("one", Duration.ofMinutes(4));
        nanos += Looks.GOOD_FOR.toNanos();
        assertThat(age("one")).isEqualTo(240);
        lag = account -> {
            throw new DataAccessResourceFailureException("away");
        };
        nanos += Looks.GOOD_FOR.toNanos();
        assertThat(age("one")).isNaN();
    }

    private static Lag read(String list, Duration age) {
        return new Lag(0, Duration.ZERO, 0, age, Map.of(list, age));
    }

    @Test
    void a_scrape_has_each_list_once_while_others_come_and_go() {
        PrometheusMeterRegistry scraped = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry = scraped;
        bind(List.of());
        for (int i = 0; i < 40; i++) {
            nanos += Duration.ofMinutes(1).toNanos();
            Duration since = Duration.ofSeconds(i);
            String coming = "list-" + i;
            lag = account -> new Lag(0, Duration.ZERO, 0, since, Map.of("stays", since, coming, since));
            scraped.scrape();
            assertThat(scraped.scrape())
                    .containsOnlyOnce("list=\"stays\"} " + i + ".0\n")
                    .containsOnlyOnce("list=\"" + coming + "\"")
                    .doesNotContain("list=\"list-" + (i - 1) + "\"");
        }
    }

    private double age(String list) {
        return registry.get("devledger.sync.list.read.age")
                .tag("connector", "ticktick")
                .tag("list", list)
                .gauge()
                .value();
    }

    @Test
    void without_a_budget_there_is_nothing_left_of_it() {
        bind(List.of());
        assertThat(registry.find("devledger.sync.budget.left").gauges()).isEmpty();
        assertThat(value("pending")).isEqualTo(7);
    }

    @Test
    void a_read_that_never_was_has_no_age() {
        lag = account -> new Lag(0, Duration.ZERO, 0, null);
        bind(List.of());
        assertThat(value("last.complete.read.age")).isNaN();
        assertThat(value("lag")).isZero();
    }

    @Test
    void without_the_database_nothing_is_known() {
        bind(List.of(MINUTE));
        lag = account -> {
            throw new DataAccessResourceFailureException("away");
        };
        assertThat(value("pending")).isNaN();
        assertThat(value("lag")).isNaN();
        assertThat(value("conflicts.open")).isNaN();
        assertThat(value("last.complete.read.age")).isNaN();
        assertThat(left("60s")).isNaN();
    }

    @Test
    void without_the_log_of_calls_nothing_is_known_either() {
        bind(List.of(MINUTE));
        budgetAway = true;
        assertThat(left("60s")).isNaN();
        assertThat(value("pending")).isNaN();
    }

    private double value(String name) {
        return registry.get("devledger.sync." + name)
                .tag("connector", "ticktick")
                .gauge()
                .value();
    }

    private double left(String window) {
        return registry.get("devledger.sync.budget.left")
                .tag("connector", "ticktick")
                .tag("window", window)
                .gauge()
                .value();
    }
}
