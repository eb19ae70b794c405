package dev.devledger.bootstrap.architecture.planted.domain.egg;

import dev.devledger.bootstrap.architecture.planted.domain.chicken.Chicken;

public record Egg(Chicken chicken) {}
