package dev.devledger.bootstrap.architecture.planted.domain.sync.link;

public record Link() {}
