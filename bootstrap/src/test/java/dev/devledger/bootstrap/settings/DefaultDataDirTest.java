package dev.devledger.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.settings.DevledgerProperties.DefaultDataDir;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class DefaultDataDirTest {
    private static final String JVMS_HOME = System.getProperty("user.home");

    @Test
    void it_is_below_home_where_that_is_set() {
        assertThat(dataDir(Map.of("HOME", "/srv/ledger"))).isEqualTo("/srv/ledger/.devledger");
    }

    @Test
    void an_empty_home_is_none() {
        assertThat(dataDir(Map.of("HOME", ""))).isEqualTo(JVMS_HOME + "/.devledger");
        assertThat(dataDir(Map.of())).isEqualTo(JVMS_HOME + "/.devledger");
    }

    @Test
    void what_is_set_wins() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("application.yaml", Map.of("devledger.data-dir", "/elsewhere")));
        new DefaultDataDir().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("devledger.data-dir")).isEqualTo("/elsewhere");
    }

    private static String dataDir(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment() {
            @Override
            public Map<String, Object> getSystemEnvironment() {
                return variables;
            }
        };
        new DefaultDataDir().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("devledger.data-dir");
    }
}
