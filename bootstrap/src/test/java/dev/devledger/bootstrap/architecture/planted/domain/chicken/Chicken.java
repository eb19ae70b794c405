package dev.devledger.bootstrap.architecture.planted.domain.chicken;

import dev.devledger.bootstrap.architecture.planted.domain.egg.Egg;

public record Chicken(Egg egg) {}
