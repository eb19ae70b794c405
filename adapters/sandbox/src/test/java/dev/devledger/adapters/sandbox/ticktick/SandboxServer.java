package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.fault.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.sandbox.kernel.SandboxHost;
import dev.devledger.adapters.sandbox.ticktick.common.Account.CardKeys;
import jakarta.servlet.Filter;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.csrf.CsrfToken;

/** The sandbox alone, started as bootstrap starts it: Tomcat on a free loopback port, a PostgreSQL of its own. */
final class SandboxServer implements AutoCloseable {
    static final String TOKEN = "a-token";
    static final ZoneId ZONE = SandboxHost.ZONE;

    /** What the server asks of its database. */
    final CountedStatements statements = new CountedStatements();

    private final DataSource database = SandboxHost.database();
    private ServletWebServerApplicationContext context;

    private SandboxServer(SteppingClock clock, Map<String, Object> properties) {
        this.context = run(clock, properties);
    }

    static SandboxServer start(SteppingClock clock, Map<String, Object> properties) {
        return new SandboxServer(clock, properties);
    }

    /** The same database under a new server. */
    void restart(SteppingClock clock, Map<String, Object> properties) {
        context.close();
        context = run(clock, properties);
    }

    private ServletWebServerApplicationContext run(SteppingClock clock, Map<String, Object> properties) {
        boolean limitsRate = !"false".equals(properties.get("sandbox-test.rate-limit"));
        return SandboxHost.run(
                statements.around(SandboxHost.pool(database)),
                clock,
                new SandboxSettings(limitsRate, token -> token.startsWith(TOKEN)),
                properties,
                Application.class);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(TickTickSandboxConfiguration.class)
    static class Application {
        /** Stands in for the security of bootstrap, which hands the page a token this way. */
        @Bean
        @ConditionalOnProperty("sandbox-test.csrf")
        Filter csrf() {
            return (request, response, chain) -> {
                request.setAttribute(CsrfToken.class.getName(), SandboxPageTest.csrf());
                chain.doFilter(request, response);
            };
        }

        /** Only what is called so has a key. */
        @Bean
        CardKeys keys(DataSource database) {
            return ids -> JdbcClient.create(database)
                    .sql("select id from sandbox.task where body like '%Keyed%' and id in (:ids)")
                    .param("ids", ids.isEmpty() ? List.of("") : ids)
                    .query(String.class)
                    .list()
                    .stream()
                    .collect(Collectors.toMap(id -> id, id -> "P-7"));
        }
    }

    String url() {
        return SandboxHost.url(context);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    FaultControl faults() {
        return bean(FaultControl.class);
    }

    /** For the next {@code times} requests to any path. */
    void arm(Fault fault, int times) {
        arm(fault, times, "", 0);
    }

    void arm(Fault fault, int times, String path, long millis) {
        faults().faults().arm(new Armed(fault, times, Pattern.compile(path), millis, 0));
    }

    @Override
    public void close() {
        context.close();
    }
}
