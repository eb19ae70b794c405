package dev.devledger.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.devledger.bootstrap.start.PortCheck.CannotListen;
import dev.devledger.bootstrap.start.TlsRequirementCheck.ForwardedHeaders;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class OpenDoorCheckTest {
    private static final String TLS = "server.ssl.certificate=a.pem server.ssl.certificate-private-key=b.pem";

    private static Binder settings(String words) {
        Map<String, String> all = Arrays.stream(words.split(" "))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
        return new Binder(new MapConfigurationPropertySource(all));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.address=127.0.0.1",
                "server.address=127.0.0.5",
                "server.address=::1",
                "server.address=localhost",
                "server.address=0.0.0.0 devledger.behind-proxy=true",
                "server.address=192.0.2.7 devledger.behind-proxy=true",
                "server.address=0.0.0.0 " + TLS,
                "server.address=0.0.0.0 server.ssl.bundle=mine",
                "server.address=127.0.0.1 server.port=8080 management.server.port=8080",
                "server.address=127.0.0.1 management.server.port=-1",
                "server.address=127.0.0.1 management.server.port=9090 management.server.address=127.0.0.1",
                "server.address=0.0.0.0 management.server.port=9090 management.server.ssl.bundle=mine " + TLS
            })
    void doors_that_may_be_open(String words) {
        assertThatCode(() -> TlsRequirementCheck.check(settings(words))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.port=8080",
                "server.address=0.0.0.0",
                "server.address=::",
                "server.address=192.0.2.7",
                "server.address=192.0.2.7 devledger.behind-proxy=false",
                "server.address=192.0.2.7 server.ssl.enabled=false " + TLS,
                "server.address=127.0.0.1 management.server.port=9090",
                "server.address=127.0.0.1 management.server.port=0",
                "server.address=0.0.0.0 management.server.port=9090 " + TLS
            })
    void doors_that_may_not(String words) {
        CannotListen refused =
                catchThrowableOfType(CannotListen.class, () -> TlsRequirementCheck.check(settings(words)));
        assertThat(refused).as(words).isNotNull();
        String server = words.contains("management") ? "management.server" : "server";
        assertThat(refused).hasMessageStartingWith(server + ".address is ").hasMessageContaining("owner token");
        assertThat(refused.action())
                .contains("127.0.0.1", server + ".ssl.certificate=FILE", "devledger.behind-proxy=true");
    }

    @Test
    void the_headers_of_a_proxy_are_believed_where_there_is_one() {
        assertThat(strategy(Map.of())).isEqualTo("none");
        assertThat(strategy(Map.of("devledger.behind-proxy", "true"))).isEqualTo("native");
        assertThat(strategy(Map.of("devledger.behind-proxy", "perhaps")))
                .as("told by whoever checks the settings")
                .isEqualTo("none");
    }

    private static String strategy(Map<String, Object> given) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        new ForwardedHeaders().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("server.forward-headers-strategy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.address=127.0.0.1 server.forward-headers-strategy=native",
                "server.address=127.0.0.1 server.forward-headers-strategy=framework",
                "server.address=127.0.0.1 server.forward-headers-strategy=framework devledger.behind-proxy=true",
                "server.address=127.0.0.1 server.forward-headers-strategy=none devledger.behind-proxy=true"
            })
    void nothing_else_says_so(String words) {
        CannotListen refused =
                catchThrowableOfType(CannotListen.class, () -> TlsRequirementCheck.check(settings(words)));
        assertThat(refused).hasMessageStartingWith("server.forward-headers-strategy is ");
        assertThat(refused.action()).contains("devledger.behind-proxy=true");
    }
}
