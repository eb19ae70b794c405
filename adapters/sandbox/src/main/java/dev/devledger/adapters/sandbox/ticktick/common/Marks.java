package dev.devledger.adapters.sandbox.ticktick.common;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** What the server makes by itself: ids that begin with the second of creation, and the marks of a write. */
public final class Marks {
    private Marks() {}

    public static String id(Instant now) {
        return "%08x%016x"
                .formatted(
                        (int) now.getEpochSecond(), ThreadLocalRandom.current().nextLong());
    }

    public static void written(ObjectNode task, Instant now) {
        task.put("etag", letters(8));
        task.put("etimestamp", now.toEpochMilli());
    }

    public static void modified(ObjectNode task, Instant now) {
        written(task, now);
        task.put("modifiedTime", WireTime.write(now));
    }

    static String letters(int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++)
            letters.append(Character.forDigit(ThreadLocalRandom.current().nextInt(36), 36));
        return letters.toString();
    }
}
