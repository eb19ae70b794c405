package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.html.Templates.BaseAddress;
import dev.devledger.adapters.signin.server.AuthorizationConfiguration.AuthorizationPaths;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata of this server (RFC 8414), at the standard address, and at the address that older agents use, which ends
 * with the path of their resource. Spring's own page lists much that this server does not offer.
 */
@Controller
record ServerMetadata(AccessRules access) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @GetMapping(
            path = {"/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/mcp"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    byte[] show(HttpServletRequest request) {
        String base = BaseAddress.of(request);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", base);
        metadata.put("authorization_endpoint", base + AuthorizationPaths.AUTHORIZE);
        metadata.put("token_endpoint", base + AuthorizationPaths.TOKEN);
        metadata.put("registration_endpoint", base + AuthorizationPaths.REGISTER);
        metadata.put("revocation_endpoint", base + AuthorizationPaths.REVOKE);
        metadata.put("jwks_uri", base + AuthorizationPaths.KEYS);
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("none"));
        metadata.put("revocation_endpoint_auth_methods_supported", List.of("none"));
        metadata.put(
                "scopes_supported", access.scopes().stream().map(Scope::word).toList());
        return JSON.writeValueAsBytes(metadata);
    }
}
