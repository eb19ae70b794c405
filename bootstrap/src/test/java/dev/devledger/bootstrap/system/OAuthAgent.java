package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An agent that knows nothing but the address of {@code /mcp}, and finds its way to tokens from what it is answered. */
final class OAuthAgent {
    static final String REDIRECT = "http://localhost:33418/callback";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Api server;
    private final JsonNode metadata;
    private final String redirect;
    final String resource;
    final String clientId;
    final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
    final String state = UUID.randomUUID().toString();

    private OAuthAgent(Api server, JsonNode metadata, String redirect, String resource, String clientId) {
        this.server = server;
        this.metadata = metadata;
        this.redirect = redirect;
        this.resource = resource;
        this.clientId = clientId;
    }

    /** From the refusal to a registration, by nothing but what the server says. */
    static OAuthAgent arrive(Api server, String name) {
        return arrive(server, name, REDIRECT);
    }

    /** One to which the browser is sent back elsewhere. */
    static OAuthAgent arrive(Api server, String name, String redirect) {
        Api stranger = server.as("");
        String challenge =
                stranger.post(401, "/mcp", Mcp.INITIALIZE, "Accept", Mcp.BOTH).header("WWW-Authenticate");
        JsonNode resource = stranger.read(part(challenge, "resource_metadata"));
        String issuer = resource.at("/authorization_servers/0").asString();
        JsonNode metadata = stranger.read(issuer + "/.well-known/oauth-authorization-server");
        assertThat(metadata.path("issuer").asString()).isEqualTo(issuer);
        assertThat(metadata.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(metadata.path("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
        JsonNode registered = stranger.made(
                metadata.path("registration_endpoint").asString(),
                "{\"client_name\":\"" + name + "\",\"redirect_uris\":[\"" + redirect
                        + "\"],\"grant_types\":[\"authorization_code\",\"refresh_token\"],"
                        + "\"response_types\":[\"code\"],\"token_endpoint_auth_method\":\"none\"}");
        return new OAuthAgent(
                server,
                metadata,
                redirect,
                resource.path("resource").asString(),
                registered.path("client_id").asString());
    }

    static String part(String challenge, String name) {
        Matcher part = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        assertThat(part.find()).as(challenge).isTrue();
        return part.group(1);
    }

    /** Where it sends the owner's browser; what is given here is in place of what it would say. */
    String authorize(String... others) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirect);
        parameters.put("scope", "read write sync");
        parameters.put("state", state);
        parameters.put("code_challenge", challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        parameters.put("resource", resource);
        put(parameters, others);
        return metadata.path("authorization_endpoint").asString() + "?" + form(parameters);
    }

    Api.Answer redeem(String code, String... others) {
        Map<String, String> parameters = toRedeem(code);
        put(parameters, others);
        return send("token_endpoint", parameters);
    }

    /** With one of its parameters a second time. */
    Api.Answer redeemTwice(String code, String name) {
        Map<String, String> parameters = toRedeem(code);
        return send("token_endpoint", form(parameters) + "&" + form(Map.of(name, parameters.get(name))));
    }

    private Map<String, String> toRedeem(String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", redirect);
        parameters.put("client_id", clientId);
        parameters.put("code_verifier", verifier);
        parameters.put("resource", resource);
        return parameters;
    }

    Api.Answer renew(String refresh, String... others) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "refresh_token");
        parameters.put("refresh_token", refresh);
        parameters.put("client_id", clientId);
        parameters.put("resource", resource);
        put(parameters, others);
        return send("token_endpoint", parameters);
    }

    Api.Answer revoke(String token) {
        return send("revocation_endpoint", Map.of("token", token, "client_id", clientId));
    }

    private Api.Answer send(String endpoint, Map<String, String> parameters) {
        return send(endpoint, form(parameters));
    }

    private Api.Answer send(String endpoint, String form) {
        return server.as("").post(metadata.path(endpoint).asString(), form, "Content-Type", FORM);
    }

    private static void put(Map<String, String> parameters, String... others) {
        for (int i = 0; i < others.length; i += 2) {
            if (others[i + 1] == null) {
                parameters.remove(others[i]);
            } else {
                parameters.put(others[i], others[i + 1]);
            }
        }
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A part of the query of an address, such as the code in the one where a browser is sent back to. */
    static String query(String address, String name) {
        return Stream.of(URI.create(address).getRawQuery().split("&", -1))
                .filter(each -> each.startsWith(name + "="))
                .map(each -> URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** The claims of a token, which an agent does not look at. */
    static JsonNode claims(String token) {
        byte[] json = Base64.getUrlDecoder()
                .decode(Arrays.asList(token.split("\\.", -1)).get(1));
        return tools.jackson.databind.json.JsonMapper.shared().readTree(json);
    }
}
