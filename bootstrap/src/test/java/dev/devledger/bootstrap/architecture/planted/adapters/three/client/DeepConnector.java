package dev.devledger.bootstrap.architecture.planted.adapters.three.client;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector;

public record DeepConnector() implements Connector {}
