package dev.devledger.bootstrap.architecture.planted.application.sync.record;

public record Mark() {}
