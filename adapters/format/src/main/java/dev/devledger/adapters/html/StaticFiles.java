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
 * The addresses of style sheets, scripts and icons, with a hash of their content. So a browser may keep a file for
 * ever: if the file changes, pages request it by another address.
 */
public final class StaticFiles {
    private static final String QUERY = "v=";
    private static final int DIGITS = 16;

    /**
     * The versions of the files that pages have named; empty for a path that is not a file of Devledger's. Other
     * requested paths are not stored.
     */
    private static final Map<String, Optional<String>> VERSIONS = new ConcurrentHashMap<>();

    private StaticFiles() {}

    /**
     * Returns the address by which a page requests the file.
     *
     * @param path the path, such as {@code /devledger.css}; returned unchanged if it is not a file of Devledger's
     */
    public static String address(String path) {
        return VERSIONS.computeIfAbsent(path, StaticFiles::version)
                .map(version -> path + "?" + QUERY + version)
                .orElse(path);
    }

    /**
     * True if the request names the present version of the content, so that the answer for this address never changes.
     */
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
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
