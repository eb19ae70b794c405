package dev.devledger.adapters.sandbox.ticktick.common;

import java.util.Collection;
import java.util.Map;

/** Finds the ledger's keys of cards and lists. Only the page shows them; the API does not know the ledger. */
public interface CardKeys {

    /**
     * Returns the keys, such as {@code P-1}, by the ids of cards and lists; cards and lists without a key are left out.
     */
    Map<String, String> of(Collection<String> ids);
}
