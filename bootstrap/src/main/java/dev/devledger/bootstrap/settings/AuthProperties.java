package dev.devledger.bootstrap.settings;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people and agents sign in besides with tokens of ours (docs/contract.md, section 8).
 *
 * @param audience for whom an issuer's tokens have to be, such as {@code https://ledger.example/mcp}
 * @param scopePrefix what an issuer's scopes that mean us begin with
 * @param embedded whether this server is the issuer
 */
public record AuthProperties(
        @DefaultValue List<String> audience,
        @DefaultValue("") String scopePrefix,
        @DefaultValue("false") boolean embedded) {
    public AuthProperties {
        audience = List.copyOf(audience);
    }
}
