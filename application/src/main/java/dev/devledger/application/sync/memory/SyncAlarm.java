package dev.devledger.application.sync.memory;

/** Asks for a cycle soon. To ask often costs nothing: the wishes of a moment become one cycle. */
public interface SyncAlarm {
    void ring();
}
