package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Connector.Hints;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The webhook deliveries of a service in memory: some are lost, doubled, out of order, or false. */
public final class MemoryWebhooks implements Hints {
    private static final String SECRET = "signed";
    private static final int RARE = 5;

    private record Known(Object content, String list, boolean deleted) {}

    private final Random random;
    private final Map<String, Known> known = new HashMap<>();
    private int deliveries;

    public MemoryWebhooks(long seed) {
        random = new Random(seed);
    }

    @Override
    public Optional<Hint> accept(Map<String, String> headers, byte[] raw) {
        if (!SECRET.equals(headers.get("signature"))) {
            return Optional.empty();
        }
        String[] parts = new String(raw, StandardCharsets.UTF_8).split("/", -1);
        return Optional.of(new Hint(
                parts[1].isEmpty() ? null : parts[1],
                parts[2].isEmpty() ? null : parts[2],
                parts[3].equals("deleted"),
                parts[0]));
    }

    /** Returns the deliveries of changes since the last call. */
    public List<Hint> deliveries(MemoryRemote remote) {
        List<Hint> hints = new ArrayList<>();
        for (Card card : remote.everyCard()) {
            Known now = new Known(card.content, card.list, card.deleted);
            if (!now.equals(known.put(card.id, now))) {
                String body = body(card);
                for (int times = times(); times > 0; times--) {
                    deliver(body).ifPresent(hints::add);
                }
            }
        }
        if (random.nextInt(RARE) == 0) {
            deliver("false-" + deliveries++ + "//nobody's" + random.nextInt(RARE) + "/")
                    .ifPresent(hints::add);
        }
        Collections.shuffle(hints, random);
        return hints;
    }

    private int times() {
        int drawn = random.nextInt(RARE);
        return drawn == 0 ? 0 : drawn == 1 ? 2 : 1;
    }

    private String body(Card card) {
        String list = random.nextBoolean() ? card.list : "";
        return "delivery-" + deliveries++ + "/" + list + "/" + card.id + "/" + (card.deleted ? "deleted" : "");
    }

    private Optional<Hint> deliver(String body) {
        return accept(Map.of("signature", SECRET), body.getBytes(StandardCharsets.UTF_8));
    }
}
