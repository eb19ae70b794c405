package dev.devledger.adapters.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Templates are classes when this runs: no compiler is needed, and no file is read. */
public final class Templates {
    public static final String TYPE = "text/html;charset=UTF-8";

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "dev.devledger.adapters");

    private Templates() {}

    /**
     * @param template its path below {@code src/main/jte}
     * @param page its parameter. Whatever can fail was read before: a failure in here is a fault of the template.
     */
    public static byte[] render(String template, Object page) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        ENGINE.render(template, page, html);
        return html.toByteArray();
    }

    /** A page that is always the same. */
    public static byte[] render(String template) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        ENGINE.render(template, Map.of(), html);
        return html.toByteArray();
    }

    public static void write(byte[] html, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        response.getOutputStream().write(html);
    }
}
