package dev.devledger.adapters.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/**
 * The page of all views. It has no data, and gets them from the client that shows it.
 *
 * @param html the whole page
 */
public record AppPage(String html) {
    /** The address by which a client gets the page. */
    public static final String URI = "ui://devledger/show";

    /** The name of the extension of the protocol in capabilities. */
    public static final String EXTENSION = "io.modelcontextprotocol/ui";

    /** The field of a result's {@code _meta} that has a view. */
    public static final String DATA = "dev.devledger/show";

    public static final String TYPE = "text/html;profile=mcp-app";

    /** @param styles the rules of the views */
    public static AppPage of(String styles) {
        return new AppPage(
                text("show.html").replace("/*css*/", styles + text("show.css")).replace("/*js*/", text("show.js")));
    }

    /** Returns the page as both eras of the protocol list it. */
    public static Map<String, Object> listed() {
        return Map.of("uri", URI, "name", "show", "title", "Board, undo, conflicts and day", "mimeType", TYPE);
    }

    /** Returns the page as the content of a resource, without the right to load anything. */
    public Map<String, Object> content() {
        return Map.of("uri", URI, "mimeType", TYPE, "text", html, "_meta", Map.of("ui", Map.of("prefersBorder", true)));
    }

    /** Returns what marks the tool whose result a client shows as the page. */
    public static Map<String, Object> meta() {
        return Map.of("ui", Map.of("resourceUri", URI));
    }

    private static String text(String file) {
        try {
            return new ClassPathResource("show/" + file, AppPage.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
