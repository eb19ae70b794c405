package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account that PostgreSQL runs under. PostgreSQL refuses to run as root; if Devledger is root (a container, a build
 * machine), its programs are started through one that drops root.
 *
 * @param prefix the words before each command line
 * @param owner the user id that owns the cluster's files on the disk, if it can differ from this process's
 */
record DatabaseUser(List<String> prefix, int owner) {

    private static final int UNCHANGED = -1;
    private static final int NOBODY = 65534;

    static final DatabaseUser OWN = new DatabaseUser(List.of(), UNCHANGED);

    /**
     * Runs in a user namespace of its own that maps no user: to itself the process is 'nobody', to the disk it is still
     * root, without root's privileges. So no file changes hands and the folder stays closed to all others.
     */
    static final DatabaseUser NAMESPACE = new DatabaseUser(List.of("unshare", "-U"), 0);

    /** For a user with a number and no name, without which initdb refuses: in a namespace its name is 'nobody'. */
    static final DatabaseUser NAMED = new DatabaseUser(NAMESPACE.prefix(), UNCHANGED);

    /**
     * Runs as 'nobody', as containers mostly forbid user namespaces. It gets one capability, to pass folders of root.
     * The secure bit makes it count for access(2) too, by which PostgreSQL looks for its own programs.
     */
    static final DatabaseUser NOBODY_ACCOUNT = new DatabaseUser(
            List.of(
                    "setpriv",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override",
                    "--securebits=+no_setuid_fixup"),
            NOBODY);

    private static final String IS_NOT_ROOT_AND_CAN_WRITE =
            "test \"$(id -u)\" -ne 0 && test -w \"$0\" && test -x \"$0\"";

    static DatabaseUser forFolder(Path folder) throws IOException {
        if (isRoot(folder)) {
            return unprivileged(folder);
        }
        return isNameless() && NAMED.hasName(folder) && NAMED.worksIn(folder) ? NAMED : OWN;
    }

    /** True as with {@code docker run --user 12345}. */
    private static boolean isNameless() {
        return System.getProperty("user.name", "?").equals("?");
    }

    /** Checks the owner of a new file: Java has no call for the effective user id. */
    private static boolean isRoot(Path folder) throws IOException {
        if (!DataDirectory.isPosix(folder)) {
            return false; // on Windows pg_ctl and initdb drop an administrator's privileges by themselves
        }
        Path probe = Files.createTempFile(folder, "owner", null);
        try {
            return ownerOf(probe) == 0;
        } finally {
            Files.delete(probe);
        }
    }

    private static DatabaseUser unprivileged(Path folder) {
        return Stream.of(NAMESPACE, NOBODY_ACCOUNT)
                .filter(account -> account.worksIn(folder))
                .findFirst()
                .orElseThrow(
                        () -> new EmbeddedDatabaseException(Reason.NO_UNPRIVILEGED_ACCOUNT, """
                        Devledger runs as root, but PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv' could give \
                        it another account that can write to %s.
                        Start Devledger as an ordinary user (in a container: --user 1000), or give it a database of \
                        your own with spring.datasource.url.""".formatted(folder)));
    }

    boolean worksIn(Path folder) {
        return succeeds(folder, List.of("sh", "-c", IS_NOT_ROOT_AND_CAN_WRITE, folder.toString()));
    }

    private boolean hasName(Path folder) {
        return succeeds(folder, List.of("id", "-un"));
    }

    private boolean succeeds(Path folder, List<String> command) {
        try {
            return Program.run(this, folder, command).succeeded();
        } catch (IOException | UncheckedIOException e) {
            return false; // the program is not installed
        }
    }

    /** Changes the owner of the files: accounts use different ones, and a folder may be used outside a container. */
    void takeOver(Path tree) throws IOException {
        if (owner == UNCHANGED || !Files.exists(tree) || ownerOf(tree) == owner) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            // The top folder comes last: an interrupted walk is noticed, and repeated.
            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                return visitFile(folder, Files.readAttributes(folder, BasicFileAttributes.class));
            }
        });
    }

    private static int ownerOf(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
