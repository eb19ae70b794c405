package dev.devledger.adapters.signin.jwt;

import dev.devledger.adapters.html.Templates.BaseAddress;
import dev.devledger.application.signin.TokenIssuerInfo;
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
 * The metadata of the protected resources, {@code /mcp} and the whole server, with the issuer of their tokens (RFC
 * 9728).
 */
@Controller
record ResourceMetadata(TokenIssuerInfo place) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WHOLE = "/.well-known/oauth-protected-resource";

    @GetMapping(path = TokenIssuerInfo.METADATA, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    byte[] ofAgents(HttpServletRequest request) {
        return of(request, "/mcp");
    }

    @GetMapping(path = WHOLE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    byte[] ofAll(HttpServletRequest request) {
        return of(request, "");
    }

    private byte[] of(HttpServletRequest request, String path) {
        String base = BaseAddress.of(request);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", base + path);
        String issuer = place.issuer() == null ? base : place.issuer();
        if (!issuer.isEmpty()) {
            metadata.put("authorization_servers", List.of(issuer));
        }
        metadata.put("scopes_supported", place.scopes());
        metadata.put("bearer_methods_supported", List.of("header"));
        metadata.put("resource_name", "Devledger");
        return JSON.writeValueAsBytes(metadata);
    }
}
