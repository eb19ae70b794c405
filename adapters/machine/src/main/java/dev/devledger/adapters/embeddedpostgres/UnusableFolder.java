package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Why a folder cannot be the data folder, said to whoever chose it. */
final class UnusableFolder {

    private UnusableFolder() {}

    static EmbeddedDatabaseException failure(Path path, IOException e) {
        return DiskFull.caused(e)
                ? DiskFull.at(path, e)
                : new EmbeddedDatabaseException(Reason.DATA_FOLDER_UNUSABLE, describe(path, e), e);
    }

    /** In one sentence. */
    static String describe(Path path, IOException e) {
        Path existing = nearest(path);
        if (Files.isSymbolicLink(existing) && !Files.exists(existing)) {
            return "The data folder %s cannot be made: %s is a link to something that does not exist."
                    .formatted(path, existing.equals(path) ? "it" : existing);
        }
        if (!Files.isDirectory(existing)) {
            return existing.equals(path)
                    ? "The data folder %s cannot be made: there is a file of that name.".formatted(path)
                    : "The data folder %s cannot be made: %s is a file, not a folder.".formatted(path, existing);
        }
        String user = user();
        String act = existing.equals(path) ? "use" : "make";
        if (e instanceof FileSystemException failure
                && String.valueOf(failure.getReason()).contains("Read-only")) {
            return "%s cannot %s the data folder %s: the file system is read-only.".formatted(user, act, path);
        }
        String owner = owner(existing);
        if (!owner.isEmpty() && !owner.equals(System.getProperty("user.name"))) {
            return "%s cannot %s the data folder %s: %s belongs to '%s'."
                    .formatted(user, act, path, existing.equals(path) ? "it" : existing, owner);
        }
        return "%s cannot %s the data folder %s: %s.".formatted(user, act, path, reason(existing, e));
    }

    /** In containers a user may have a number and no name. */
    private static String user() {
        String name = System.getProperty("user.name", "?");
        return name.equals("?") ? "This user" : "The user '" + name + "'";
    }

    private static String reason(Path existing, IOException e) {
        if (e instanceof AccessDeniedException) {
            return existing + " is not writable";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private static String owner(Path path) {
        try {
            return Files.getOwner(path).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** The folder itself or, where it is not there or cannot be seen, what of the way to it is. */
    private static Path nearest(Path path) {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return existing;
            }
            existing = parent;
        }
        return existing;
    }
}
