package dev.devledger.bootstrap.architecture.planted.adapters.rest.resource;

public record Resource() {}
