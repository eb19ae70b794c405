package dev.devledger.adapters.rest;

/** Whether there is a TickTick account to connect, and nobody has done so. */
public interface ConnectOffer {
    boolean isMade();
}
