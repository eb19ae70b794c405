package dev.devledger.bootstrap;

import dev.devledger.adapters.dashboard.DashboardConfiguration;
import dev.devledger.adapters.dashboard.frame.OwnerTokenFile;
import dev.devledger.adapters.door.DoorConfiguration;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.hooks.HookConfiguration;
import dev.devledger.adapters.mcp.guard.Allowed;
import dev.devledger.adapters.mcp.guard.GuardConfiguration;
import dev.devledger.adapters.mcp.guard.GuardSettings;
import dev.devledger.adapters.mcp.server.McpConfiguration;
import dev.devledger.adapters.mcp.server.McpOffer;
import dev.devledger.adapters.mcp.server.McpSettings;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.adapters.postgres.PostgresConfiguration;
import dev.devledger.adapters.rest.RestConfiguration;
import dev.devledger.adapters.rest.imports.ImportSettings;
import dev.devledger.adapters.security.EncryptionKeys;
import dev.devledger.adapters.security.LimitSettings;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.security.SecurityConfiguration;
import dev.devledger.adapters.security.Vault;
import dev.devledger.application.connection.SealedSecrets;
import dev.devledger.application.connection.SecretStore;
import dev.devledger.application.imports.ImportRuns;
import dev.devledger.application.limit.Admissions;
import dev.devledger.application.limit.SharedPermits;
import dev.devledger.bootstrap.account.ConfiguredKey;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The adapters that bring a configuration of their own, and the secrets that open them. */
@Configuration(proxyBeanMethods = false)
@Import({
    AccessConfiguration.class,
    SignInOptions.class,
    PostgresConfiguration.class,
    DoorConfiguration.class,
    RestConfiguration.class,
    DashboardConfiguration.class,
    HookConfiguration.class,
    ImportRuns.class,
    SecurityConfiguration.class,
    GuardConfiguration.class,
    McpConfiguration.class
})
class AdapterConfiguration {
    @Bean({"restPorts", "pagePorts", "hookPorts"})
    BeanPorts.Ports ports(BeanFactory beans) {
        return BeanPorts.of(beans);
    }

    @Bean
    OwnerToken ownerToken(DevledgerProperties properties, DataDirectory dataDirectory) {
        Path own = properties.ownerTokenFile();
        return new OwnerToken(own == null ? dataDirectory.path().resolve("owner.token") : own.toAbsolutePath());
    }

    @Bean
    OwnerTokenFile ownerTokenFile(OwnerToken ownerToken) {
        return new OwnerTokenFile(ownerToken.file());
    }

    @Bean
    EncryptionKeys encryptionKeys(DevledgerProperties properties, DataDirectory dataDirectory) {
        return ConfiguredKey.of(properties, dataDirectory);
    }

    @Bean
    SecretStore secretStore(EncryptionKeys keys, SealedSecrets store) {
        return new Vault(keys, store);
    }

    /** Closed with the context: what this node holds of the limits goes back to the others. */
    @Bean
    Admissions admissions(DevledgerProperties properties, SharedPermits permits) {
        return new Admissions(properties.limits().perCaller(), permits);
    }

    @Bean
    LimitSettings limitSettings(DevledgerProperties properties) {
        return properties.limits().settings();
    }

    @Bean
    ImportSettings importSettings(DevledgerProperties properties, DataDirectory dataDirectory) {
        return new ImportSettings(
                dataDirectory.path().resolve("imports"),
                properties.imports().maxSize().toBytes());
    }

    @Bean
    McpOffer mcpOffer(BeanFactory beans) {
        return McpOffer.of(new ToolPortBeans(beans));
    }

    @Bean
    McpSettings mcpSettings(DevledgerProperties properties, ObjectProvider<BuildProperties> build) {
        List<Toolset> toolsets = properties.mcp().toolsets();
        BuildProperties built = build.getIfAvailable();
        return new McpSettings(
                EnumSet.copyOf(toolsets),
                properties.mcp().readOnly(),
                built == null || built.getVersion() == null ? "unknown" : built.getVersion());
    }

    @Bean
    GuardSettings guardSettings(DevledgerProperties properties) {
        return new GuardSettings(
                Allowed.hosts(properties.mcp().allowedHosts()),
                Allowed.origins(properties.mcp().allowedOrigins()));
    }
}
