package dev.devledger.adapters.sandbox.ticktick.common;

/** Says which bearer tokens open the sandbox's one account. Safe to call from any thread. */
public interface SandboxTokens {
    boolean accepts(String token);
}
