package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.direct.DirectPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The API's description and the page that shows it, which is ours in the place of Swagger UI's own: phones show that one as
 * wide as a desk's screen.
 */
@Controller
public final class ApiPage {
    private static final String DOCUMENT = "/v3/api-docs";
    private static final String SETTINGS = DOCUMENT + "/swagger-config";
    private static final String PAGE = "/swagger-ui/index.html";

    private final ApiDocument document;

    public ApiPage(List<DirectPaths> direct) {
        this.document = new ApiDocument(direct);
    }

    @GetMapping("/swagger-ui.html")
    ResponseEntity<Void> lead(HttpServletRequest request) {
        UriComponentsBuilder there = UriComponentsBuilder.fromPath(request.getContextPath() + PAGE);
        request.getParameterMap().forEach(there::queryParam);
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(there.build().encode().toUri())
                .build();
    }

    @GetMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
    void show(HttpServletResponse response) throws IOException {
        Templates.write(Templates.render("rest/page/api.jte"), response);
    }

    /** What Swagger UI asks for first. */
    @GetMapping(path = SETTINGS, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> settings(HttpServletRequest request) {
        String root = request.getContextPath();
        return new TreeMap<>(Map.ofEntries(
                Map.entry("configUrl", root + SETTINGS),
                Map.entry("url", root + DOCUMENT),
                Map.entry("oauth2RedirectUrl", address(request, root + "/swagger-ui/oauth2-redirect.html")),
                Map.entry("defaultModelsExpandDepth", "0"),
                Map.entry("displayRequestDuration", true),
                Map.entry("persistAuthorization", false),
                Map.entry("tryItOutEnabled", true),
                Map.entry("validatorUrl", "none")));
    }

    private static String address(HttpServletRequest request, String path) {
        return ForwardedHeaderUtils.adaptFromForwardedHeaders(
                        URI.create(request.getRequestURL().toString()),
                        new ServletServerHttpRequest(request).getHeaders())
                .replacePath(path)
                .build()
                .toString();
    }

    @GetMapping(path = DOCUMENT, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    byte[] json() {
        return document.json();
    }

    @GetMapping(path = DOCUMENT + ".yaml", produces = "application/vnd.oai.openapi")
    @ResponseBody
    byte[] yaml() {
        return document.yaml();
    }
}
