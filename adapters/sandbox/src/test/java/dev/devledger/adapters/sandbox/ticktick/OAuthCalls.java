package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import java.io.IOException;
import java.util.Map;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The pages of OAuth as a browser and a client program ask for them. */
final class OAuthCalls {
    static final String CLIENT = "a-client";
    static final String BACK = "http://localhost:8080/oauth/ticktick/callback";
    /** The pair of RFC 7636, appendix B. */
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final OkHttpClient http = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .build();
    private final String base;

    OAuthCalls(String base) {
        this.base = base;
    }

    /** The answer to the browser, with these parameters put over the usual ones; an empty one is left out. */
    Reply authorize(Map<String, String> changed) throws IOException {
        HttpUrl.Builder url = HttpUrl.get(base + "/authorize").newBuilder();
        Map<String, String> usual = Map.of(
                "client_id",
                CLIENT,
                "scope",
                "tasks:read tasks:write",
                "state",
                "s 1&ä",
                "redirect_uri",
                BACK,
                "response_type",
                "code");
        usual.forEach((name, value) -> add(url, name, changed.getOrDefault(name, value)));
        changed.forEach((name, value) -> {
            if (!usual.containsKey(name)) add(url, name, value);
        });
        return sent(new Request.Builder().url(url.build()));
    }

    private static void add(HttpUrl.Builder url, String name, String value) {
        if (!value.isEmpty()) url.addQueryParameter(name, value);
    }

    /** Where the browser is sent back to. */
    HttpUrl back(Map<String, String> changed) throws IOException {
        return HttpUrl.get(String.valueOf(authorize(changed).headers().get("Location")));
    }

    String code(Map<String, String> changed) throws IOException {
        return String.valueOf(back(changed).queryParameter("code"));
    }

    String codeWithPkce() throws IOException {
        return code(Map.of("code_challenge", CHALLENGE, "code_challenge_method", "S256"));
    }

    /** Id and secret in the body. */
    Reply token(String code) throws IOException {
        return token(code, Map.of("client_id", CLIENT, "client_secret", "a-secret"));
    }

    Reply token(String code, Map<String, String> more) throws IOException {
        return sent(new Request.Builder().url(base + "/token").post(grant(code, more)));
    }

    Reply tokenWithBasic(String code, Map<String, String> more) throws IOException {
        return sent(new Request.Builder()
                .url(base + "/token")
                .header("Authorization", Credentials.basic(CLIENT, "a-secret"))
                .post(grant(code, more)));
    }

    private static FormBody grant(String code, Map<String, String> more) {
        FormBody.Builder form = new FormBody.Builder()
                .add("grant_type", "authorization_code")
                .add("code", code)
                .add("scope", "tasks:read tasks:write");
        if (!more.containsKey("redirect_uri")) form.add("redirect_uri", BACK);
        more.forEach(form::add);
        return form.build();
    }

    Reply post(String path, Map<String, String> fields) throws IOException {
        FormBody.Builder form = new FormBody.Builder();
        fields.forEach(form::add);
        return sent(new Request.Builder().url(base + path).post(form.build()));
    }

    private Reply sent(Request.Builder request) throws IOException {
        try (Response response = http.newCall(request.build()).execute()) {
            return new Reply(response.code(), response.body().string(), response.headers());
        }
    }
}
