package dev.devledger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.ServiceProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.ClickUpProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import dev.devledger.bootstrap.settings.ServiceProperties.TickTickProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.TrackingTimeProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/** The settings of the documentation, as far as they are about a service. */
class DocumentedSettingsTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `devledger\\.(ticktick|clickup|trackingtime)\\.(.*)` \\| (.*?) \\|.*\\|$");

    private static final Map<String, Map<String, String>> DEFAULTS = new TreeMap<>();
    private static final DevledgerProperties STANDARD =
            new Binder().bindOrCreate("devledger", DevledgerProperties.class);
    private static final TickTickProperties TICKTICK = STANDARD.ticktick();
    private static final ClickUpProperties CLICKUP = STANDARD.clickup();
    private static final TrackingTimeProperties TRACKINGTIME = STANDARD.trackingtime();

    @BeforeAll
    static void read() throws IOException {
        for (String line : Files.readAllLines(Path.of("..", "docs", "settings.md"))) {
            for (MatchResult row : ROW.matcher(line).results().toList()) {
                for (String name : row.group(2).split("`, `\\.", -1)) {
                    DEFAULTS.computeIfAbsent(row.group(1), service -> new TreeMap<>())
                            .put(name, row.group(3).replace("`", ""));
                }
            }
        }
    }

    private static Map<String, String> defaults(String service) {
        return Objects.requireNonNull(DEFAULTS.get(service));
    }

    @Test
    void each_setting_is_there_and_no_other() {
        assertThat(defaults("ticktick").keySet()).isEqualTo(names(TickTickProperties.class));
        assertThat(defaults("clickup").keySet()).isEqualTo(names(ClickUpProperties.class));
        assertThat(defaults("trackingtime").keySet()).isEqualTo(names(TrackingTimeProperties.class));
    }

    private static Set<String> names(Class<?> service) {
        return new TreeSet<>(
                Stream.concat(fields(service), Stream.of("conflict-policy")).toList());
    }

    private static Stream<String> fields(Class<?> service) {
        return Stream.of(service.getRecordComponents()).map(component -> kebab(component.getName()));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void each_has_the_default_that_is_written() {
        assertThat(defaults("ticktick"))
                .containsEntry("list-name", TICKTICK.listName())
                .containsEntry("card-tasks", word(TICKTICK.cardTasks()))
                .containsEntry("budget", TICKTICK.budget());
        assertAlike("ticktick", TICKTICK, TICKTICK.pollInterval(), TICKTICK.settle());
        assertThat(defaults("clickup"))
                .containsEntry("scope", CLICKUP.scope())
                .containsEntry("placement", word(CLICKUP.placement()))
                .containsEntry("deletions", word(CLICKUP.deletions()))
                .containsEntry("abandoned-status", String.join(",", CLICKUP.abandonedStatus()))
                .containsEntry("budget", CLICKUP.budget());
        assertThat(CLICKUP.workspace()).isNull();
        assertThat(CLICKUP.space()).isNull();
        assertThat(CLICKUP.webhookUrl()).isNull();
        assertAlike("clickup", CLICKUP, CLICKUP.pollInterval(), CLICKUP.settle());
        assertThat(defaults("trackingtime"))
                .containsEntry("mode", word(TRACKINGTIME.mode()))
                .containsEntry("tools", word(TRACKINGTIME.tools()))
                .containsEntry("placement", word(TRACKINGTIME.placement()))
                .containsEntry("deletions", word(TRACKINGTIME.deletions()))
                .containsEntry(
                        "conflict-policy",
                        word(ConfiguredPolicies.of(new StandardEnvironment(), "trackingtime")
                                .general()))
                .containsEntry("budget", TRACKINGTIME.budget())
                .containsEntry("app-password", "none")
                .containsEntry("account-id", "none");
        assertThat(time("trackingtime", "settle")).isEqualTo(TRACKINGTIME.settle());
        assertThat(time("trackingtime", "absence")).isEqualTo(TRACKINGTIME.absence());
        assertThat(time("trackingtime", "poll-interval")).isEqualTo(TRACKINGTIME.pollInterval());
        assertThat(time("trackingtime", "time-limit")).isEqualTo(TRACKINGTIME.timeLimit());
        assertThat(TRACKINGTIME.appPassword()).isNull();
        assertThat(TRACKINGTIME.accountId()).isNull();
    }

    private static void assertAlike(String name, ServiceProperties service, Duration pollInterval, Duration settle) {
        assertThat(defaults(name))
                .containsEntry("account", service.account())
                .containsEntry("mode", word(service.mode()))
                .containsEntry(
                        "conflict-policy",
                        word(ConfiguredPolicies.of(new StandardEnvironment(), name)
                                .general()))
                .containsEntry("access-token", "none")
                .containsEntry("client-id", "none");
        assertThat(time(name, "settle")).isEqualTo(settle);
        assertThat(time(name, "poll-interval")).isEqualTo(pollInterval);
        assertThat(time(name, "time-limit")).isEqualTo(service.timeLimit());
        assertThat(service.accessToken()).isNull();
        assertThat(service.clientId()).isNull();
        assertThat(service.clientSecret()).isNull();
    }

    @Test
    void without_an_account_one_service_is_tried_out_and_the_others_are_off() {
        assertThat(TICKTICK.effectiveMode()).isEqualTo(Mode.SANDBOX);
        assertThat(CLICKUP.effectiveMode()).isEqualTo(Mode.OFF);
        assertThat(TRACKINGTIME.effectiveMode()).isEqualTo(Mode.OFF);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Duration time(String service, String setting) {
        return DurationStyle.detectAndParse(defaults(service).get(setting));
    }

    @Test
    void the_services_own_addresses_are_the_default_ones() {
        assertThat(defaults("ticktick"))
                .containsEntry("api-url", "TickTick's")
                .containsEntry("authorize-url", "TickTick's");
        assertThat(TICKTICK.apiUrl()).hasToString("https://api.ticktick.com/open/v1");
        assertThat(TICKTICK.authorizeUrl()).hasToString("https://ticktick.com/oauth/authorize");
        assertThat(TICKTICK.tokenUrl()).hasToString("https://ticktick.com/oauth/token");
        assertThat(defaults("clickup"))
                .containsEntry("api-v3-url", "ClickUp's")
                .containsEntry("authorize-url", "ClickUp's");
        assertThat(CLICKUP.apiUrl()).hasToString("https://api.clickup.com/api/v2");
        assertThat(CLICKUP.apiV3Url()).hasToString("https://api.clickup.com/api/v3");
        assertThat(CLICKUP.authorizeUrl()).hasToString("https://app.clickup.com/api");
        assertThat(CLICKUP.tokenUrl()).hasToString("https://api.clickup.com/api/v2/oauth/token");
        assertThat(defaults("trackingtime")).containsEntry("api-url", "TrackingTime's");
        assertThat(TRACKINGTIME.apiUrl()).hasToString("https://api.trackingtime.co/api/v4");
    }
}
