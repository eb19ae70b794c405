package dev.devledger.bootstrap.architecture.planted.adapters.sandbox.tasks;

public record Tasks() {}
