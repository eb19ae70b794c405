package dev.devledger.adapters.sandbox.ticktick.oauth;

import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.ticktick.common.Account.Scopes;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import dev.devledger.adapters.sandbox.ticktick.oauth.Grants.Consent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Where TickTick asks the person, the sandbox agrees at once and sends the browser back with a code. */
record ConsentPage(Grants grants, Circumstances circumstances) {
    private static final int CHALLENGE = 43;

    ServerResponse show(ServerRequest request) {
        Optional<String> client = parameter(request, "client_id");
        Optional<String> redirect = parameter(request, "redirect_uri");
        // Nobody is sent to an address that is not the client's: the error is shown here.
        if (client.isEmpty() || redirect.isEmpty() || !belongsTo(client.get(), redirect.get(), request))
            return ServerResponse.status(HttpStatus.BAD_REQUEST)
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("The client is unknown, or the redirect URI is not its registered one.");
        Map<String, String> back = new LinkedHashMap<>(result(request, client.get(), redirect.get()));
        parameter(request, "state").ifPresent(state -> back.put("state", state));
        return ServerResponse.status(HttpStatus.FOUND)
                .location(URI.create(redirect.get() + (redirect.get().contains("?") ? "&" : "?") + query(back)))
                .build();
    }

    private Map<String, String> result(ServerRequest request, String client, String redirect) {
        Optional<Scopes> scopes = parameter(request, "scope").flatMap(Scopes::named);
        Optional<String> challenge = parameter(request, "code_challenge");
        String method = parameter(request, "code_challenge_method").orElse("");
        if (!parameter(request, "response_type").orElse("").equals("code"))
            return Map.of("error", "unsupported_response_type");
        if (scopes.isEmpty()) return Map.of("error", "invalid_scope");
        boolean wellMade = challenge
                .map(text -> text.length() == CHALLENGE && method.equals("S256"))
                .orElse(method.isEmpty());
        if (!wellMade) return Map.of("error", "invalid_request");
        return Map.of("code", grants.code(new Consent(client, redirect, scopes.get(), challenge.orElse(null))));
    }

    /** Without registered clients, every address of this machine will do. */
    private boolean belongsTo(String clientId, String redirect, ServerRequest request) {
        if (!circumstances.now().clients().isEmpty())
            return circumstances.now().clients().stream()
                    .anyMatch(client ->
                            client.id().equals(clientId) && client.redirectUri().equals(redirect));
        return redirect.indexOf('#') < 0 && Answers.isLocal(redirect, request);
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    private static Optional<String> parameter(ServerRequest request, String name) {
        return request.param(name).filter(value -> !value.isEmpty());
    }
}
