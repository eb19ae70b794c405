package dev.devledger.bootstrap.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConformanceProfileTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(ConformanceProfile.class)
            .withPropertyValues("devledger.data-dir=target");

    @Test
    void without_the_profile_there_is_nothing_of_it() {
        application.withPropertyValues("server.address=127.0.0.1").run(context -> assertThat(context)
                .doesNotHaveBean(ConformanceProfile.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void the_door_without_a_lock_is_for_programs_of_this_machine(String address) {
        withTheProfileAt(address).run(context -> assertThat(context).hasSingleBean(ConformanceProfile.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "192.0.2.1", "no such host.invalid"})
    void where_others_could_come_in_nothing_starts(String address) {
        withTheProfileAt(address).run(context -> assertThat(context)
                .getFailure()
                .hasMessageContaining("must be a loopback address; it is " + address));
    }

    private ApplicationContextRunner withTheProfileAt(String address) {
        return application.withPropertyValues("spring.profiles.active=conformance", "server.address=" + address);
    }
}
