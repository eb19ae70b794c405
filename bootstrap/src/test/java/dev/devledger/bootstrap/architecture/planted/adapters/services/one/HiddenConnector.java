package dev.devledger.bootstrap.architecture.planted.adapters.services.one;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector;

record HiddenConnector() implements Connector {}
