package dev.devledger.adapters.html;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Style sheets, scripts and icons under addresses that say what is in them: a browser keeps one for ever, and asks for
 * another one where it has changed.
 */
public final class StaticFiles {
    private static final String QUERY = "v=";
    private static final int DIGITS = 16;

    /** Of those that a page has named, none where it is not ours. What else is asked for is not remembered. */
    private static final Map<String, Optional<String>> VERSIONS = new ConcurrentHashMap<>();

    private StaticFiles() {}

    /**
     * Where a page asks for it.
     *
     * @param path such as {@code /devledger.css}; one that is not among our files is answered as it is
     */
    public static String address(String path) {
        return VERSIONS.computeIfAbsent(path, StaticFiles::version)
                .map(version -> path + "?" + QUERY + version)
                .orElse(path);
    }

    /** Whether it is asked for by what is in it, so that the answer to this address never is another. */
    public static boolean isForEver(HttpServletRequest request) {
        return VERSIONS.getOrDefault(request.getRequestURI(), Optional.empty())
                .filter(version -> (QUERY + version).equals(request.getQueryString()))
                .isPresent();
    }

    private static Optional<String> version(String path) {
        try (InputStream file = StaticFiles.class.getResourceAsStream("/static" + path)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file.readAllBytes()))
                            .substring(0, DIGITS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }
}
