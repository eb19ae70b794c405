package dev.devledger.adapters.oauth;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where connecting leads back to.
 *
 * @param redirect null for this server's own callback
 * @param server the address of a path of this server; known once it listens
 */
public record OAuthSettings(@Nullable RedirectUrl redirect, Function<String, String> server) {}
