package dev.devledger.bootstrap.architecture.planted.application.innocent;

import dev.devledger.bootstrap.architecture.planted.application.PlantedApplication;
import dev.devledger.bootstrap.architecture.planted.domain.PlantedDomain;
import org.axonframework.eventhandling.EventBus;

record InnocentUseCase(PlantedApplication.Reached application, PlantedDomain.Reached domain, EventBus bus) {}
