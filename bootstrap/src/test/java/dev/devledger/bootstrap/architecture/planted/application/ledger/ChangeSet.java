package dev.devledger.bootstrap.architecture.planted.application.ledger;

public record ChangeSet() {}
