package dev.devledger.adapters.rest;

import dev.devledger.adapters.security.SecretFile.OwnerToken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One server for all tests of the API and its guard. */
@SpringBootTest(
        classes = RestServer.class,
        properties = {
            "management.endpoint.health.show-details=when-authorized",
            // All routes are there, also those that somebody has to ask for.
            "devledger.auth.embedded=true"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RestTest {
    @LocalServerPort
    protected int port;

    @Autowired
    protected OwnerToken owner;

    @Autowired
    public MemoryLedger ledger;

    protected Http http;

    @BeforeEach
    void connect() {
        http = new Http(port, Map.of("Authorization", "Bearer " + owner.secret()));
    }

    @AfterEach
    void repair() {
        ledger.failure = null;
        ledger.listed = List.of();
    }

    protected String project() {
        return http.post("/api/projects", "{\"name\": \"Devledger\"}").field("/id");
    }

    protected String task(String project) {
        return http.post("/api/projects/" + project + "/tasks", "{\"title\": \"Write\"}")
                .field("/id");
    }
}
