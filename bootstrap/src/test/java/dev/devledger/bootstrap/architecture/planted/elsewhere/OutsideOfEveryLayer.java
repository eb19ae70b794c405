package dev.devledger.bootstrap.architecture.planted.elsewhere;

public record OutsideOfEveryLayer() {}
