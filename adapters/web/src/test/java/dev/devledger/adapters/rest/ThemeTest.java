package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page comes in the colours that the browser's cookie asks for, and in no others first. */
class ThemeTest extends RestTest {

    private String page(String path, String cookie) {
        return http.get(path, "Accept", "text/html", "Cookie", cookie).text();
    }

    @ParameterizedTest
    @CsvSource({"/,dark", "/,light", "/login,dark", "/time,light"})
    void the_theme_of_the_cookie_stands_in_the_page(String path, String theme) {
        assertThat(page(path, "other=1; devledger-theme=" + theme))
                .contains("<html lang=\"en\" data-theme=\"" + theme + "\">");
    }

    @ParameterizedTest
    @CsvSource({"devledger-theme=", "devledger-theme=pink", "theme=dark", "devledger-theme=\"><b>"})
    void all_else_is_the_theme_of_the_system(String cookie) {
        assertThat(page("/", cookie)).contains("<html lang=\"en\">");
    }
}
