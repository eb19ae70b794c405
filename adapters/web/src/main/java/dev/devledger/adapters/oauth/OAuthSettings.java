package dev.devledger.adapters.oauth;

import dev.devledger.application.connection.Connecting;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/** @param server the address of a path of this server, where connecting leads back to; known once it listens */
public record OAuthSettings(List<Connecting> services, Function<String, String> server, ZoneId zone) {}
