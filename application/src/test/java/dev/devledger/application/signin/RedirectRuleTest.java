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
                "HTTP://LOCALHOST:5/callback"
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
                "cursor://anysphere/callback",
                "javascript:alert(1)",
                "javascript://localhost/%0aalert(1)",
                "data:text/html,x",
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
    })
    void on_the_own_machine_any_port(String registered, String asked, boolean among) {
        assertThat(RedirectRule.isAmong(List.of("https://other.example/", registered), asked))
                .isEqualTo(among);
    }

    @Test
    void its_origin() {
        assertThat(RedirectRule.origin("http://localhost:3000/callback?a")).isEqualTo("http://localhost:3000");
        assertThat(RedirectRule.origin("https://app.example/a/b")).isEqualTo("https://app.example");
    }
}
