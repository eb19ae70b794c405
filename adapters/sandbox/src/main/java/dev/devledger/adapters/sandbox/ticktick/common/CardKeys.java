package dev.devledger.adapters.sandbox.ticktick.common;

import java.util.Collection;
import java.util.Map;

/** What cards and lists are called by whoever keeps them in step. Only the page shows it: the API knows of nobody. */
public interface CardKeys {

    /** The key, such as {@code P-1}, by the id of the card or list; those without one are left out. */
    Map<String, String> of(Collection<String> ids);
}
