package dev.devledger.adapters.services.clickup.json;

/** An answer that is JSON, but not one that ClickUp's description allows. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unreadable(String message) {
        super(message, null, false, false);
    }
}
