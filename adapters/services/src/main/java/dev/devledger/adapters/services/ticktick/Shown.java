package dev.devledger.adapters.services.ticktick;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.ticktick.client.RowSink;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tasks of an answer, as the list shows them. */
public final class Shown implements RowSink {

    /** @param place null where it does not say */
    private record Row(@Nullable Long place, String id, Sighting.Present task) {}

    /** Top to bottom; what has no place comes last. */
    private static final Comparator<Row> ORDER = Comparator.comparing(
                    Row::place, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
            .thenComparing(Row::id);

    private final TickTickJson json;
    private final @Nullable String list;
    private final List<Row> rows = new ArrayList<>();
    private @Nullable Unreadable unreadable;

    /** {@code list} is where they were asked for; null where that was not one list. */
    public Shown(TickTickJson json, @Nullable String list) {
        this.json = json;
        this.list = list;
    }

    @Override
    public void begin() {
        rows.clear();
        unreadable = null;
    }

    @Override
    public void row(@Nullable JsonNode task) {
        if (unreadable != null) {
            return;
        }
        try {
            if (task == null || task.isNull()) {
                throw new Unreadable("TickTick returned a list with an empty entry");
            }
            JsonNode order = task.path("sortOrder");
            Long place = order.canConvertToLong() ? order.asLong() : null;
            rows.add(new Row(place, task.path("id").asString(""), json.row(task, list)));
        } catch (Unreadable e) {
            unreadable = e;
        }
    }

    /** Top to bottom. */
    public Listing inOrder() {
        if (unreadable != null) {
            throw unreadable;
        }
        rows.sort(ORDER);
        return Listing.ofRows(rows.stream().map(Row::task).toList());
    }
}
