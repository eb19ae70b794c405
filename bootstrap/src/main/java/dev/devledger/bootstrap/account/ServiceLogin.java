package dev.devledger.bootstrap.account;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.sandbox.ticktick.common.Account.CardKeys;
import dev.devledger.adapters.security.EncryptionKey;
import dev.devledger.adapters.security.EncryptionKey.EncryptionKeys;
import dev.devledger.adapters.security.EncryptionKey.KeyFile;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.AuthorizedSync;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.ServiceProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import dev.devledger.bootstrap.start.ServerAddress;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of a service's configuration and login that all services share.
 *
 * @param name the connector's name
 * @param title the service's name for users
 */
public record ServiceLogin(String name, String title, ServiceProperties properties) {

    public boolean isLive() {
        return properties.effectiveMode() == Mode.LIVE;
    }

    /** Returns the account. The sandbox has an id of its own, so that its links are never taken for an account's. */
    public ConnectedAccount account(
            Layout layout, Function<RemoteRef, String> live, Function<RemoteRef, String> sandbox) {
        return switch (properties.effectiveMode()) {
            case LIVE -> new ConnectedAccount(name, properties.account(), ConnectorMode.LIVE, live, layout);
            case OFF -> new ConnectedAccount(name, properties.account(), ConnectorMode.OFF, live, layout);
            case SANDBOX, AUTO -> new ConnectedAccount(name, "sandbox", ConnectorMode.SANDBOX, sandbox, layout);
        };
    }

    public OAuthApplication application() {
        return new OAuthApplication(properties.clientId(), properties.clientSecret(), properties.redirectUrl());
    }

    /** Returns why no account can be connected with this configuration; empty if one can. */
    public Optional<String> whyNot(ServerAddress server) {
        if (!isLive()) {
            boolean off = properties.effectiveMode() == Mode.OFF;
            String so = off ? title + " is off." : "A sandbox plays " + title + ": nothing leaves this machine.";
            return Optional.of(so + " " + register(server));
        }
        if (properties.hasToken()) {
            return Optional.of("The setting " + setting("access-token")
                    + " gives Devledger its token. To connect an account here, start Devledger without that setting.");
        }
        return properties.hasClient() ? Optional.empty() : Optional.of("There is no client id. " + register(server));
    }

    /** Returns the instructions. No full stop follows the redirect URL, as users copy it. */
    private String register(ServerAddress server) {
        URI own = properties.redirectUrl();
        String mode = isLive() || properties.mode() == Mode.AUTO ? "" : ", and without the setting " + setting("mode");
        return "To connect an account, register an app with " + title + " that has the redirect URL "
                + (own == null ? server.url("/oauth/" + name + "/callback") : own)
                + " and start Devledger with the settings "
                + setting("client-id") + " and " + setting("client-secret") + " of that app" + mode
                + ". Without an app: with the setting " + setting("access-token") + " alone" + mode + ".";
    }

    /** Returns the sync with the state of the connection; unchanged without an account. */
    public Sync told(Sync sync, AccountTokens tokens, ServerAddress server, Clock clock) {
        Supplier<String> how = () -> properties.hasClient()
                ? "connect it at " + server.url("/oauth/" + name + "/connect")
                : "set " + setting("access-token") + ", or " + setting("client-id") + " to connect it in the browser";
        return isLive() ? new AuthorizedSync(sync, tokens, how, clock) : sync;
    }

    private String setting(String last) {
        return "devledger." + name + "." + last;
    }

    /**
     * Returns the web address of a task, on the site that belongs to the configured API: its host is the API's host without
     * {@code api.}. So the address for {@code api.dida365.com} is on {@code dida365.com} (docs/ticktick.md, section 1).
     */
    public static final class TaskWebAddress implements Function<RemoteRef, String> {
        private static final String API = "api.";

        private final String site;

        public TaskWebAddress(URI apiUrl) {
            String server = String.valueOf(apiUrl.getRawAuthority());
            this.site = apiUrl.getScheme() + "://" + (server.startsWith(API) ? server.substring(API.length()) : server);
        }

        @Override
        public String apply(RemoteRef task) {
            return site + "/webapp/#p/" + task.list() + "/tasks/" + task.id();
        }
    }

    /** The keys for stored secrets: {@code devledger.encryption-key}, or the keys in the file of the data folder. */
    public static final class ConfiguredEncryptionKeys {
        private ConfiguredEncryptionKeys() {}

        public static EncryptionKeys of(DevledgerProperties properties, DataDirectory folder) {
            String chosen = properties.encryptionKey();
            return chosen == null || chosen.isBlank()
                    ? new KeyFile(folder.path().resolve("encryption.key"))
                    : EncryptionKeys.of(EncryptionKey.of(chosen));
        }
    }

    /** Finds the keys of the projects and tasks that are linked with the sandbox's cards and lists. */
    public record LinkedCardKeys(ConnectedAccount account, LinkBook links, Labels labels) implements CardKeys {
        @Override
        public Map<String, String> of(Collection<String> ids) {
            Map<String, UUID> linked = new HashMap<>();
            for (LinkBook.Entry entry : links.ofRemote(account, ids)) {
                if (entry.link() instanceof SyncLink.Linked link) {
                    linked.put(link.remote().id(), entry.entity().id());
                }
            }
            Map<UUID, Label> called = labels.of(linked.values());
            Map<String, String> keys = new HashMap<>();
            linked.forEach((id, entity) -> {
                Label label = called.get(entity);
                if (label != null) {
                    keys.put(id, label.key());
                }
            });
            return keys;
        }
    }
}
