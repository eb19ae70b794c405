package dev.devledger.bootstrap.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.settings.ServiceProperties.TickTickProperties;
import dev.devledger.bootstrap.start.ServerAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What somebody is told who wants to connect an account before anything is set for that. */
class ServiceLoginTest {
    private final ServerAddress server = new ServerAddress(null, false);

    private Optional<String> whyNot(Map<String, String> settings) {
        TickTickProperties ticktick = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("devledger.ticktick", TickTickProperties.class);
        return new ServiceLogin("ticktick", "TickTick", ticktick).whyNot(server);
    }

    @Test
    void what_is_to_be_registered_is_told_to_the_letter() {
        assertThat(whyNot(Map.of()).orElseThrow())
                .startsWith("A sandbox plays TickTick: nothing leaves this machine. To connect an account,")
                .contains(" has the redirect URL " + server.url("/oauth/ticktick/callback") + " and ")
                .contains(" devledger.ticktick.client-id and devledger.ticktick.client-secret of ");
        assertThat(whyNot(Map.of("devledger.ticktick.redirect-url", "http://localhost:8000/back"))
                        .orElseThrow())
                .contains(" has the redirect URL http://localhost:8000/back and ");
        assertThat(whyNot(Map.of("devledger.ticktick.mode", "off")).orElseThrow())
                .startsWith("TickTick is off. To connect an account,")
                .contains(" of that app, and without the setting devledger.ticktick.mode.")
                .endsWith(" with the setting devledger.ticktick.access-token alone, and without the setting"
                        + " devledger.ticktick.mode.");
        assertThat(whyNot(Map.of("devledger.ticktick.mode", "live")).orElseThrow())
                .doesNotContain("without the setting");
    }

    @Test
    void with_a_client_it_can_be_connected_and_with_a_token_it_is() {
        assertThat(whyNot(Map.of("devledger.ticktick.client-id", "the-id"))).isEmpty();
        assertThat(whyNot(Map.of("devledger.ticktick.access-token", "tp_1")).orElseThrow())
                .startsWith("The setting devledger.ticktick.access-token gives Devledger its token.");
    }
}
