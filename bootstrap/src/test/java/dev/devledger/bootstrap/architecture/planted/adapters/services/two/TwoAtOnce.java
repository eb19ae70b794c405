package dev.devledger.bootstrap.architecture.planted.adapters.services.two;

import dev.devledger.bootstrap.architecture.planted.application.sync.connector.Connector;

public final class TwoAtOnce {
    public record NearConnector() implements Connector {}

    public record FarConnector() implements Connector {}
}
