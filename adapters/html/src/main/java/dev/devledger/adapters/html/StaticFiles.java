package dev.devledger.adapters.html;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Style sheets, scripts and icons under addresses that say what is in them: a browser keeps one for ever, and asks for
 * another one where it has changed.
 */
public final class StaticFiles {
    private static final String QUERY = "v=";
    private static final int DIGITS = 16;

    /** Of those that a page has named. What else is asked for is not remembered. */
    private static final Map<String, String> VERSIONS = new ConcurrentHashMap<>();

    private StaticFiles() {}

    /**
     * Where a page asks for it.
     *
     * @param path such as {@code /devledger.css}; one that is not among our files is answered as it is
     */
    public static String address(String path) {
        String version = VERSIONS.computeIfAbsent(path, StaticFiles::version);
        return version == null ? path : path + "?" + QUERY + version;
    }

    /** Whether it is asked for by what is in it, so that the answer to this address never is another. */
    public static boolean isForEver(HttpServletRequest request) {
        String version = VERSIONS.get(request.getRequestURI());
        return version != null && (QUERY + version).equals(request.getQueryString());
    }

    private static @Nullable String version(String path) {
        try (InputStream file = StaticFiles.class.getResourceAsStream("/static" + path)) {
            return file == null
                    ? null
                    : HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file.readAllBytes()))
                            .substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }
}
