package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.eventstore.EventHash.ChainLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The end of each stream while events are read in the order of their positions. A limited number of streams is cached;
 * the ends of other streams are looked up, many at once.
 */
public final class StreamEnds {

    private static final int REMEMBERED = 50_000;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record End(long version, byte[] hash) {}

    private final Connection connection;
    private final String lookUp;
    private final Map<String, End> ends = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, End> eldest) {
            return size() > REMEMBERED;
        }
    };

    public StreamEnds(Connection connection, String schema) {
        this.connection = connection;
        lookUp = """
                select p.stream_id, p.stream_version, p.hash
                from %1$s.event w
                join %1$s.event p on p.stream_id = w.stream_id and p.stream_version >= w.stream_version - 1
                                 and p.position < w.position
                where w.position = any(?)
                order by p.stream_version
                """.formatted(schema);
    }

    /**
     * Looks up the streams of these links, before {@link #follows} is called for each in this order. The links must be
     * far fewer than the cache holds.
     */
    public void prepare(List<ChainLink> links) throws SQLException {
        Map<String, Long> unknown = new LinkedHashMap<>();
        for (ChainLink link : links) {
            if (ends.get(link.stream()) == null) {
                unknown.putIfAbsent(link.stream(), link.position());
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(lookUp)) {
            statement.setArray(
                    1, connection.createArrayOf("bigint", unknown.values().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ends.put(
                            rows.getString("stream_id"),
                            new End(rows.getLong("stream_version"), rows.getBytes("hash")));
                }
            }
        }
    }

    /**
     * True if the event has the next version of its stream, and the hash of the preceding event. It then becomes the
     * end of its stream.
     */
    public boolean follows(ChainLink link) {
        End before = ends.put(link.stream(), new End(link.version(), link.hash()));
        return before == null
                ? link.version() == 0 && link.previous() == null
                : link.version() == before.version() + 1 && Arrays.equals(link.previous(), before.hash());
    }
}
