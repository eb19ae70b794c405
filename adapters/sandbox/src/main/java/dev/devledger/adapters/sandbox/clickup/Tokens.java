package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites.Seed;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Behaviour.SandboxSettings;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.domain.shared.Sha256;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** Personal tokens, tokens of OAuth, and the codes that are exchanged for them. Of each only the hash is stored. */
public record Tokens(
        StoredObjects things,
        People people,
        ClickUpBehaviour circumstances,
        SandboxSettings settings,
        SandboxClock clock) {
    private static final String KIND = "token";
    private static final String CODE = "code";
    private static final String CLIENT = "client";
    private static final String PERSONAL = "pk_";
    private static final String BEARER = "Bearer ";
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    /** Finds the caller. The header is a personal token alone, or {@code Bearer} and another token. */
    public Caller caller(@Nullable String header) {
        if (header == null || header.isBlank()) throw new Refusal(401, "OAUTH_017", "Authorization header required");
        if (circumstances.revoked()) throw badPersonal();
        boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String token = bearer ? header.substring(BEARER.length()).strip() : header.strip();
        if (settings.owner().test(token)) return new Caller(Seed.ANA, "owner", people.teams(Seed.ANA));
        Optional<StoredObject> known =
                things.present(KIND, Sha256.hex(token)).filter(each -> each.is("oauth") == bearer);
        if (known.isEmpty()) throw bearer ? new Refusal(401, "OAUTH_019", "Oauth token not found") : badPersonal();
        return caller(known.get());
    }

    private static Refusal badPersonal() {
        return new Refusal(401, "OAUTH_025", "Token invalid");
    }

    private Caller caller(StoredObject token) {
        if (token.is("revoked")) throw badPersonal();
        long user = token.body().path("user").asLong();
        Set<String> teams = people.teams(user);
        if (token.is("oauth")) {
            List<String> granted = Json.texts(token.body().path("teams"));
            teams = teams.stream().filter(granted::contains).collect(Collectors.toSet());
        }
        return new Caller(user, token.text("name"), teams);
    }

    /** Makes a personal token of a user. Its text is in this answer only. */
    public String personal(long user) {
        return keep(PERSONAL + user + "_" + random(), user, List.of(), "");
    }

    private String keep(String token, long user, List<String> teams, String client) {
        ObjectNode body = Json.object().put("user", user).put("oauth", !token.startsWith(PERSONAL));
        body.put("revoked", false)
                .put("client", client)
                .put("name", "token " + things.database().nextId());
        body.set("teams", Json.arrayOf(teams));
        things.forget(KIND, Sha256.hex(token));
        things.add(new StoredObject(KIND, Sha256.hex(token), "", body));
        return token;
    }

    public boolean revoke(String token) {
        Optional<StoredObject> known = things.present(KIND, Sha256.hex(token));
        known.ifPresent(found -> {
            found.body().put("revoked", true);
            things.save(found);
        });
        return known.isPresent();
    }

    /** Registers an app. Before the first one is registered, any app with any address is accepted. */
    public void register(String id, String secret, String redirect) {
        things.forget(CLIENT, id);
        things.add(new StoredObject(
                CLIENT, id, "", Json.object().put("secret", Sha256.hex(secret)).put("redirect", redirect)));
    }

    boolean hasClients() {
        return !things.all(CLIENT).isEmpty();
    }

    void checkClient(String id, String redirect) {
        if (redirect.isBlank()) throw new Refusal(401, "OAUTH_017", "Redirect URI required");
        if (things.all(CLIENT).isEmpty()) return;
        StoredObject client = things.present(CLIENT, id).orElseThrow(Tokens::unknownClient);
        if (!client.text("redirect").equals(redirect))
            throw new Refusal(400, "OAUTH_007", "Redirect URI not registered");
    }

    private static Refusal unknownClient() {
        return new Refusal(400, "OAUTH_010", "Client not found");
    }

    String code(String client, long user, List<String> teams) {
        String code = random();
        ObjectNode body = Json.object().put("client", client).put("user", user);
        body.put("until", clock.instant().plus(CODE_LIFE).toEpochMilli());
        body.set("teams", Json.arrayOf(teams));
        things.add(new StoredObject(CODE, Sha256.hex(code), "", body));
        return code;
    }

    /** Exchanges a code for a token; each code works once. */
    public String redeem(String client, String secret, String code) {
        if (!things.all(CLIENT).isEmpty()) {
            StoredObject known = things.present(CLIENT, client).orElseThrow(Tokens::unknownClient);
            if (!known.text("secret").equals(Sha256.hex(secret)))
                throw new Refusal(401, "OAUTH_011", "Client secret invalid");
        }
        StoredObject consent = things.present(CODE, Sha256.hex(code))
                .filter(found -> found.text("client").equals(client))
                .filter(found -> found.body().path("until").asLong() > clock.millis())
                .orElseThrow(() -> new Refusal(400, "OAUTH_014", "Code already used or invalid"));
        things.forget(CODE, consent.id());
        long user = consent.body().path("user").asLong();
        String token = circumstances.has(ClickUpHabit.CONSENT_REPEATS_TOKEN)
                ? user + "_" + Sha256.hex(client + secret).substring(0, 32)
                : user + "_" + random();
        return keep(token, user, Json.texts(consent.body().path("teams")), client);
    }

    private static String random() {
        return SandboxSettings.secret().toUpperCase(Locale.ROOT);
    }

    /** The page on which a user chooses the workspaces that an app may use. */
    public record ConsentPage(Tokens tokens, StoredObjects things, People people) {
        private static final String ALLOWED = PagePaths.PAGE + "/consent";

        record View(
                String client,
                String redirect,
                String state,
                List<StoredObject> teams,
                @Nullable CsrfField csrf) {
            String action() {
                return ALLOWED;
            }
        }

        public RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route()
                    .GET(PagePaths.CONSENT, this::show)
                    .POST(ALLOWED, this::allow)
                    .onError(
                            Refusal.class,
                            (refusal, request) ->
                                    Answers.json(((Refusal) refusal).status(), ((Refusal) refusal).body()))
                    .build();
        }

        /**
         * Reads the address to return to. If no app is registered, any address of this machine is accepted. A browser
         * is never sent to an address that is not the app's.
         */
        private String redirect(ServerRequest request) {
            String redirect = Answers.sent(request, "redirect_uri");
            tokens.checkClient(Answers.sent(request, "client_id"), redirect);
            if (!tokens.hasClients() && !Answers.isLocal(redirect, request))
                throw new Refusal(400, "OAUTH_007", "Redirect URI not registered");
            return redirect;
        }

        private ServerResponse show(ServerRequest request) {
            String redirect = redirect(request);
            URI address = URI.create(redirect);
            Set<String> reached = people.teams(Seed.ANA);
            List<StoredObject> teams = things.all(Places.TEAM).stream()
                    .filter(team -> reached.contains(team.id()))
                    .toList();
            View view = new View(
                    Answers.sent(request, "client_id"),
                    redirect,
                    Answers.sent(request, "state"),
                    teams,
                    Answers.csrf(request));
            byte[] html = Templates.render("sandbox/clickup/consent.jte", view);
            return Answers.page(
                    200, html, "form-action 'self' " + address.getScheme() + "://" + address.getAuthority());
        }

        private ServerResponse allow(ServerRequest request) {
            String redirect = redirect(request);
            List<String> teams = request.params().getOrDefault("team", List.of());
            String code =
                    things.database().change(() -> tokens.code(Answers.sent(request, "client_id"), Seed.ANA, teams));
            String state = Answers.sent(request, "state");
            String back = redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code;
            return Answers.to(
                    state.isEmpty() ? back : back + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        }
    }
}
