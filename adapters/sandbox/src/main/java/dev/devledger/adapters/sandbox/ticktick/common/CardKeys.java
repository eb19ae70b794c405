package dev.devledger.adapters.sandbox.ticktick.common;

import java.util.Collection;
import java.util.Map;

/** The ledger's keys of cards and lists. Only the page shows them: the API knows of no ledger. */
public interface CardKeys {

    /** Returns the key, such as {@code P-1}, by the id of the card or list; those without one are left out. */
    Map<String, String> of(Collection<String> ids);
}
