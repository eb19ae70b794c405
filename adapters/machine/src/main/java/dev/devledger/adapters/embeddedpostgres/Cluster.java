package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.DiskFullDetection;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.adapters.embeddedpostgres.RoleLogin.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The cluster: the folder of PostgreSQL's own files.
 *
 * @param home the folder of the embedded database, with the cluster, its log and the administrator's password
 */
record Cluster(Path home, Binaries binaries, OperatingSystemAccount account) {

    static final String ADMINISTRATOR = "postgres";

    Path data() {
        return home.resolve("data");
    }

    /** Returns the settings file of the cluster in a home folder; the file exists once the cluster is complete. */
    static Path settingsIn(Path home) {
        return ClusterSettings.fileIn(home.resolve("data"));
    }

    Path log() {
        return home.resolve("log");
    }

    /** True if the programs are in this cluster's folder, so that no other cluster uses them. */
    boolean ownsBinaries() {
        return binaries.home().startsWith(home);
    }

    /**
     * Reads the administrator's password, which is made once with the cluster. Without it no start could set the
     * password of the application's role.
     */
    String administratorPassword() throws IOException {
        if (!Files.exists(passwordFile())) {
            throw new EmbeddedDatabaseException(
                    Reason.DATA_FOLDER_UNUSABLE,
                    "The file %s is missing, and without it Devledger cannot open the database in %s. Restore the file from a backup."
                            .formatted(passwordFile(), data()));
        }
        return Files.readString(passwordFile()).strip();
    }

    /** Makes the cluster if it is missing; refuses a cluster of another major version. */
    void prepare(DataDirectory directory) throws IOException {
        if (Files.exists(data())) {
            requireSameMajor();
            account.takeOver(data());
        } else {
            create(directory);
        }
        account.takeOver(log());
    }

    private void requireSameMajor() throws IOException {
        Path file = data().resolve("PG_VERSION");
        String found = Files.exists(file) ? Files.readString(file).strip() : "unknown";
        if (!found.equals(binaries.major())) {
            throw new EmbeddedDatabaseException(Reason.OTHER_VERSION, """
                    The database in %s was made by PostgreSQL %s; this Devledger brings PostgreSQL %s, which cannot read it.
                    With the Devledger that made it, run 'export FILE'; move the folder away; then run 'import FILE' \
                    with this one. Nothing in the folder was changed.""".formatted(data(), found, binaries.version()));
        }
    }

    /**
     * Makes the cluster, with a temporary name until it is complete, so that after a kill a partial one is never taken
     * for a cluster.
     */
    private void create(DataDirectory directory) throws IOException {
        Path draft = home.resolve("data.new");
        Tree.delete(draft);
        if (!Files.exists(passwordFile())) {
            directory.writeSecret(passwordFile(), Password.random());
        }
        initialize(draft);
        DataDirectory.move(draft, data());
    }

    private void initialize(Path folder) throws IOException {
        Program.Outcome outcome = Program.run(
                account,
                home,
                List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + folder,
                        "--username=" + ADMINISTRATOR,
                        "--pwfile=" + passwordFile(),
                        "--auth=scram-sha-256",
                        "--set=scram_iterations=" + Password.ITERATIONS,
                        "--encoding=UTF8",
                        // PostgreSQL's own C.UTF-8 sorts in the same way on every system, whatever locales the system
                        // has.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--data-checksums",
                        "--no-instructions"));
        if (!outcome.succeeded()) {
            throw failed(outcome.output());
        }
    }

    private EmbeddedDatabaseException failed(String output) {
        if (DiskFullDetection.saidIn(output)) {
            return DiskFullDetection.at(home, null);
        }
        if (output.contains("could not look up effective user ID")) {
            return new EmbeddedDatabaseException(
                    Reason.USER_WITHOUT_NAME,
                    "PostgreSQL can only make a database for a user with a name, and this user has only a number.");
        }
        return new EmbeddedDatabaseException(
                Reason.DID_NOT_START, "PostgreSQL could not make its folder %s:%n%s".formatted(data(), output));
    }

    private Path passwordFile() {
        return home.resolve("administrator.password");
    }

    /** PostgreSQL's configuration files: the settings, and the users who may connect. */
    record ClusterSettings(Path data) {

        private static final String WHO_MAY_CONNECT = """
            # Devledger writes this file at each start.
            host all all 127.0.0.1/32 scram-sha-256
            """;

        static Path fileIn(Path data) {
            return data.resolve("postgresql.conf");
        }

        void write(int port) throws IOException {
            Files.writeString(fileIn(data), settings(port));
            Files.writeString(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
        }

        /**
         * Returns the settings, with the settings of local.conf in the middle. These may change the sizes before them,
         * but not the settings after them, so that they cannot make the database lose data or open it to other users.
         */
        private String settings(int port) {
            return """
            # Devledger writes this file at each start. Settings of your own go into local.conf beside it.
            max_connections = 100
            shared_buffers = 256MB
            # What an import or a replay leaves behind is written out beside it, not by it.
            bgwriter_delay = 50ms
            bgwriter_lru_maxpages = 1000
            max_wal_size = 1GB
            log_checkpoints = off
            log_lock_waits = on
            log_line_prefix = '%%m [%%p] '
            %s

            # A week of log files, each begun anew when its day comes round.
            logging_collector = on
            log_destination = 'stderr'
            log_directory = '../log'
            log_filename = 'postgresql-%%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            log_rotation_size = 0

            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            """.formatted(ownSettings(), port);
        }

        private String ownSettings() {
            return Files.exists(data.resolve("local.conf")) ? "include = 'local.conf'" : "# (there is no local.conf)";
        }
    }
}
