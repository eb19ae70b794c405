package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.Layout.CardLayout;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The account that is kept in step.
 *
 * @param connector the name shown to users, in small letters
 * @param account the name that tells the sandbox from a real account, so that the sandbox's links are never used for a
 *     real account, nor the other way round
 * @param url the address of a remote task, for people
 * @param layout where projects are placed in the service
 */
public record ConnectedAccount(
        String connector,
        String account,
        ConnectedAccount.ConnectorMode mode,
        Function<RemoteRef, String> url,
        Layout layout) {

    /** An account in which projects have the form that their placement says. */
    public ConnectedAccount(String connector, String account, ConnectorMode mode, Function<RemoteRef, String> url) {
        this(connector, account, mode, url, new CardLayout());
    }

    public SyncLinkId link(EntityRef entity) {
        return new SyncLinkId(connector, account, entity);
    }

    /** Returns the form that {@link Layout#standsAs(String, Placement, Map)} returns, as people call it. */
    public Placement shownAs(Placement placement, Map<String, Placement> placements) {
        return layout.shownAs(layout.standsAs(connector, placement, placements));
    }

    public boolean off() {
        return mode == ConnectorMode.OFF;
    }

    /** The kind of account that the ledger is kept in step with. */
    public enum ConnectorMode {
        /** A person's own account. */
        LIVE,
        /** An account in this process: nothing leaves the machine. */
        SANDBOX,
        /** No account: changes wait. */
        OFF;

        /** Returns the word by which the mode is shown and configured. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
