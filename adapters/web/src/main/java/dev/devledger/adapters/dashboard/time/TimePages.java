package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.history.PageParts;

/** All pages about time. */
public final class TimePages {
    private TimePages() {}

    public static void addTo(PageParts.Pages pages) {
        pages.add(
                TimePage.class,
                (ports, parts) -> new TimePage(
                        ports.timeEntryQueries(),
                        ports.projectQueries(),
                        parts.frames,
                        parts.moments,
                        ports.zone(),
                        ports.clock()));
        pages.add(
                TotalsPage.class,
                (ports, parts) -> new TotalsPage(
                        ports.timeEntryQueries(),
                        ports.projectQueries(),
                        ports.personQueries(),
                        parts.frames,
                        parts.moments,
                        ports.zone(),
                        ports.clock()));
    }
}
