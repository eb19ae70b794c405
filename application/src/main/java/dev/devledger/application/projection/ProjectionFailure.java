package dev.devledger.application.projection;

import java.util.List;
import java.util.stream.Collectors;

/** A projection could not apply an event. The write is repeated with the event parked for that projection. */
public final class ProjectionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionFailure(String projection, LedgerEvent event, Throwable cause) {
        super("The projection " + projection + " could not apply " + event.type() + " of " + event.stream(), cause);
    }

    /** Of several that were sent together nobody knows which; the repeat will tell. */
    ProjectionFailure(List<LedgerEvent> events, Throwable cause) {
        super(
                "The read model could not take "
                        + events.stream().map(LedgerEvent::type).distinct().collect(Collectors.joining(", "))
                        + " of "
                        + events.stream()
                                .map(LedgerEvent::stream)
                                .distinct()
                                .limit(10)
                                .collect(Collectors.joining(", ")),
                cause);
    }
}
