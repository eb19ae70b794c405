package dev.devledger.application.connection;

import dev.devledger.application.sync.connector.ConnectedAccount;

/** Whose account the links of a connected account are with, once it was told. */
public interface KnownOwners {

    /** Keeps the first one it is given; answers that. */
    String keep(ConnectedAccount account, String owner);
}
