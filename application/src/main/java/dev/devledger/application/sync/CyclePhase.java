package dev.devledger.application.sync;

import dev.devledger.application.sync.cycle.Progress;
import org.jspecify.annotations.Nullable;

/** The phases of a running cycle, in order. */
enum CyclePhase {
    READING(1, "reading "),
    APPLYING(2, "applying changes from "),
    SENDING(3, "sending changes to ");

    private final int step;
    private final String words;

    CyclePhase(int step, String words) {
        this.step = step;
        this.words = words;
    }

    Sync.Stage at(Progress.@Nullable Count count, String title) {
        String phase = words + title;
        return count == null
                ? new Sync.Stage(step, phase, 0, 0)
                : new Sync.Stage(step, phase, count.done(), count.total());
    }
}
