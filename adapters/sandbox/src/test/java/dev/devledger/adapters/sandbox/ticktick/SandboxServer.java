package dev.devledger.adapters.sandbox.ticktick;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.sandbox.ticktick.common.CardKeys;
import dev.devledger.adapters.sandbox.ticktick.common.SandboxTokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.csrf.CsrfToken;

/** The sandbox alone, started as bootstrap starts it: Tomcat on a free loopback port, a PostgreSQL of its own. */
final class SandboxServer implements AutoCloseable {
    static final String TOKEN = "a-token";
    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    /** One for the test run; it ends with the JVM. Each server has a database of its own in it. */
    private static final EmbeddedPostgres POSTGRES = startPostgres();

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** What the server asks of its database. */
    final CountedStatements statements = new CountedStatements();

    private final DataSource database;
    private ServletWebServerApplicationContext context;

    private SandboxServer(DataSource database, SteppingClock clock, Map<String, Object> properties) {
        this.database = database;
        this.context = run(database, clock, properties);
    }

    static SandboxServer start(SteppingClock clock, Map<String, Object> properties) {
        String name = "sandbox" + DATABASES.incrementAndGet();
        JdbcClient.create(POSTGRES.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        return new SandboxServer(POSTGRES.getDatabase("postgres", name), clock, properties);
    }

    /** The same database under a new server. */
    void restart(SteppingClock clock, Map<String, Object> properties) {
        context.close();
        context = run(database, clock, properties);
    }

    private ServletWebServerApplicationContext run(
            DataSource database, SteppingClock clock, Map<String, Object> properties) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(8);
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
                .properties(Map.of("server.port", 0, "server.address", "127.0.0.1", "spring.main.banner-mode", "off"))
                .properties(properties)
                .initializers(application -> {
                    var context = (GenericApplicationContext) application;
                    DataSource counted = statements.around(pool);
                    context.registerBean(DataSource.class, () -> counted);
                    context.registerBean(Clock.class, () -> clock);
                })
                .run();
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import(SandboxConfiguration.class)
    static class Application {
        @Bean
        ZoneId zone() {
            return ZONE;
        }

        @Bean
        SandboxSettings settings(@Value("${sandbox-test.rate-limit:true}") boolean limitsRate) {
            return new SandboxSettings(limitsRate);
        }

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

        @Bean
        SandboxTokens tokens() {
            return token -> token.startsWith(TOKEN);
        }
    }

    String url() {
        return "http://127.0.0.1:" + context.getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
