package dev.devledger.adapters.sandbox.clickup.common;

import dev.devledger.adapters.html.CsrfField;
import dev.devledger.adapters.html.Templates;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Pages as answers. */
public final class Html {
    public static final String STYLE = PagePaths.PAGE + "/clickup.css";
    private static final MediaType TYPE = MediaType.parseMediaType(Templates.TYPE);

    private Html() {}

    /** @param formAction where the forms of the page may lead, beside this server */
    public static ServerResponse page(int status, byte[] html, String formAction) {
        return ServerResponse.status(status)
                .contentType(TYPE)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' " + formAction
                                + "; base-uri 'none'; frame-ancestors 'none'")
                .cacheControl(CacheControl.noStore())
                .body(html);
    }

    public static ServerResponse to(String address) {
        return ServerResponse.seeOther(URI.create(address)).build();
    }

    public static @Nullable CsrfField csrf(ServerRequest request) {
        return CsrfField.of(request.servletRequest());
    }

    /** Browsers send the line ends of a text as CR LF. */
    public static String sent(ServerRequest request, String name) {
        return request.param(name).orElse("").replace("\r\n", "\n");
    }
}
