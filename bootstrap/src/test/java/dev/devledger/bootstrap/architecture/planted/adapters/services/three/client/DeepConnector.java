package dev.devledger.bootstrap.architecture.planted.adapters.services.three.client;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector;

public record DeepConnector() implements Connector {}
