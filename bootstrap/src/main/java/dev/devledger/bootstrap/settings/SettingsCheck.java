package dev.devledger.bootstrap.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Before anything is started: nothing that was set is passed over in silence, and no value fails later and elsewhere. It is
 * the first of the checks, as the others take the values that it has found to be good, and the address that it translates.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 4)
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(context.getEnvironment());
    }

    static void check(ConfigurableEnvironment environment) {
        List<GivenSetting> given = GivenSetting.in(environment);
        List<String> unknown = UnknownSettings.among(given);
        List<String> wrong = new ArrayList<>(WrongValues.in(environment, given));
        DatabaseAddress.translate(environment).ifPresent(wrong::add);
        ConfiguredPolicies.CONNECTORS.forEach(
                each -> problems(() -> ConfiguredPolicies.of(environment, each)).ifPresent(wrong::add));
        problems(() -> ConfiguredIssuer.of(environment)).ifPresent(wrong::add);
        if (!unknown.isEmpty() || !wrong.isEmpty()) {
            throw new InvalidSetting(
                    Stream.concat(unknown.stream(), wrong.stream()).toList(), remedy(unknown, wrong));
        }
        DatabaseAddress.requireForLogin(environment);
    }

    /** What is read as a whole, as it is not one value that is wrong. */
    private static Optional<String> problems(Runnable reader) {
        try {
            reader.run();
            return Optional.empty();
        } catch (InvalidSetting e) {
            return Optional.of(e.problems());
        }
    }

    private static String remedy(List<String> unknown, List<String> wrong) {
        return wrong.isEmpty()
                ? InvalidSetting.NAME
                : unknown.isEmpty()
                        ? InvalidSetting.VALUE
                        : "Correct the names and the values, or leave them out. docs/settings.md lists all settings.";
    }
}
