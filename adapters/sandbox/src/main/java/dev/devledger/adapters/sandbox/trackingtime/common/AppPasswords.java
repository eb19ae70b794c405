package dev.devledger.adapters.sandbox.trackingtime.common;

/** Says which passwords, beside TrackingTime's own, are those of Ana. Safe to call from any thread. */
public interface AppPasswords {
    boolean accepts(String password);
}
