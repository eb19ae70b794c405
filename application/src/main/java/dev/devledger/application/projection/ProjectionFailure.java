package dev.devledger.application.projection;

/** A projection could not apply an event. The write is repeated with the event parked for that projection. */
public final class ProjectionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionFailure(String projection, LedgerEvent event, Throwable cause) {
        super("The projection " + projection + " could not apply " + event.type() + " of " + event.stream(), cause);
    }
}
