package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The sandbox's OAuth behind the application's own security: a person agrees, a program exchanges. */
class SandboxOAuthIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Api STRANGER = API.as("");
    private static final String OAUTH = "/sandbox/ticktick/oauth";
    private static final String BACK = "http://localhost:9/back";

    @Test
    void a_token_that_a_person_agreed_to_opens_the_api_until_it_is_revoked() throws Exception {
        HttpResponse<String> agreed = authorize(API.token());
        assertThat(agreed.statusCode()).isEqualTo(302);
        String location = agreed.headers().firstValue("Location").orElseThrow();
        assertThat(location).matches("http://localhost:9/back\\?code=[0-9a-f]+&state=s");
        String code = location.replaceAll(".*code=([0-9a-f]+).*", "$1");

        HttpResponse<String> answer =
                post("/token", "grant_type=authorization_code&code=" + code + "&redirect_uri=" + BACK);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String token = answer.body().replaceAll(".*\"access_token\":\"([0-9a-f]+)\".*", "$1");
        Api holder = API.as(token);
        holder.get(200, Sandbox.API + "/project");
        holder.get(401, "/api/projects");
        STRANGER.get(401, Sandbox.API + "/project");

        assertThat(post("/revoke", "token=" + token).statusCode()).isEqualTo(200);
        holder.get(401, Sandbox.API + "/project");
    }

    @Test
    void nobody_agrees_without_being_logged_in() throws Exception {
        assertThat(authorize("").statusCode()).isEqualTo(303);
        assertThat(authorize("not-a-token").statusCode()).isEqualTo(401);
        STRANGER.post(401, "/sandbox/ticktick/faults/app/lists", "{\"name\":\"x\"}");
    }

    private static HttpResponse<String> authorize(String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(API.base()
                        .resolve(OAUTH
                                + "/authorize?client_id=c&scope=tasks:read&state=s&response_type=code&redirect_uri="
                                + BACK))
                .header("Accept", "text/html");
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        return send(request);
    }

    private static HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(API.base() + OAUTH + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                // "c:secret", as HTTP Basic has it.
                .header("Authorization", "Basic YzpzZWNyZXQ=")
                .POST(BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
