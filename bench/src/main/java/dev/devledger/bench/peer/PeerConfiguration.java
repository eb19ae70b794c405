package dev.devledger.bench.peer;

import dev.devledger.adapters.rest.RestPorts;
import dev.devledger.adapters.rest.resource.TaskFields;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds the peer to the application, which finds it where this module's classes are on its path. */
@AutoConfiguration
class PeerConfiguration {

    /** On the application's own pool. */
    @Bean
    @DependsOnDatabaseInitialization
    PeerTable peerTable(DataSource pool) {
        PeerTable table = new PeerTable(new JdbcTemplate(pool));
        table.create();
        return table;
    }

    @Bean
    PeerResource peerResource(PeerTable table, RestPorts ports) {
        TaskFields fields = new TaskFields(ports.zone(), ports.assignees(), ports.dependencyRefs());
        return new PeerResource(table, fields, ports.clock());
    }
}
