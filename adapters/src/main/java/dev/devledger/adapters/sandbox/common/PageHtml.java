package dev.devledger.adapters.sandbox.common;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/** What the board and a card's page share. Plain forms; nothing inline, so that the strictest CSP holds. */
public final class PageHtml {
    public static final String PATH = "/sandbox/ticktick";
    public static final String CSP =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private PageHtml() {}

    public static String page(String title, String main) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="/sandbox/ticktick/sandbox.css">
                <script src="/sandbox/ticktick/sandbox.js" defer></script>
                </head>
                <body>
                %s
                </body>
                </html>
                """.formatted(text(title), main);
    }

    public static String text(String raw) {
        return HtmlUtils.htmlEscape(raw, StandardCharsets.UTF_8.name());
    }

    /** A form of one button. */
    public static String button(String action, String csrf, String look, String label) {
        return """
                <form method="post" action="%s">%s<button class="%s">%s</button></form>
                """.formatted(text(action), csrf, look, text(label));
    }

    public static String cardPath(String id) {
        return PATH + "/cards/" + id;
    }

    public static String listPath(String id) {
        return PATH + "/lists/" + id;
    }
}
