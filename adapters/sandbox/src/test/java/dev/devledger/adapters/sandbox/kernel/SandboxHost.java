package dev.devledger.adapters.sandbox.kernel;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A sandbox alone, as bootstrap starts it: Tomcat on a free loopback port, a database of its own. It ends with the JVM. */
public final class SandboxHost {
    public static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private static final EmbeddedPostgres POSTGRES = startPostgres();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private SandboxHost() {}

    /** With faults; where it is. */
    public static String start(Class<?> sandbox, String owner) {
        return url(run(
                pool(database()),
                Clock.systemUTC(),
                new SandboxSettings(true, owner::equals),
                Map.of("devledger.sandbox.faults", "true"),
                sandbox));
    }

    /** An empty one, in the cluster of all tests. */
    public static DataSource database() {
        String name = "sandbox" + DATABASES.incrementAndGet();
        JdbcClient.create(POSTGRES.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        return POSTGRES.getDatabase("postgres", name);
    }

    public static DataSource pool(DataSource database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(8);
        return pool;
    }

    public static ServletWebServerApplicationContext run(
            DataSource database,
            Clock clock,
            SandboxSettings settings,
            Map<String, Object> properties,
            Class<?> sandbox) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Web.class, sandbox)
                .properties(Map.of("server.port", 0, "server.address", "127.0.0.1", "spring.main.banner-mode", "off"))
                .properties(properties)
                .initializers(application -> {
                    var context = (GenericApplicationContext) application;
                    context.registerBean(DataSource.class, () -> database);
                    context.registerBean(Clock.class, () -> clock);
                    context.registerBean(SandboxSettings.class, () -> settings);
                })
                .run();
    }

    public static String url(ServletWebServerApplicationContext context) {
        return "http://127.0.0.1:" + context.getWebServer().getPort();
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
    static class Web {
        @Bean
        ZoneId zone() {
            return ZONE;
        }
    }
}
