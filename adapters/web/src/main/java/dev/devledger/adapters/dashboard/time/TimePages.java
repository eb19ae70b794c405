package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.history.PageFactory;
import java.util.List;

/** The pages about time. */
public final class TimePages extends PageFactory {
    public static final List<Class<?>> TYPES = List.of(TimePage.class, TotalsPage.class);

    public TimePages(PagePorts in) {
        super(in);
    }

    public List<Object> pages() {
        return List.of(
                new TimePage(entries, projects, frames, moments, zone, clock),
                new TotalsPage(entries, projects, in.personQueries(), frames, moments, zone, clock));
    }
}
