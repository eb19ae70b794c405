package dev.devledger.bootstrap.architecture.planted.adapters.two;

public record Neighbour() {}
