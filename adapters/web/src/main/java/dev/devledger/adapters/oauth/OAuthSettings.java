package dev.devledger.adapters.oauth;

import java.util.function.Function;

/** @param server the address of a path of this server, where connecting leads back to; known once it listens */
public record OAuthSettings(Function<String, String> server) {}
