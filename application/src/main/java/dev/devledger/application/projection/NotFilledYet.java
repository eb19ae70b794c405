package dev.devledger.application.projection;

import java.util.Collection;

/** What was is not known before a replay has come to its end. */
public final class NotFilledYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFilledYet(Collection<String> projections) {
        super(
                "What was cannot be told yet: after an update the versions of " + String.join(" and ", projections)
                        + " are being built from the events. Ask again later; GET /api/projections shows how far it is."
                        + " Reads without asOf go on.",
                null,
                false,
                false);
    }
}
