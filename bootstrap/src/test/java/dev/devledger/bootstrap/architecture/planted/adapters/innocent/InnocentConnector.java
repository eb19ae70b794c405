package dev.devledger.bootstrap.architecture.planted.adapters.innocent;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector;

public record InnocentConnector() implements Connector {}
