package dev.devledger.bootstrap;

import dev.devledger.adapters.sandbox.clickup.ClickUpSandboxConfiguration;
import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.sandbox.ticktick.TickTickSandboxConfiguration;
import dev.devledger.adapters.sandbox.ticktick.common.Account.CardKeys;
import dev.devledger.adapters.sandbox.trackingtime.TrackingTimeSandboxConfiguration;
import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.bootstrap.account.ServiceLogin.LinkedCardKeys;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import dev.devledger.bootstrap.settings.ServiceProperties.TickTickProperties;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The sandboxes of services that run beside the ledger. */
@Configuration(proxyBeanMethods = false)
class ImitationConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(SandboxServed.class)
    @Import({ImitationSettings.class, TickTickSandboxConfiguration.class})
    static class Sandbox {
        @Bean
        CardKeys sandboxCardKeys(Stores stores) {
            return new LinkedCardKeys(stores.ticktick.account, stores.memory.linkBook, stores.queries.labels);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "devledger.clickup.mode", havingValue = "sandbox")
    @Import({ImitationSettings.class, ClickUpSandboxConfiguration.class})
    static class ClickUpSandbox {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "devledger.trackingtime.mode", havingValue = "sandbox")
    @Import({ImitationSettings.class, TrackingTimeSandboxConfiguration.class})
    static class TrackingTimeSandbox {}

    /** Matches unless an account of the service is configured. */
    static final class SandboxServed extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Mode mode = Binder.get(context.getEnvironment())
                    .bindOrCreate("devledger.ticktick", TickTickProperties.class)
                    .effectiveMode();
            return new ConditionOutcome(mode == Mode.SANDBOX, ConditionMessage.of("TickTick is " + mode));
        }
    }

    /**
     * The settings that all sandboxes share. Each sandbox imports this class, so that it is not read if there is no
     * sandbox.
     */
    @Configuration(proxyBeanMethods = false)
    static class ImitationSettings {
        @Bean
        SandboxSettings sandboxSettings(DevledgerProperties properties, OwnerToken ownerToken) {
            return new SandboxSettings(properties.sandbox().limitsRate(), ownerToken::matches);
        }
    }
}
