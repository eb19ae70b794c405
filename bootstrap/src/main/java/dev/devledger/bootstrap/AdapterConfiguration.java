package dev.devledger.bootstrap;

import dev.devledger.adapters.dashboard.DashboardConfiguration;
import dev.devledger.adapters.door.SlowClientConfiguration;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.hooks.HookConfiguration;
import dev.devledger.adapters.mcp.guard.GuardConfiguration;
import dev.devledger.adapters.mcp.guard.GuardConfiguration.Allowed;
import dev.devledger.adapters.mcp.guard.GuardConfiguration.GuardSettings;
import dev.devledger.adapters.mcp.server.McpConfiguration;
import dev.devledger.adapters.mcp.server.McpConfiguration.McpOffer;
import dev.devledger.adapters.mcp.server.McpConfiguration.McpSettings;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.rest.RestConfiguration;
import dev.devledger.adapters.rest.files.ImportResource.ImportSettings;
import dev.devledger.adapters.security.LimitFilter.LimitSettings;
import dev.devledger.adapters.security.LoginPage.LoginLink;
import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.adapters.security.SecurityConfiguration;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.access.BrowserSessions.BrowserLoginStore;
import dev.devledger.application.access.RequestLimiter;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.imports.ImportProgress.ImportRuns;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.bootstrap.database.DatabaseMigration;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.start.StartMessage;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Imports the configurations of adapters, and makes the secrets that the adapters check. */
@Configuration(proxyBeanMethods = false)
@Import({
    SlowClientConfiguration.class,
    RestConfiguration.class,
    DashboardConfiguration.class,
    HookConfiguration.class,
    SecurityConfiguration.class,
    GuardConfiguration.class,
    McpConfiguration.class
})
class AdapterConfiguration {
    @Bean({"ports", "restPorts", "pagePorts", "hookPorts"})
    InboundPorts ports(
            Devledger devledger, ImportSettings importSettings, Clock clock, ObjectProvider<OAuthApps> apps) {
        return new InboundPorts(devledger, importSettings, new ImportRuns(clock), apps::getObject);
    }

    @Bean
    OwnerToken ownerToken(Stores stores) {
        return stores.secrets.owner;
    }

    @Bean
    AccessRules accessRules() {
        return Devledger.accessRules();
    }

    @Bean
    AccessTokenCheck accessTokenCheck(PostgresTables tables, Clock clock) {
        return new AccessTokenCheck(tables.accessTokenStore, clock);
    }

    @Bean
    BrowserLoginStore browserLoginStore(PostgresTables tables) {
        return tables.browserLoginStore;
    }

    @Bean
    StartMessage startMessage(Devledger devledger, DatabaseMigration databaseStart, LoginLink loginLink) {
        Stores stores = devledger.stores;
        return new StartMessage(stores.setup.server(), stores.secrets.owner, devledger.syncs, databaseStart, loginLink);
    }

    @Bean
    StoreOutage storeOutage(PostgresTables tables) {
        return tables.outage;
    }

    @Bean
    SecretStore secretStore(Stores stores) {
        return stores.secrets.store;
    }

    /** Makes the limits of callers. When the context closes them, this node's share goes back to the other nodes. */
    @Bean
    RequestLimiter admissions(DevledgerProperties properties, PostgresTables tables) {
        return new RequestLimiter(properties.limits().perCaller(), tables.permits);
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
    McpOffer mcpOffer(InboundPorts ports) {
        return McpOffer.of(ports);
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
