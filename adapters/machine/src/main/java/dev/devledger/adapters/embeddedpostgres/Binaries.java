package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.adapters.embeddedpostgres.Tree.PrivateFileTree;
import dev.devledger.domain.shared.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once into a folder that is named after the archive's content.
 *
 * @param home the folder with bin, lib and share
 * @param version the server's version as the server prints it, such as 18.4
 */
record Binaries(Path home, String version) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\S+)");
    private static final String SIZE_NOTE = "unpacked.size";

    /** @param patience the longest wait for another process that is unpacking into the same folder */
    static Binaries unpacked(Archive archive, Path cache, OperatingSystemAccount account, Duration patience)
            throws IOException {
        Path home = cache.resolve(archive.fingerprint());
        if (!isWhole(home)) {
            unpackAlone(archive, home, patience);
        }
        return new Binaries(home, askVersion(home, account));
    }

    String major() {
        return version.split("\\D", 2)[0];
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** Deletes the folders of other versions, which are big, once this Devledger has unpacked its own. */
    void removeOthers() throws IOException {
        try (Stream<Path> all = Files.list(home.resolveSibling(""))) {
            for (Path other : all.filter(folder -> !folder.equals(home)).toList()) {
                Tree.delete(other);
            }
        }
    }

    private static String askVersion(Path home, OperatingSystemAccount account) throws IOException {
        Program.Outcome answer =
                Program.run(account, home, List.of(home.resolve("bin/postgres").toString(), "--version"));
        Matcher version = VERSION.matcher(answer.output());
        if (!answer.succeeded() || !version.find()) {
            throw new IOException("The programs in " + home + " do not run on this machine: " + answer.output());
        }
        return version.group(1);
    }

    /** True if the folder has the size that was noted after unpacking: a power cut soon after it can truncate files. */
    private static boolean isWhole(Path home) throws IOException {
        Path note = home.resolve(SIZE_NOTE);
        if (!Files.exists(note)) {
            return false;
        }
        String noted = Files.readString(note);
        // Another process may be running one of these programs, whose temporary output file is then here, too.
        long size = Tree.size(home, file -> !Program.isOutput(file));
        return noted.equals(Long.toString(size - noted.length()));
    }

    /**
     * Unpacks in one process and one thread at a time: several processes may share the folder, and a second one would
     * delete what the first has just unpacked and is running. When a process ends, the system releases its lock.
     */
    private static synchronized void unpackAlone(Archive archive, Path home, Duration patience) throws IOException {
        Path file = home.resolveSibling(home.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), DataDirectory.secret(file))) {
            UnpackingLock.take(channel, file, patience); // closing the channel releases the lock
            if (!isWhole(home)) {
                unpack(archive, home);
            }
        }
    }

    private static void unpack(Archive archive, Path home) throws IOException {
        Tree.delete(home);
        Path draft = home.resolveSibling(home.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(draft);
            extract(archive, draft);
            Files.writeString(draft.resolve(SIZE_NOTE), Long.toString(Tree.size(draft)));
            if (PrivateFileTree.isClosed(draft.resolveSibling(""))) {
                PrivateFileTree.close(draft, Set.of());
            }
            Files.move(draft, home, ATOMIC_MOVE);
        } finally {
            Tree.delete(draft);
        }
    }

    private static void extract(Archive archive, Path folder) throws IOException {
        try (InputStream packed = new BufferedInputStream(archive.open());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("The archive names a file outside of its folder: " + entry.getName());
                }
                write(entry, tar, target);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & 0100) != 0) {
                target.toFile().setExecutable(true);
            }
        }
    }

    /**
     * A lock on a file. Its holder writes a process id into the file, so that a waiting process can report the holder.
     */
    static final class UnpackingLock {

        private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

        private UnpackingLock() {}

        /**
         * Locks the file until the channel is closed, or the process ends.
         *
         * @param channel a channel of the file, for reading and writing
         * @throws IOException if another process holds the lock for longer than {@code patience}
         */
        static void take(FileChannel channel, Path file, Duration patience) throws IOException {
            long begin = System.nanoTime();
            while (channel.tryLock() == null) {
                if (System.nanoTime() - begin > patience.toNanos()) {
                    throw new IOException(
                            "Process %s has been unpacking PostgreSQL into %s for more than %d s. End it if it is stuck, then start again."
                                    .formatted(Files.readString(file).strip(), file.getParent(), patience.toSeconds()));
                }
                pause();
            }
            channel.truncate(0);
            channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())), 0);
        }

        private static void pause() throws IOException {
            try {
                Thread.sleep(LOOK_AGAIN_AFTER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while another process unpacks PostgreSQL", e);
            }
        }
    }

    /** The archive with PostgreSQL's programs for this machine; the build has put it on the class path. */
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
                // macOS and Windows can emulate the older architecture.
                default -> List.of(own + ".txz", "postgres-" + system + "-x86_64.txz");
            };
        }

        private static String system(String name) {
            if (name.startsWith("windows")) {
                return "windows";
            }
            return name.startsWith("mac") ? "darwin" : "linux";
        }

        /** True if the C library is Alpine's, which cannot run programs that were built for the usual one. */
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

        /**
         * Returns a name of the archive's content, as the archive has no version. In a jar the entry's checksum is
         * used, as reading 20 MB would slow down a start.
         */
        String fingerprint() throws IOException {
            if (url.openConnection() instanceof JarURLConnection jar) {
                jar.setUseCaches(false);
                try (JarFile file = jar.getJarFile()) {
                    ZipEntry entry = file.getEntry(jar.getEntryName());
                    // In a jar within a jar the checksum may be unknown until the entry is read.
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
}
