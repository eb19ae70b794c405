package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.rest.http.Template;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of the API documentation, in the place of Swagger UI's own, which phones show as wide as a desk's screen. */
@Controller
public final class ApiPage {
    private static final byte[] PAGE =
            Template.of(ApiPage.class, "api.html").with(Map.of()).getBytes(StandardCharsets.UTF_8);

    @GetMapping(path = "/swagger-ui/index.html", produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(PAGE);
    }
}
