package dev.devledger.application.sync;

import dev.devledger.application.sync.cycle.Progress;
import org.jspecify.annotations.Nullable;

/** What the cycle at hand does, each after the one before it. */
enum CyclePhase {
    LOOKING(1, "reading TickTick"),
    TAKING_OVER(2, "applying changes from TickTick"),
    SENDING(3, "sending changes to TickTick");

    private final int step;
    private final String words;

    CyclePhase(int step, String words) {
        this.step = step;
        this.words = words;
    }

    Sync.Stage at(Progress.@Nullable Count count) {
        return count == null
                ? new Sync.Stage(step, words, 0, 0)
                : new Sync.Stage(step, words, count.done(), count.total());
    }
}
