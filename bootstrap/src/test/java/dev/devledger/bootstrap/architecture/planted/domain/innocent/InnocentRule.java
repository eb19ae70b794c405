package dev.devledger.bootstrap.architecture.planted.domain.innocent;

import dev.devledger.bootstrap.architecture.planted.domain.PlantedDomain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record InnocentRule(
        PlantedDomain.Reached domain, long number, @Nullable Instant at) {}
