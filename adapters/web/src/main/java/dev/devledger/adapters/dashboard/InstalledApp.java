package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.html.Templates;
import dev.devledger.domain.shared.Sha256;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What a browser needs to install the pages as an app, and to say that the server does not answer. */
@Controller
final class InstalledApp {
    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/[^\"]+[.](?:css|js)[?]v=[0-9a-f]+)\"");

    @GetMapping("/app.webmanifest")
    void manifest(HttpServletResponse response) throws IOException {
        write(response, "application/manifest+json", resource("app.webmanifest"));
    }

    /** Writes the page for a server that does not answer, which the worker keeps. */
    @GetMapping("/offline")
    void offline(HttpServletResponse response) throws IOException {
        Templates.write(page(), response);
    }

    /** Writes the worker, which is another one if the page or its files have changed: then a browser keeps these anew. */
    @GetMapping("/worker.js")
    void worker(HttpServletResponse response) throws IOException {
        String page = new String(page(), StandardCharsets.UTF_8);
        String files = FILE.matcher(page)
                .results()
                .map(found -> "\"" + found.group(1) + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
        String worker =
                resource("worker.js").replace("{version}", Sha256.hex(page)).replace("{files}", files);
        write(response, "text/javascript", worker);
    }

    private static byte[] page() {
        return Templates.render("dashboard/offline.jte");
    }

    private static String resource(String name) throws IOException {
        return new ClassPathResource(name, InstalledApp.class).getContentAsString(StandardCharsets.UTF_8);
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
