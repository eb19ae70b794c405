package dev.devledger.application.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example",
                "https://app.example/callback?a=b",
                "https://app.example:8443/callback",
                "http://localhost:33418/callback",
                "http://localhost/callback",
                "http://127.0.0.1:1/",
                "http://127.9.9.9:1/",
                "http://[::1]:5/callback",
                "HTTP://LOCALHOST:5/callback",
                "https://app.example/@team/callback?to=a@b",
                "cursor://anysphere.cursor-mcp/oauth/callback",
                "vscode://publisher.extension/auth",
                "vscode-insiders://publisher_name.extension/auth",
                "com.example.app:/callback",
                "com.example.app:///callback?a=b",
                "com.example.my-app2://callback",
                "app.zed:/"
            })
    void a_site_with_tls_or_a_program_on_the_own_machine(String redirect) {
        assertThat(RedirectRule.wrong(redirect)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/callback",
                "callback",
                "http://app.example/callback",
                "http://localhost.evil.example/callback",
                "http://127.0.0.1.evil.example/",
                "http://1270.0.0.1/",
                "http://[::2]/",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "javascript://localhost/%0aalert(1)",
                "java.script:alert(1)",
                "data:text/html,x",
                "data:/text/html,x",
                "vbscript:/x",
                "view-source:https://app.example/",
                "blob:https://app.example/1",
                "about:blank",
                "intent://x/#Intent;scheme=https;end",
                "ms-msdt:/id",
                "search-ms:/query",
                "chrome://settings/",
                "ws://localhost/",
                "mycursor://callback",
                "cursor:callback",
                "com.example.app:callback",
                "com.example.app:",
                "com.example.app:/callback#a",
                "com.example.app://user@callback/",
                "cursor://user@under_score/callback",
                "cursor://anysphere.cursor-mcp/\r\nSet-Cookie: a=b",
                ".example:/callback",
                "com..app:/callback",
                "z39.50r://host/",
                "file:///etc/passwd",
                "ftp://localhost/",
                "https://",
                "https:///callback",
                "https:app.example",
                "https://app.example/#fragment",
                "https://app.example/#",
                "https://user@app.example/",
                "https://app.example@evil.example/",
                "https://app.example /",
                "https://app.example/\r\nSet-Cookie: a=b",
                "https://app.example/\\evil",
                "https://bücher.example/",
                "https://app.example/ä",
                "https://app_example/callback",
                "urn:ietf:wg:oauth:2.0:oob"
            })
    void nothing_else(String redirect) {
        assertThat(RedirectRule.wrong(redirect)).as(redirect).isPresent();
    }

    @Test
    void none_that_goes_on_and_on() {
        assertThat(RedirectRule.wrong("https://app.example/" + "a".repeat(492))).isEmpty();
        assertThat(RedirectRule.wrong("https://app.example/" + "a".repeat(493))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example/callback, https://app.example/callback, true",
        "https://app.example/callback, https://app.example/callback/, false",
        "https://app.example/callback, https://app.example/callback?a, false",
        "https://app.example/callback, https://app.example:8443/callback, false",
        "https://app.example/callback, https://APP.example/callback, false",
        "https://app.example/callback, https://evil.example/callback, false",
        "http://localhost:3000/callback, http://localhost:4000/callback, true",
        "http://localhost:3000/callback, http://localhost/callback, true",
        "http://localhost/callback, http://localhost:4000/callback, true",
        "http://localhost:3000/callback, http://127.0.0.1:3000/callback, false",
        "http://127.0.0.1:3000/callback, http://127.0.0.1:4000/callback, true",
        "http://[::1]:3000/callback, http://[::1]:4000/callback, true",
        "http://localhost:3000/callback, http://localhost:3000/callback/x, false",
        "http://localhost:3000/callback, http://localhost:3000@evil.example/callback, false",
        "http://localhost:3000/callback, https://localhost:3000/callback, false",
        "http://localhost:3000/a:5, http://localhost:3000/a:6, false",
        "cursor://anysphere.cursor-mcp/a, cursor://anysphere.cursor-mcp/a, true",
        "cursor://anysphere.cursor-mcp/a, cursor://another.extension/a, false",
        "cursor://anysphere.cursor-mcp/a, cursor://anysphere.cursor-mcp/a?b, false",
        "cursor://localhost:1/a, cursor://localhost:2/a, false",
        "cursor://localhost/a, http://localhost:2/a, false",
        "com.example.app:/a, com.example.app:/b, false",
        "com.example.app:/a, com.example.apq:/a, false",
    })
    void on_the_own_machine_any_port(String registered, String asked, boolean among) {
        assertThat(RedirectRule.isAmong(List.of("https://other.example/", registered), asked))
                .isEqualTo(among);
    }

    @Test
    void its_origin() {
        assertThat(RedirectRule.origin("http://localhost:3000/callback?a")).isEqualTo("http://localhost:3000");
        assertThat(RedirectRule.origin("https://app.example/a/b")).isEqualTo("https://app.example");
        assertThat(RedirectRule.shown("https://app.example/a/b")).isEqualTo("https://app.example");
    }

    /** The scheme is all that a browser knows of it; people see whose it is. */
    @ParameterizedTest
    @CsvSource({
        "Cursor://anysphere.cursor-mcp/oauth/callback, cursor:",
        "com.example.app:/callback?a, com.example.app:",
        "vscode://localhost:1/auth, vscode:",
    })
    void a_program_with_a_scheme_of_its_own(String redirect, String origin) {
        assertThat(RedirectRule.origin(redirect)).isEqualTo(origin);
        assertThat(RedirectRule.shown(redirect)).isEqualTo(redirect);
        assertThat(RedirectRule.isOnThisMachine(redirect)).isTrue();
    }
}
