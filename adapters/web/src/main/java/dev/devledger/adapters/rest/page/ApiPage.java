package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.html.Templates;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of the API documentation, in the place of Swagger UI's own, which phones show as wide as a desk's screen. */
@Controller
public final class ApiPage {
    @GetMapping(path = "/swagger-ui/index.html", produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletResponse response) throws IOException {
        Templates.write(Templates.render("rest/page/api.jte"), response);
    }
}
