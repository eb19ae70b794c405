package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.Grants.Consent;
import dev.devledger.adapters.sandbox.ticktick.common.Account.Scopes;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.Client;
import dev.devledger.domain.shared.Sha256;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages for tokens and their revocation; docs/ticktick.md, section 1. Where TickTick's behaviour is not known, they
 * follow RFC 6749 and RFC 7636.
 */
public record OAuth(Grants grants, TickTickBehaviour circumstances) {
    public static final String PATH = PagePaths.BOARD + "/oauth";

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH + "/authorize", new ConsentPage(grants, circumstances)::show)
                .POST(PATH + "/token", this::token)
                .POST(PATH + "/revoke", this::revoke)
                .onError(OAuthRefusal.class, (refusal, request) -> ((OAuthRefusal) refusal).answer())
                .build();
    }

    private ServerResponse token(ServerRequest request) {
        TokenForm form = TokenForm.of(request);
        TokenForm.Credentials client = known(form.credentials());
        String grant = form.required("grant_type");
        if (grant.equals("authorization_code")) return tokens(client.id(), redeemed(form, client));
        if (grant.equals("refresh_token") && circumstances.now().refreshTokens())
            return tokens(client.id(), renewed(form, client));
        throw OAuthRefusal.of("unsupported_grant_type", "The only grant is authorization_code");
    }

    /** Checks the client. If no client is registered, any client is accepted. */
    private TokenForm.Credentials known(TokenForm.Credentials sent) {
        if (circumstances.now().clients().isEmpty()) return sent;
        Client client = circumstances.now().clients().stream()
                .filter(each -> each.id().equals(sent.id()))
                .findFirst()
                .orElseThrow(OAuthRefusal::unknownClient);
        if (sent.secret().filter(secret -> !secret.equals(client.secret())).isPresent())
            throw OAuthRefusal.client("The secret is wrong");
        return sent;
    }

    private Scopes redeemed(TokenForm form, TokenForm.Credentials client) {
        Consent consent = grants.redeem(form.required("code"))
                .filter(found -> found.clientId().equals(client.id()))
                .filter(found ->
                        found.redirectUri().equals(form.field("redirect_uri").orElse("")))
                .orElseThrow(() -> OAuthRefusal.of("invalid_grant", "The code is unknown, used, over or not yours"));
        String challenge = consent.challenge();
        if (challenge == null && client.secret().isEmpty())
            throw OAuthRefusal.client("A secret is required, or a code that was asked for with PKCE");
        if (challenge != null
                && form.field("code_verifier")
                        .filter(verifier -> challenge.equals(challenge(verifier)))
                        .isEmpty()) throw OAuthRefusal.of("invalid_grant", "The verifier is wrong");
        return consent.scopes();
    }

    /** Computes the S256 challenge of PKCE. */
    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));
    }

    private Scopes renewed(TokenForm form, TokenForm.Credentials client) {
        return grants.renew(form.required("refresh_token"))
                .filter(renewal -> renewal.clientId().equals(client.id()))
                .map(Grants.Renewal::scopes)
                .orElseThrow(() -> OAuthRefusal.of("invalid_grant", "The refresh token is unknown, used or over"));
    }

    private ServerResponse tokens(String clientId, Scopes scopes) {
        ObjectNode answer = Json.object();
        answer.put("access_token", grants.accessToken(clientId, scopes));
        answer.put("token_type", "bearer");
        answer.put("expires_in", Grants.LIFETIME.toSeconds());
        answer.put("scope", scopes.toString());
        if (circumstances.now().refreshTokens()) answer.put("refresh_token", grants.refreshToken(clientId, scopes));
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(answer.toString());
    }

    /** Revokes a token. The answer is the same if the token is unknown or already revoked. */
    private ServerResponse revoke(ServerRequest request) {
        Optional<String> token = TokenForm.of(request).field("token");
        token.ifPresent(grants::revoke);
        return Answer.nothing();
    }

    /**
     * The page for the consent. TickTick asks a user; the sandbox consents at once, and sends the browser back with a
     * code.
     */
    record ConsentPage(Grants grants, TickTickBehaviour circumstances) {
        private static final int CHALLENGE = 43;

        ServerResponse show(ServerRequest request) {
            Optional<String> client = parameter(request, "client_id");
            Optional<String> redirect = parameter(request, "redirect_uri");
            // No redirect goes to an address that is not the client's; this page shows the error instead.
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

        /** True if the address is the client's. If no client is registered, any address of this machine is accepted. */
        private boolean belongsTo(String clientId, String redirect, ServerRequest request) {
            if (!circumstances.now().clients().isEmpty())
                return circumstances.now().clients().stream()
                        .anyMatch(client -> client.id().equals(clientId)
                                && client.redirectUri().equals(redirect));
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

    /** A refusal of the token page; the codes are defined in RFC 6749, section 5.2. */
    static final class OAuthRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /**
         * The answer for an unknown client: a page for people, although a program has called; docs/ticktick.md, section
         * 1.
         */
        static final String UNKNOWN_CLIENT = "<html><body><h1>401 Unauthorized</h1></body></html>";

        private final HttpStatus status;
        private final String code;

        private OAuthRefusal(HttpStatus status, String code, String message) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
        }

        static OAuthRefusal of(String code, String message) {
            return new OAuthRefusal(HttpStatus.BAD_REQUEST, code, message);
        }

        static OAuthRefusal client(String message) {
            return new OAuthRefusal(HttpStatus.UNAUTHORIZED, "invalid_client", message);
        }

        static OAuthRefusal unknownClient() {
            return new OAuthRefusal(HttpStatus.UNAUTHORIZED, "", UNKNOWN_CLIENT);
        }

        ServerResponse answer() {
            String message = String.valueOf(getMessage());
            if (code.isEmpty())
                return ServerResponse.status(status)
                        .contentType(MediaType.TEXT_HTML)
                        .body(message);
            return Answer.json(
                    status,
                    Json.object()
                            .put("error", code)
                            .put("error_description", message)
                            .toString());
        }
    }

    /** The form that a client posts to the page for tokens. JSON, and secrets in the address, are not accepted. */
    record TokenForm(ServerRequest request) {
        private static final String BASIC = "Basic ";

        /** The credentials of a client, which has no secret if it uses PKCE. */
        record Credentials(String id, Optional<String> secret) {}

        static TokenForm of(ServerRequest request) {
            MediaType type = request.headers().contentType().orElse(null);
            if (!MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type))
                throw OAuthRefusal.of("invalid_request", "Send application/x-www-form-urlencoded");
            if (request.servletRequest().getQueryString() != null)
                throw OAuthRefusal.of("invalid_request", "Send everything in the body");
            return new TokenForm(request);
        }

        Optional<String> field(String name) {
            return request.param(name).filter(value -> !value.isEmpty());
        }

        String required(String name) {
            return field(name).orElseThrow(() -> OAuthRefusal.of("invalid_request", name + " is missing"));
        }

        Credentials credentials() {
            String header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
            if (header == null)
                return new Credentials(
                        field("client_id").orElseThrow(() -> OAuthRefusal.client("client_id is missing")),
                        field("client_secret"));
            String decoded = decoded(header);
            int colon = decoded.indexOf(':');
            if (colon <= 0) throw OAuthRefusal.client("The Authorization header is not Basic with id and secret");
            return new Credentials(decoded.substring(0, colon), Optional.of(decoded.substring(colon + 1)));
        }

        private static String decoded(String header) {
            if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) return "";
            try {
                String sent = header.substring(BASIC.length()).strip();
                return new String(Base64.getDecoder().decode(sent), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException garbled) {
                return "";
            }
        }
    }
}
