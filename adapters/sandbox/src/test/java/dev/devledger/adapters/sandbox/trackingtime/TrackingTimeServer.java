package dev.devledger.adapters.sandbox.trackingtime;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.sandbox.trackingtime.common.AppPasswords;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The sandbox alone, as bootstrap starts it. One for all tests; it ends with the JVM. */
final class TrackingTimeServer {
    /** The application's own password. */
    static final String OWNER = "owner-password";

    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    static final String URL = start();

    private TrackingTimeServer() {}

    private static String start() {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(postgres().getPostgresDatabase());
        pool.setMaximumPoolSize(8);
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
                .properties(Map.of(
                        "server.port",
                        0,
                        "server.address",
                        "127.0.0.1",
                        "spring.main.banner-mode",
                        "off",
                        "devledger.sandbox.faults",
                        "true"))
                .initializers(application ->
                        ((GenericApplicationContext) application).registerBean(DataSource.class, () -> pool))
                .run();
        return "http://127.0.0.1:" + context.getWebServer().getPort();
    }

    private static EmbeddedPostgres postgres() {
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
    @Import(TrackingTimeSandboxConfiguration.class)
    static class Application {
        @Bean
        ZoneId zone() {
            return ZONE;
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        TrackingTimeSandboxSettings settings() {
            return new TrackingTimeSandboxSettings(true);
        }

        @Bean
        AppPasswords passwords() {
            return OWNER::equals;
        }
    }
}
