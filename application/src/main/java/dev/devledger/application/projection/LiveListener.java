package dev.devledger.application.projection;

import java.util.List;

/** Someone who wants to know of new events, and only of new ones: a replay does not tell it anything. */
public interface LiveListener {
    /** In the transaction that stores them; what it writes is committed with them. */
    void stored(List<LedgerEvent> events);

    /** After the commit of a transaction of which {@link #stored} was told. */
    void committed();
}
