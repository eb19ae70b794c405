package dev.devledger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.TickTickProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.StandardEnvironment;

/** The settings of the documentation, as far as they are about TickTick. */
class DocumentedSettingsTest {
    private static final String PREFIX = "devledger.ticktick.";
    private static final Pattern ROW = Pattern.compile("^\\| `" + Pattern.quote(PREFIX) + "(.*)` \\| (.*?) \\|.*\\|$");

    private static final Map<String, String> DEFAULTS = new TreeMap<>();
    private static TickTickProperties ticktick;

    @BeforeAll
    static void read() throws IOException {
        for (String line : Files.readAllLines(Path.of("..", "docs", "settings.md"))) {
            for (MatchResult row : ROW.matcher(line).results().toList()) {
                for (String name : row.group(1).split("`, `\\.", -1)) {
                    DEFAULTS.put(name, row.group(2).replace("`", ""));
                }
            }
        }
        ticktick = new Binder()
                .bindOrCreate("devledger", DevledgerProperties.class)
                .ticktick();
    }

    @Test
    void each_setting_is_there_and_no_other() {
        assertThat(DEFAULTS.keySet())
                .isEqualTo(new TreeSet<>(Stream.concat(
                                Stream.of(TickTickProperties.class.getRecordComponents())
                                        .map(component -> kebab(component.getName())),
                                Stream.of("conflict-policy"))
                        .toList()));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void each_has_the_default_that_is_written() {
        assertThat(DEFAULTS)
                .containsEntry("account", ticktick.account())
                .containsEntry("mode", word(ticktick.mode()))
                .containsEntry("list-name", ticktick.listName())
                .containsEntry("card-tasks", word(ticktick.cardTasks()))
                .containsEntry("budget", ticktick.budget())
                .containsEntry(
                        "conflict-policy",
                        word(ConfiguredPolicies.of(new StandardEnvironment()).general()));
        assertThat(time("settle")).isEqualTo(ticktick.settle());
        assertThat(time("poll-interval")).isEqualTo(ticktick.pollInterval());
        assertThat(time("time-limit")).isEqualTo(ticktick.timeLimit());
        assertThat(DEFAULTS).containsEntry("access-token", "none").containsEntry("client-id", "none");
        assertThat(ticktick.accessToken()).isNull();
        assertThat(ticktick.clientId()).isNull();
        assertThat(ticktick.clientSecret()).isNull();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Duration time(String setting) {
        return DurationStyle.detectAndParse(DEFAULTS.get(setting));
    }

    @Test
    void ticktick_s_own_addresses_are_the_default_ones() {
        assertThat(DEFAULTS).containsEntry("api-url", "TickTick's").containsEntry("authorize-url", "TickTick's");
        assertThat(ticktick.apiUrl()).hasToString("https://api.ticktick.com/open/v1");
        assertThat(ticktick.authorizeUrl()).hasToString("https://ticktick.com/oauth/authorize");
        assertThat(ticktick.tokenUrl()).hasToString("https://ticktick.com/oauth/token");
    }
}
