package dev.devledger.application.projection;

import java.util.Collection;

/** What was is not known before a replay has come to its end. */
public final class NotFilledYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFilledYet(Collection<String> projections) {
        super(
                "Past states are not available yet: after an update, Devledger rebuilds the older versions"
                        + " of " + String.join(" and ", projections)
                        + " from the events. Ask again later. GET /api/projections shows the progress."
                        + " Requests without asOf work as usual.",
                null,
                false,
                false);
    }
}
