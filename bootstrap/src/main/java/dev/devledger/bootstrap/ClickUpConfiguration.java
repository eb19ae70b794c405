package dev.devledger.bootstrap;

import dev.devledger.adapters.clickup.ClickUpConnector;
import dev.devledger.adapters.clickup.client.ClickUpAccount;
import dev.devledger.adapters.clickup.client.ClickUpClient;
import dev.devledger.adapters.clickup.client.ClickUpSettings;
import dev.devledger.adapters.clickup.oauth.ClickUpOAuth;
import dev.devledger.adapters.clickup.oauth.WorkspaceOwner;
import dev.devledger.adapters.clickup.webhook.ClickUpHints;
import dev.devledger.adapters.clickup.webhook.WebhookKeeper;
import dev.devledger.adapters.health.ConnectorHealth;
import dev.devledger.adapters.oauth.client.OAuthClient;
import dev.devledger.adapters.remote.CallBudget;
import dev.devledger.adapters.remote.HttpLimits;
import dev.devledger.adapters.remote.Tries;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.KnownOwners;
import dev.devledger.application.connection.SameOwner;
import dev.devledger.application.connection.SecretStore;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.application.sync.HintIntake;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunners;
import dev.devledger.application.sync.connector.CallLogs;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.local.LinkedTaskWords;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.bootstrap.account.ClickUpAccess;
import dev.devledger.bootstrap.account.ServiceLogin;
import dev.devledger.bootstrap.account.Upkeep;
import dev.devledger.bootstrap.settings.ClickUpProperties;
import dev.devledger.bootstrap.settings.ClickUpProperties.Deletions;
import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.ShownSettings;
import dev.devledger.bootstrap.start.ServerAddress;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.RemoteRef;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Which ClickUp there is, how we are let into it, and the client that all calls to it go through. */
@Configuration(proxyBeanMethods = false)
class ClickUpConfiguration {
    private final ClickUpProperties clickup;
    private final ServiceLogin login;

    ClickUpConfiguration(DevledgerProperties properties) {
        this.clickup = properties.clickup();
        this.login = new ServiceLogin("clickup", "ClickUp", clickup);
    }

    @Bean
    ConnectedAccount clickupAccount(ServerAddress server) {
        URI app = clickup.authorizeUrl();
        String site = app.getScheme() + "://" + app.getRawAuthority();
        return login.account(
                ClickUpConnector.LAYOUT,
                task -> site + (isList(task) ? "/v/li/" : "/t/") + task.id(),
                task -> server.url("/sandbox/clickup" + (isList(task) ? "/lists/" : "/tasks/") + task.id()));
    }

    private static boolean isList(RemoteRef task) {
        return task.list().equals(task.id());
    }

    @Bean
    ClickUpAccount clickupAccess(ServerAddress server, OwnerToken ownerToken, AccountTokens clickupTokens) {
        return switch (clickup.effectiveMode()) {
            case LIVE -> ClickUpAccess.live(clickup, clickupTokens);
            case OFF -> ClickUpAccess.none();
            case SANDBOX, AUTO -> ClickUpAccess.sandbox(server, ownerToken);
        };
    }

    @Bean
    ClickUpSettings clickupSettings(ObjectProvider<BuildProperties> build) {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return new ClickUpSettings(
                HttpLimits.STANDARD.answeringWithin(clickup.timeLimit()), clickup.budget(), String.valueOf(version));
    }

    @Bean
    CallBudget clickupBudget(ClickUpSettings settings, ConnectedAccount clickupAccount, CallLogs calls) {
        return new CallBudget(settings.budget(), settings.limits().call(), calls.of(clickupAccount), System::nanoTime);
    }

    @Bean(destroyMethod = "close")
    ClickUpClient clickupClient(ClickUpSettings settings, ClickUpAccount access, CallBudget clickupBudget) {
        return new ClickUpClient(settings, access, clickupBudget, Tries.JITTER);
    }

    @Bean(destroyMethod = "close")
    OAuthClient clickupOAuth(Clock clock) {
        return new OAuthClient(
                ClickUpOAuth.service(login.application(), clickup.authorizeUrl(), clickup.tokenUrl()),
                clickup.timeLimit(),
                clock);
    }

