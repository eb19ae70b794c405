package dev.devledger.bootstrap;

import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Conditional;

/** With {@code spring.datasource.url}. */
final class DatabaseOfTheUsersOwn extends NoneNestedConditions {
    DatabaseOfTheUsersOwn() {
        super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @Conditional(NoDatabaseOfTheUsersOwn.class)
    static class Embedded {}
}
