package dev.devledger.adapters.trackingtimesandbox.common;

/** Says which passwords, beside TrackingTime's own, are those of Ana. Safe to call from any thread. */
public interface AppPasswords {
    boolean accepts(String password);
}
