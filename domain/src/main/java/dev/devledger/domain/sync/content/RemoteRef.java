package dev.devledger.domain.sync.content;

/** A remote object's address: its list and its own id. For a list both are the list's id. */
public record RemoteRef(String list, String id) {}
