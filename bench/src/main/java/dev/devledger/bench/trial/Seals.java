package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Api;
import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Pause;
import dev.devledger.bench.measure.Contest.Progress;
import dev.devledger.bench.measure.Server;
import java.time.Duration;

/** The seals of so many events at once are not what is measured. */
final class Seals {
    private final Api api;
    private final Database database;

    Seals(Server server) {
        this.api = new Api(server);
        this.database = new Database(server);
    }

    /** Until all events are sealed. */
    void await() {
        Progress.tell("Waiting for the seals");
        while (database.number(
                        "select (select max(position) from event) - coalesce(max(last_position), 0) from event_batch")
                > 0) {
            api.get("/api/ledger/head");
            Pause.of(Duration.ofSeconds(1));
        }
    }
}
