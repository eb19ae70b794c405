package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.eventstore.EventHash;
import dev.devledger.adapters.postgres.eventstore.EventRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hashes of stored events as somebody makes them who has changed some. */
public final class Forgery {

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    private record Hashed(EventRow event, byte @Nullable [] previous, byte[] hash) {
        boolean fits() {
            return Arrays.equals(new EventHash().of(previous, event), hash);
        }
    }

    private Forgery() {}

    private static List<Hashed> events(Database database) {
        return database.jdbc
                .sql("select * from event order by position")
                .query((row, number) ->
                        new Hashed(EventRow.of(row), row.getBytes("previous_hash"), row.getBytes("hash")))
                .list();
    }

    /** How many have another hash than their own. */
    public static long unfit(Database database) {
        return events(database).stream().filter(event -> !event.fits()).count();
    }

    static void hashAnew(Database database, long position) {
        events(database).stream()
                .filter(hashed -> hashed.event().position() == position)
                .forEach(hashed -> write(database, hashed.event(), hashed.previous()));
    }

    /** With all chains of streams. */
    static void hashAllAnew(Database database) {
        Map<String, byte[]> last = new HashMap<>();
        events(database)
                .forEach(hashed -> last.put(
                        hashed.event().stream(), write(database, hashed.event(), last.get(hashed.event().stream()))));
    }

    private static byte[] write(Database database, EventRow event, byte @Nullable [] previous) {
        byte[] hash = new EventHash().of(previous, event);
        database.jdbc
                .sql("update event set previous_hash = :previous, hash = :hash where position = :position")
                .param("previous", previous)
                .param("hash", hash)
                .param("position", event.position())
                .update();
        return hash;
    }
}
