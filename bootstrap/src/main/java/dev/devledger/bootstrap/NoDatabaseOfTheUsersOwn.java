package dev.devledger.bootstrap;

import dev.devledger.bootstrap.database.EmbeddedStart;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Then Devledger brings its own. */
final class NoDatabaseOfTheUsersOwn extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return EmbeddedStart.isWanted(context.getEnvironment())
                ? ConditionOutcome.match(ConditionMessage.of("spring.datasource.url is not set"))
                : ConditionOutcome.noMatch(ConditionMessage.of("spring.datasource.url is set"));
    }
}
