package dev.devledger.domain.sync;

/** A list of the connected system. */
public record RemoteList(String id, String name) {}
