package dev.devledger.adapters.clickupsandbox.common;

/** Says which tokens, beside ClickUp's own, are those of the workspace's owner. Safe to call from any thread. */
public interface AppTokens {
    boolean accepts(String token);
}
