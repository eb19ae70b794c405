package dev.devledger.bootstrap.account;

/**
 * What is done for a connector before its cycles, by the node that has them.
 *
 * @param before at a pace of its own; where it comes to nothing, the cycle goes on
 */
public record Upkeep(String connector, Runnable before) {}
