package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for pages as a browser does, keeps cookies, and follows nothing. */
public final class Browser {
    private static final String ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String base;

    public Browser(int port) {
        this.base = "http://localhost:" + port;
    }

    public static Browser loggedIn(int port, String token) {
        Browser browser = new Browser(port);
        assertThat(browser.login(token).status()).isEqualTo(303);
        return browser;
    }

    public Http.Got login(String token) {
        Matcher csrf = CSRF.matcher(get("/login").text());
        assertThat(csrf.find()).isTrue();
        return send("/login", "token=" + token + "&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8));
    }

    public Http.Got get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    /** A form. */
    public Http.Got send(String path, String fields) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private Http.Got send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.header("Accept", ACCEPT).build(), BodyHandlers.ofString());
            return new Http.Got(response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
