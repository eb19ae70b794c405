package dev.devledger.bootstrap.start;

import dev.devledger.adapters.security.LoginPage.LoginLink;
import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.bootstrap.database.DatabaseMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The last lines of a start: the address and the credentials. The only secret in them is a link that works once. */
public record StartMessage(
        ServerAddress server, OwnerToken owner, Syncs syncs, DatabaseMigration database, LoginLink login) {
    private static final Logger LOG = LoggerFactory.getLogger("Devledger");

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void tell() {
        database.warnings().forEach(LOG::warn);
        LOG.info("Devledger is at {}", server.shown("/"));
        if (server.isLocal()) {
            LOG.info(
                    "Log in with {} (works once, within ten minutes, in a browser on this machine)",
                    server.url(login.issue()));
        }
        LOG.info("The owner token is in {}", owner.file());
        syncs.meant(null).forEach(each -> LOG.info("{}: {}", each.title(), told(each)));
        LOG.info(
                "Agents connect to {} (MCP, Streamable HTTP), with the owner token or an access token as bearer token",
                server.shown("/mcp"));
    }

    private String told(Connector connector) {
        ConnectedAccount account = connector.account();
        return switch (account.mode()) {
            case SANDBOX -> "sandbox, at " + server.shown("/sandbox/" + account.connector());
            case OFF -> "off";
            case LIVE -> "live" + hint(connector);
        };
    }

    /** Returns the steps that the user still has to take. */
    private String hint(Connector connector) {
        SyncStatus status = syncs.of(connector).status();
        return status.message() == null ? "" : ". " + status.message();
    }
}
