package dev.devledger.adapters.sandbox.clickup.oauth;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.common.Things;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Seed;
import dev.devledger.adapters.sandbox.kernel.Answers;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Where a person says which workspaces an app may enter. */
public record ConsentPage(Tokens tokens, Things things, People people) {
    private static final String ALLOWED = PagePaths.PAGE + "/consent";

    record View(
            String client,
            String redirect,
            String state,
            List<Thing> teams,
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
                        (refusal, request) -> Answers.json(((Refusal) refusal).status(), ((Refusal) refusal).body()))
                .build();
    }

    /** Where no app is registered, every address of this machine will do. Nobody is sent to an address that is not the app's. */
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
        List<Thing> teams = things.all(Places.TEAM).stream()
                .filter(team -> reached.contains(team.id()))
                .toList();
        View view = new View(
                Answers.sent(request, "client_id"),
                redirect,
                Answers.sent(request, "state"),
                teams,
                Answers.csrf(request));
        byte[] html = Templates.render("sandbox/clickup/oauth/consent.jte", view);
        return Answers.page(200, html, "form-action 'self' " + address.getScheme() + "://" + address.getAuthority());
    }

    private ServerResponse allow(ServerRequest request) {
        String redirect = redirect(request);
        List<String> teams = request.params().getOrDefault("team", List.of());
        String code = things.database().change(() -> tokens.code(Answers.sent(request, "client_id"), Seed.ANA, teams));
        String state = Answers.sent(request, "state");
        String back = redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code;
        return Answers.to(state.isEmpty() ? back : back + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
    }
}
