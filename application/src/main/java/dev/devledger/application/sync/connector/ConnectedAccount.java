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
 * @param connector its name towards users, in small letters
 * @param account tells the sandbox from a real account, so that the links of one are never taken for the other's
 * @param url where a person finds a remote task
 * @param layout where things are there
 */
public record ConnectedAccount(
        String connector,
        String account,
        ConnectedAccount.ConnectorMode mode,
        Function<RemoteRef, String> url,
        Layout layout) {

    /** Where projects are what their placement says. */
    public ConnectedAccount(String connector, String account, ConnectorMode mode, Function<RemoteRef, String> url) {
        this(connector, account, mode, url, new CardLayout());
    }

    public SyncLinkId link(EntityRef entity) {
        return new SyncLinkId(connector, account, entity);
    }

    /** As {@link Layout#standsAs(String, Placement, Map)} has it, in the words of people. */
    public Placement shownAs(Placement placement, Map<String, Placement> placements) {
        return layout.shownAs(layout.standsAs(connector, placement, placements));
    }

    public boolean off() {
        return mode == ConnectorMode.OFF;
    }

    /** Whose account it is that the ledger is kept in step with. */
    public enum ConnectorMode {
        /** A person's own. */
        LIVE,
        /** One in this process: nothing leaves the machine. */
        SANDBOX,
        /** None: changes wait. */
        OFF;

        /** As it is shown and set. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
