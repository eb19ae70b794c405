package dev.devledger.bootstrap;

import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all imitations are told; each imports it, so that without one it is not looked at. */
@Configuration(proxyBeanMethods = false)
class ImitationSettings {
    @Bean
    SandboxSettings sandboxSettings(DevledgerProperties properties, OwnerToken ownerToken) {
        return new SandboxSettings(properties.sandbox().limitsRate(), ownerToken::matches);
    }
}
