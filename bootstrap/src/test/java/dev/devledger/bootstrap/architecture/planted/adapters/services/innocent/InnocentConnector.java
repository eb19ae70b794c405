package dev.devledger.bootstrap.architecture.planted.adapters.services.innocent;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector;

public record InnocentConnector() implements Connector {}
