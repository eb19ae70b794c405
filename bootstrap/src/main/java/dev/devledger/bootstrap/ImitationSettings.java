package dev.devledger.bootstrap;

import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The settings that all sandboxes share. Each sandbox imports this class, so that it is not read if there is no
 * sandbox.
 */
@Configuration(proxyBeanMethods = false)
class ImitationSettings {
    @Bean
    SandboxSettings sandboxSettings(DevledgerProperties properties, OwnerToken ownerToken) {
        return new SandboxSettings(properties.sandbox().limitsRate(), ownerToken::matches);
    }
}
