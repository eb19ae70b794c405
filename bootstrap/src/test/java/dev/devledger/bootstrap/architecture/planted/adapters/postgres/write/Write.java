package dev.devledger.bootstrap.architecture.planted.adapters.postgres.write;

public record Write() {}
