package dev.devledger.adapters.sandbox.trackingtime.app;

import dev.devledger.adapters.html.Templates.CsrfField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs, what can be started, and what today has had. */
record TimerView(
        Entries.@Nullable Row running,
        List<Entries.Choice> tasks,
        List<Entries.Row> today,
        String wrong,
        @Nullable CsrfField csrf) {

    String total() {
        return Entries.hours(today.stream().mapToLong(Entries.Row::seconds).sum());
    }
}
