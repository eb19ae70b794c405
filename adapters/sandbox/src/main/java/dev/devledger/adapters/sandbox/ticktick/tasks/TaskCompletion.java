package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances.FirstReads;
import dev.devledger.adapters.sandbox.ticktick.common.Marks;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickHabit;
import dev.devledger.adapters.sandbox.ticktick.common.WireTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Completes a task: one that repeats goes on as its next occurrence, and what is below it may end with it. */
record TaskCompletion(TaskRows rows, FirstReads firstReads, Circumstances circumstances, Clock clock) {
    static final int COMPLETED = 2;

    /** Within a change. */
    void complete(ObjectNode task) {
        Instant now = clock.instant();
        String before = task.toString();
        Optional<ObjectNode> next = isOpen(task) ? Recurrence.next(task, now) : Optional.empty();
        ObjectNode done = task.deepCopy();
        next.ifPresent(occurrence -> {
            Marks.modified(occurrence, now);
            rows.save(occurrence);
            done.put("id", Marks.id(now));
            done.remove(List.of("repeatFlag", "repeatFrom"));
        });
        done.put("status", COMPLETED);
        done.put("completedTime", WireTime.write(now));
        Marks.modified(done, now);
        rows.save(done);
        firstReads.written(task, before);
        if (next.isEmpty()) endChildren(done);
    }

    void endChildren(ObjectNode task) {
        if (!circumstances.has(TickTickHabit.CHILDREN_END_ALONG)) return;
        for (String child : rows.children(task.path("id").stringValue()))
            rows.find(child)
                    .map(TaskRows.Stored::body)
                    .filter(TaskCompletion::isOpen)
                    .ifPresent(this::complete);
    }

    private static boolean isOpen(ObjectNode task) {
        return task.path("status").intValue() == 0;
    }

    static boolean isDone(ObjectNode task) {
        return task.path("status").intValue() == COMPLETED;
    }
}
