package dev.devledger.adapters.rest.page;

/** Whether there is a TickTick account to connect, and nobody has done so. */
public interface ConnectOffer {
    boolean isMade();
}
