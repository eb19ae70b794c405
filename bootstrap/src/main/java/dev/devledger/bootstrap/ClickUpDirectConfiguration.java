package dev.devledger.bootstrap;

import dev.devledger.adapters.clickup.client.ClickUpClient;
import dev.devledger.adapters.clickup.direct.ClickUpDirectCalls;
import dev.devledger.adapters.clickup.direct.ClickUpOff;
import dev.devledger.application.direct.DirectCalls;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The calls that go straight to ClickUp. */
@Configuration(proxyBeanMethods = false)
class ClickUpDirectConfiguration {

    @Bean
    DirectCalls clickUpDirectCalls(
            ObjectProvider<ClickUpClient> client, @Value("${devledger.clickup.workspace:}") String workspace) {
        ClickUpClient clickup = client.getIfAvailable();
        return clickup == null ? new ClickUpOff() : new ClickUpDirectCalls(clickup, workspace);
    }
}
