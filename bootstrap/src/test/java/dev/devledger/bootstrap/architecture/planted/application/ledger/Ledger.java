package dev.devledger.bootstrap.architecture.planted.application.ledger;

public interface Ledger {}
