package dev.devledger.application.sync.connector;

import java.util.Locale;

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
