package dev.devledger.domain.shared;

import java.net.URI;
import java.net.URISyntaxException;

/** What should be the address of a repository. */
record RepositoryUrl(String text) {

    /** {@code git@host:path}, as git itself takes it, is no URI but a repository's address all the same. */
    boolean isValid() {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() && (uri.getRawAuthority() != null || isFile(uri));
        } catch (URISyntaxException e) {
            return text.matches("[\\w.-]+@[\\w.-]+:[^\\s\\p{Cntrl}]+");
        }
    }

    private static boolean isFile(URI uri) {
        return "file".equalsIgnoreCase(uri.getScheme()) && uri.getPath() != null;
    }
}
