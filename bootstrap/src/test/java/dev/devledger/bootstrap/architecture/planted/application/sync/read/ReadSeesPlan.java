package dev.devledger.bootstrap.architecture.planted.application.sync.read;

import dev.devledger.bootstrap.architecture.planted.application.sync.plan.Planned;

record ReadSeesPlan(Planned.Order order) {}