    @Bean(destroyMethod = "close")
    WorkspaceOwner workspaceOwner(ClickUpSettings settings) {
        return new WorkspaceOwner(clickup.apiUrl(), clickup.workspace(), settings);
    }

    @Bean
    AccountTokens clickupTokens(
            ConnectedAccount clickupAccount,
            SecretStore secrets,
            OAuthClient clickupOAuth,
            WorkspaceOwner lookup,
            KnownOwners owners,
            Clock clock) {
        SameOwner owner = new SameOwner(clickupAccount, lookup, owners, clock);
        return new AccountTokens(clickupAccount, clickup.accessToken(), secrets, clickupOAuth, owner);
    }

    @Bean
    Connecting clickupConnecting(
            OAuthClient clickupOAuth,
            AccountTokens clickupTokens,
            ConnectedAccount clickupAccount,
            ConnectorStates states,
            @Lazy SyncAlarm alarm,
            ServerAddress server,
            Clock clock) {
        return new Connecting(
                () -> login.whyNot(server), clickupOAuth, clickupTokens, clickupAccount, states, alarm, clock);
    }

    /** After TickTick, with which a list of both begins. */
    @Bean
    @Order(2)
    ClickUpConnector clickupConnector(
            ConnectedAccount clickupAccount,
            SyncSettings clickupSync,
            ClickUpClient client,
            CallBudget clickupBudget,
            PersonDirectory people,
            LinkBook links,
            TaskTree tree,
            SecretStore secrets,
            ConnectorStates states,
            Clock clock) {
        ClickUpConnector.Profile profile = new ClickUpConnector.Profile(
                set(clickup.workspace()),
                clickup.scope(),
                set(clickup.space()),
                clickup.abandonedStatus(),
                clickup.placement() == ClickUpProperties.Placement.NONE ? Placement.NONE : Placement.LIST,
                clickup.time()
                        ? clickup.people() == ClickUpProperties.Whose.ALL
                                ? ClickUpConnector.TimeOf.EVERYBODY
                                : ClickUpConnector.TimeOf.OWN_USER
                        : ClickUpConnector.TimeOf.NOBODY,
                ShownSettings.of(clickup, clickupSync.policies()));
        ClickUpConnector connector = new ClickUpConnector(
                        clickupAccount,
                        clickupSync,
                        profile,
                        client,
                        clickupBudget,
                        people,
                        states.memory(clickupAccount),
                        clock)
                .knowing(words -> new LinkedTaskWords(words, links, tree, clickupAccount));
        return clickup.webhookUrl() == null
                ? connector
                : connector.delivering(new ClickUpHints(secrets, clickupAccount));
    }

    @Bean
    SyncSettings clickupSync(Environment environment, ZoneId zone) {
        return new SyncSettings(
                "",
                true,
                clickup.settle(),
                clickup.pollInterval(),
                ConfiguredPolicies.of(environment, "clickup"),
                zone,
                clickup.deletions() == Deletions.ASK);
    }

    @Bean
    Upkeep clickupUpkeep(
            ClickUpClient client,
            ConnectedAccount clickupAccount,
            SecretStore secrets,
            HintIntake intake,
            Clock clock) {
        URI endpoint = clickup.webhookUrl();
        if (endpoint == null) {
            return new Upkeep("clickup", () -> {});
        }
        WebhookKeeper keeper = new WebhookKeeper(
                client,
                new WebhookKeeper.Address(endpoint, set(clickup.workspace())),
                secrets,
                clickupAccount,
                hint -> intake.take(clickupAccount, hint),
                clock);
        return new Upkeep("clickup", keeper::keep);
    }

    private static @Nullable String set(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** What everybody is told of the sync. */
    @Bean
    Sync clickup(SyncRunners syncs, AccountTokens clickupTokens, ServerAddress server, Clock clock, ZoneId zone) {
        return login.told(syncs.of("clickup"), clickupTokens, server, clock.withZone(zone));
    }

    /** The bean's name, up to its last two words, is the component's. */
    @Bean
    HealthIndicator clickupHealthIndicator(Sync clickup, Clock clock) {
        return new ConnectorHealth(clickup, clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> tryClickUpAgain(Connecting clickupConnecting) {
        return event -> {
            if (login.isLive()) {
                clickupConnecting.tryAgain();
            }
        };
    }
}
