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
 * The account under which PostgreSQL runs. PostgreSQL refuses to run as root. If Devledger is root (in a container, on
 * a build machine), PostgreSQL's programs are started through a program that drops root.
 *
 * @param prefix the words before each command line
 * @param owner the user id to which the cluster's files must belong, if it can differ from this process's
 */
record OperatingSystemAccount(List<String> prefix, int owner) {

    private static final int UNCHANGED = -1;
    private static final int NOBODY = 65534;

    static final OperatingSystemAccount OWN = new OperatingSystemAccount(List.of(), UNCHANGED);

    /**
     * Runs in a separate user namespace without mapped users: within it the process is 'nobody', for the disk it is
     * still root, without root's privileges. So no file changes its owner, and the folder stays closed to all other
     * users.
     */
    static final OperatingSystemAccount NAMESPACE = new OperatingSystemAccount(List.of("unshare", "-U"), 0);

    /**
     * For a user that has a number but no name, for which initdb refuses to run: in a namespace the user's name is
     * 'nobody'.
     */
    static final OperatingSystemAccount NAMED = new OperatingSystemAccount(NAMESPACE.prefix(), UNCHANGED);

    /**
     * Runs as 'nobody', for containers, most of which forbid user namespaces. It gets one capability, to pass through
     * root's folders. The secure bit makes the capability count for access(2), too, with which PostgreSQL looks for its
     * own programs.
     */
    static final OperatingSystemAccount NOBODY_ACCOUNT = new OperatingSystemAccount(
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

    static OperatingSystemAccount forFolder(Path folder) throws IOException {
        if (isRoot(folder)) {
            return unprivileged(folder);
        }
        return isNameless() && NAMED.hasName(folder) && NAMED.worksIn(folder) ? NAMED : OWN;
    }

    /** True if the user has no name, as with {@code docker run --user 12345}. */
    private static boolean isNameless() {
        return System.getProperty("user.name", "?").equals("?");
    }

    /** True for root. It looks at the owner of a new file, as Java has no call for the effective user id. */
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

    private static OperatingSystemAccount unprivileged(Path folder) {
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

    /**
     * Changes the owner of the files: the accounts above use different owners, and a folder may be used inside and
     * outside of a container.
     */
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

            // The top folder comes last, so that an interrupted walk is noticed by its owner, and repeated.
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
