package dev.devledger.bootstrap.architecture.planted.adapters.one;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector;

record HiddenConnector() implements Connector {}
