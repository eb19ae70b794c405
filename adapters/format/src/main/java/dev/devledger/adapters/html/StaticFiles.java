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
 * The addresses of style sheets, scripts and icons, with a hash of their content: a browser keeps a file for ever, and
 * requests another address once the file has changed.
 */
public final class StaticFiles {
    private static final String QUERY = "v=";
    private static final int DIGITS = 16;

    /**
     * The versions of the files that pages have named; empty if Devledger has no such file. Other requested paths are
     * not remembered.
     */
    private static final Map<String, Optional<String>> VERSIONS = new ConcurrentHashMap<>();

    private StaticFiles() {}

    /**
     * The address under which a page requests the file.
     *
     * @param path such as {@code /devledger.css}; returned unchanged if it is not one of Devledger's files
     */
    public static String address(String path) {
        return VERSIONS.computeIfAbsent(path, StaticFiles::version)
                .map(version -> path + "?" + QUERY + version)
                .orElse(path);
    }

    /** True if the request names the content's version, so that the answer to this address never changes. */
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
