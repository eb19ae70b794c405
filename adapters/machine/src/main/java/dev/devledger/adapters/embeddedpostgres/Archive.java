package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.domain.shared.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The archive of PostgreSQL's programs for this machine, as the build put it on the class path. */
record Archive(URL url) {

    static Archive ofThisMachine() {
        List<String> names = names(System.getProperty("os.name"), System.getProperty("os.arch"), usesMusl());
        return names.stream()
                .map(Archive.class.getClassLoader()::getResource)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Archive::new)
                .orElseThrow(() -> missing(names));
    }

    static List<String> names(String operatingSystem, String architecture, boolean musl) {
        String system = system(operatingSystem.toLowerCase(Locale.ROOT));
        String native64 = List.of("aarch64", "arm64").contains(architecture) ? "arm_64" : "x86_64";
        String own = "postgres-" + system + "-" + native64;
        return switch (system) {
            case "linux" -> List.of(own + (musl ? "-alpine_linux.txz" : ".txz"));
            // Both systems run the programs of the older architecture in an emulation.
            default -> List.of(own + ".txz", "postgres-" + system + "-x86_64.txz");
        };
    }

    private static String system(String name) {
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") ? "darwin" : "linux";
    }

    /** Alpine's C library, which programs built for the usual one do not run on. */
    private static boolean usesMusl() {
        Path lib = Path.of("/lib");
        if (!Files.isDirectory(lib)) {
            return false;
        }
        try (var loaders = Files.newDirectoryStream(lib, "ld-musl-*")) {
            return loaders.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    InputStream open() throws IOException {
        return url.openStream();
    }

    /** Names the content: the archive carries no version. A jar knows the sum of what is in it; to read 20 MB takes a start longer. */
    String fingerprint() throws IOException {
        if (url.openConnection() instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (JarFile file = jar.getJarFile()) {
                ZipEntry entry = file.getEntry(jar.getEntryName());
                // Within a jar of jars it may not be known before it is read.
                if (entry.getCrc() >= 0 && entry.getSize() >= 0) {
                    return HexFormat.of().toHexDigits(entry.getCrc() << 32 ^ entry.getSize());
                }
            }
        }
        try (DigestInputStream content = new DigestInputStream(open(), Sha256.digest())) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest(), 0, 8);
        }
    }

    private static EmbeddedDatabaseException missing(List<String> names) {
        return new EmbeddedDatabaseException(Reason.NO_BINARIES, """
                This build of Devledger has no PostgreSQL for this kind of machine (%s is not in it).
                Build Devledger on a machine of this kind, or set spring.datasource.url to a database of your own.""".formatted(names.getFirst()));
    }
}
