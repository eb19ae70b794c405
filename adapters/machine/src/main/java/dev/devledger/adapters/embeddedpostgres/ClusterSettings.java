package dev.devledger.adapters.embeddedpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files by which PostgreSQL is configured: how it works, and who may connect. */
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

    /** Firm settings stand last: local.conf may size the database, but not make it lose or publish anything. */
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
