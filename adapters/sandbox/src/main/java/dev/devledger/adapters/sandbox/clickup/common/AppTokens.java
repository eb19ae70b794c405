package dev.devledger.adapters.sandbox.clickup.common;

/** Says which tokens, beside ClickUp's own, are those of the workspace's owner. Safe to call from any thread. */
public interface AppTokens {
    boolean accepts(String token);
}
