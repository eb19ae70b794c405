package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code database.url} in the data folder (docs/contract.md, section 1). While a server runs, it has the
 * address of the ledger's database for other programs, as a JDBC URL with user and password. After a server was killed,
 * its file may be out of date.
 */
public final class DatabaseUrlFile {
    private static final Pattern OWN_PORT = Pattern.compile("(?m)^port = (\\d+)$");

    private final DataDirectory directory;
    private final Path file;

    public DatabaseUrlFile(DataDirectory directory) {
        this.directory = directory;
        this.file = directory.path().resolve("database.url");
    }

    public void write(String url) throws IOException {
        directory.writeSecret(file, url + "\n");
    }

    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    public Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(file).strip()).filter(url -> !url.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the URL if it is of a PostgreSQL of the user's own. For that even a killed server's file is right. For
     * the embedded database it is not, as each start sets another password.
     */
    public Optional<String> readExternal() throws IOException {
        Optional<String> url = read();
        return url.isPresent() && isEmbedded(url.get()) ? Optional.empty() : url;
    }

    private boolean isEmbedded(String url) throws IOException {
        Path settings = Cluster.settingsIn(EmbeddedDatabase.home(directory.path()));
        if (!Files.exists(settings)) {
            return false;
        }
        Matcher port = OWN_PORT.matcher(Files.readString(settings));
        return port.find() && url.startsWith(RoleLogin.jdbcUrl(Integer.parseInt(port.group(1))) + "?");
    }

    /** Adds the user and the password to the URL, unless the URL has them already. */
    public static String withLogin(String url, @Nullable String user, @Nullable String password) {
        return with(with(url, "user", user), "password", password);
    }

    private static String with(String url, String name, @Nullable String value) {
        if (value == null
                || value.isEmpty()
                || Pattern.compile("[?&]" + name + "=").matcher(url).find()) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + name + "="
                + URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
