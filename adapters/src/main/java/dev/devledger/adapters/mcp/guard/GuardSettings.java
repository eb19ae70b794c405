package dev.devledger.adapters.mcp.guard;

/** Under which names this server may be asked, and from which sites a browser may ask it. */
public record GuardSettings(Allowed hosts, Allowed origins) {}
