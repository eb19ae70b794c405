package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.LinkStatusView.Href;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote is a link only where it leads to a page of the web. */
class HrefTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/a?b=c#d", "http://localhost:8080/", "HTTPS://example.org"})
    void a_page_of_the_web_is_one(String address) {
        assertThat(Href.of(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "java\tscript:alert(1)",
                " javascript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "//example.org/",
                "/tokens",
                "https:",
                "https:///path",
                "ftp://example.org/",
                "https://example.org/\" onclick=\"alert(1)",
                "not an address"
            })
    void anything_else_is_text(String address) {
        assertThat(Href.of(address)).isNull();
    }
}
