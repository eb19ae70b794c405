package dev.devledger.adapters.dashboard.frame;

import java.nio.file.Path;

/** Where the owner token is, for the commands that people copy. */
public record OwnerTokenFile(Path path) {
    /** As a word of a shell command. */
    public String quoted() {
        String text = path.toAbsolutePath().toString();
        return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
