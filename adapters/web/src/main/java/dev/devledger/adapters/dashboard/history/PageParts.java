package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.AskedMoments;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageMoments;
import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.RunningTimer;
import dev.devledger.application.history.ChangeSetsTold;
import java.util.function.BiFunction;
import org.springframework.beans.factory.BeanRegistry;

/** What several pages are made of. */
public final class PageParts {
    private static final String NAME = "pageParts";

    private final PagePorts ports;
    final AskedMoments asked;
    final KeyedEntities entities;
    public final Frames frames;
    public final PageMoments moments;
    public final ChangeSetsTold sets;
    public final NamedChanges named;
    public final NewestChanges newest;
    public final MissingPage missing;

    private PageParts(PagePorts ports) {
        this.ports = ports;
        this.asked = new AskedMoments(ports.moments(), ports.zone());
        this.entities = new KeyedEntities(ports.projectQueries(), ports.taskQueries());
        RunningTimer timer = new RunningTimer(
                ports.timeEntryQueries(), ports.taskQueries(), ports.projectQueries(), ports.zone(), ports.clock());
        this.frames = new Frames(ports.syncs(), ports.connectOffers(), timer);
        this.moments = new PageMoments(ports.historyQueries(), asked, ports.connectors(), ports.clock());
        this.sets = new ChangeSetsTold(ports.changeSets(), ports.historyQueries());
        this.named = new NamedChanges(ports.entityNames(), ports.connectors());
        this.newest = new NewestChanges(ports.historyQueries(), ports.changeSets(), named);
        this.missing = new MissingPage(entities, frames, moments, ports.clock());
    }

    /** Where the pages are named for Spring, which knows them, as their routes are its own, and nothing of the rest. */
    public record Pages(BeanRegistry registry) {
        public Pages {
            registry.registerBean(
                    NAME,
                    PageParts.class,
                    spec -> spec.supplier(beans -> new PageParts(beans.bean("pagePorts", PagePorts.class))));
        }

        public <T> void add(Class<T> type, BiFunction<PagePorts, PageParts, T> made) {
            registry.registerBean(
                    type.getName(),
                    type,
                    spec -> spec.supplier(beans -> {
                        PageParts parts = beans.bean(NAME, PageParts.class);
                        return made.apply(parts.ports, parts);
                    }));
        }
    }
}
