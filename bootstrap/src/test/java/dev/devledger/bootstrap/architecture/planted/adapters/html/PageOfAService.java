package dev.devledger.bootstrap.architecture.planted.adapters.html;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector;

public record PageOfAService() implements Connector {}
