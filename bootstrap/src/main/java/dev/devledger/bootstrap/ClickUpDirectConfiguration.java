package dev.devledger.bootstrap;

import dev.devledger.adapters.clickup.client.ClickUpClient;
import dev.devledger.adapters.clickup.direct.ClickUpDirectCalls;
import dev.devledger.adapters.clickup.direct.ClickUpOff;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.bootstrap.settings.ClickUpProperties;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The calls that go straight to ClickUp. */
@Configuration(proxyBeanMethods = false)
class ClickUpDirectConfiguration {

    @Bean
    DirectCalls clickUpDirectCalls(DevledgerProperties properties, ClickUpClient client) {
        ClickUpProperties clickup = properties.clickup();
        return clickup.effectiveMode() == Mode.OFF
                ? new ClickUpOff()
                : new ClickUpDirectCalls(client, clickup.workspace());
    }
}
