package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's programs call each other through a shell, with paths in double quotes, where these letters still count. */
final class ShellPath {

    private static final Pattern REFUSED = Pattern.compile("[$\"`\n]");

    private ShellPath() {}

    static void require(Path path) {
        Path absolute = path.toAbsolutePath();
        Matcher letter = REFUSED.matcher(absolute.toString());
        if (letter.find()) {
            throw new EmbeddedDatabaseException(
                    Reason.DATA_FOLDER_NAME,
                    "PostgreSQL cannot use the folder %s, because its path contains %s."
                            .formatted(
                                    absolute,
                                    letter.group().isBlank() ? "a line break" : "the character " + letter.group()));
        }
    }
}
