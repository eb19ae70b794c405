package dev.devledger.application.projection;

/**
 * Which state of an entity a row shows.
 *
 * @param version the entity's version
 * @param position of the event that made it, in the whole ledger
 */
public record Revision(long version, long position) {}
