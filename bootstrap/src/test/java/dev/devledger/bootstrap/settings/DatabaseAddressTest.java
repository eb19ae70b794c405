package dev.devledger.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class DatabaseAddressTest {
    private static final String URL = "spring.datasource.url";

    private static ConfigurableEnvironment with(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", properties));
        return environment;
    }

    private static ConfigurableEnvironment translated(Map<String, Object> properties) {
        ConfigurableEnvironment environment = with(properties);
        assertThat(DatabaseAddress.translate(environment)).isEmpty();
        return environment;
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://db.example/ledger, jdbc:postgresql://db.example/ledger",
        "postgresql://db.example:6543/ledger, jdbc:postgresql://db.example:6543/ledger",
        "POSTGRES://db.example/ledger, jdbc:postgresql://db.example/ledger",
        "postgres:///ledger, jdbc:postgresql://localhost/ledger",
        "'postgres://one,two:5433/ledger', 'jdbc:postgresql://one,two:5433/ledger'",
        "postgres://[::1]:5432/ledger, jdbc:postgresql://[::1]:5432/ledger",
        "postgres://db.example/a+b, jdbc:postgresql://db.example/a%2Bb",
        "postgres://db.example/l?sslmode=require&channel_binding=require,"
                + "jdbc:postgresql://db.example/l?sslmode=require&channelBinding=require",
        "postgres://db.example/l?connect_timeout=3&target_session_attrs=read-write,"
                + "jdbc:postgresql://db.example/l?connectTimeout=3&targetServerType=primary",
        "jdbc:postgresql://db.example/ledger?sslmode=require, jdbc:postgresql://db.example/ledger?sslmode=require",
        "jdbc:postgresql:ledger, jdbc:postgresql:ledger",
    })
    void what_the_driver_gets(String given, String url) {
        assertThat(translated(Map.of(URL, given)).getProperty(URL)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://me:p%40%2Fs+s%3A1@db.example/ledger",
                "jdbc:postgresql://me:p%40%2Fs+s%3A1@db.example/ledger",
                "postgres://db.example/ledger?user=me&password=p%40%2Fs+s%3A1",
                "postgres://me:p@%2Fs+s:1@db.example/ledger"
            })
    void the_login_is_taken_out_of_it(String given) {
        ConfigurableEnvironment environment = translated(Map.of(URL, given));
        assertThat(environment.getProperty(URL)).isEqualTo("jdbc:postgresql://db.example/ledger");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("p@/s+s:1");
    }

    @Test
    void what_is_given_apart_wins() {
        ConfigurableEnvironment environment = translated(Map.of(
                URL,
                "postgres://me:secret@db.example/ledger",
                "spring.datasource.username",
                "other",
                "spring.datasource.password",
                ""));
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("other");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("secret");
    }

    @Test
    void without_one_there_is_nothing_to_do() {
        assertThat(translated(Map.of()).getProperty(URL)).isNull();
        assertThat(translated(Map.of(URL, "")).getProperty(URL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://me:secret@db.example/ledger, is not the address of a PostgreSQL",
        "jdbc:mysql://db.example/secret, is not the address of a PostgreSQL",
        "db.example/secret, is not the address of a PostgreSQL",
        "postgres://me:sec/ret@db.example/ledger, is not the address of a PostgreSQL",
        "postgres://me:secret@db example/ledger, cannot be read",
        "postgres://me:secret@db.example:port/ledger, cannot be read",
        "postgres://me:secret@db.example:99999/ledger, cannot be read",
        "jdbc:postgresql://db.example:secret/ledger, cannot be read",
        "postgres://me:secret@db.example, names no database",
        "postgres://me:secret%@db.example/ledger, percent sign",
        "postgres://me:secret@db.example/ledger?sslmod=require, the option sslmod",
        "jdbc:postgresql://db.example/ledger?password=secret&sslmod=require, the option sslmod",
    })
    void what_cannot_be_read_is_told_without_the_password(String given, String told) {
        assertThat(DatabaseAddress.translate(with(Map.of(URL, given))))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith(URL + " ")
                        .contains(told, "Allowed is postgres://user:password@host:5432/database")
                        .doesNotContain("secret", "sec/ret"));
    }
}
