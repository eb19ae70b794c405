package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.CallTable.Calls;
import dev.devledger.adapters.sandbox.clickup.PlaceRoutes.TeamRoutes;
import dev.devledger.adapters.sandbox.clickup.TaskRoutes.TaskDetailRoutes;
import dev.devledger.adapters.sandbox.clickup.places.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.PagePaths;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.io.IOException;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** All calls of the API. Every caller has shown a token, except the caller of the token call. */
public record Api(
        Calls calls,
        PlaceRoutes places,
        TaskRoutes tasks,
        TaskDetailRoutes around,
        TeamRoutes teams,
        Tokens tokens,
        SandboxDatabase database) {

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .path(PagePaths.V2, routes -> routes.POST("/oauth/token", this::token)
                        .add(places.routes())
                        .add(tasks.routes())
                        .add(around.routes())
                        .add(teams.routes())
                        .route(RequestPredicates.all(), request -> nowhere())
                        .onError(failure -> true, (failure, request) -> calls.failed(failure)))
                .path(PagePaths.V3, routes -> routes.add(tasks.move())
                        .route(RequestPredicates.all(), request -> nowhere())
                        .onError(failure -> true, (failure, request) -> calls.failed(failure)))
                .build();
    }

    private ServerResponse nowhere() {
        return calls.refused(new Refusal(404, "APP_001", "Route not found"));
    }

    /** Exchanges a code for a token. Reads the client's credentials from a JSON body or from the address. */
    private ServerResponse token(ServerRequest request) throws IOException {
        RequestFields body = RequestFields.read(Answers.body(request));
        String token = database.change(() -> tokens.redeem(
                said(request, body, "client_id"), said(request, body, "client_secret"), said(request, body, "code")));
        return Answers.json(200, Json.object().put("access_token", token).toString());
    }

    private static String said(ServerRequest request, RequestFields body, String name) {
        return body.text(name).or(() -> request.param(name)).orElse("");
    }
}
