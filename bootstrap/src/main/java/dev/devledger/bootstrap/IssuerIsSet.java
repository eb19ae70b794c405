package dev.devledger.bootstrap;

import dev.devledger.bootstrap.settings.ConfiguredIssuer;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether tokens of somebody else's are accepted. */
final class IssuerIsSet implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return ConfiguredIssuer.of(context.getEnvironment()).isPresent();
    }
}
