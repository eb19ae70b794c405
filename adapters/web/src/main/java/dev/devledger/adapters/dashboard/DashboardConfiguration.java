package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.frame.PagePorts.OwnerTokenFile;
import dev.devledger.adapters.dashboard.history.HistoryPages;
import dev.devledger.adapters.dashboard.history.PageFactory;
import dev.devledger.adapters.dashboard.keeping.MaintenancePages;
import dev.devledger.adapters.dashboard.time.TimePages;
import dev.devledger.application.history.StatusTimelines;
import dev.devledger.application.task.NoteQueries;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** The beans of the dashboard. */
public final class DashboardConfiguration implements BeanRegistrar {
    private static final String PAGES = "dashboardPages";

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                PAGES,
                DashboardPages.class,
                spec -> spec.supplier(beans -> new DashboardPages(beans.bean("pagePorts", PagePorts.class))));
        registry.registerBean(
                DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME,
                LocaleResolver.class,
                spec -> spec.supplier(beans ->
                        zoneOfReader(beans.bean("pagePorts", PagePorts.class).zone())));
        registry.registerBean(InstalledApp.class);
        DashboardPages.TYPES.forEach(type -> addPage(registry, type));
    }

    /** The time zone of a reader, which a browser keeps as "-/Europe/Berlin"; the ledger's without one. */
    private static LocaleResolver zoneOfReader(ZoneId ofLedger) {
        var resolver = new CookieLocaleResolver("devledger-zone");
        resolver.setDefaultLocale(Locale.ENGLISH);
        resolver.setDefaultTimeZone(TimeZone.getTimeZone(ofLedger));
        resolver.setRejectInvalidCookies(false);
        return resolver;
    }

    private static <T> void addPage(BeanRegistry registry, Class<T> type) {
        registry.registerBean(
                type.getName(),
                type,
                spec -> spec.supplier(
                        beans -> beans.bean(PAGES, DashboardPages.class).get(type)));
    }

    /** Builds all pages of the dashboard. */
    static final class DashboardPages extends PageFactory {
        /** The classes of the pages, which Spring has to know to read their routes. */
        static final List<Class<?>> TYPES = Stream.of(
                        List.of(
                                BoardPage.class,
                                ProjectPage.class,
                                TaskPage.class,
                                TaskListPage.class,
                                SyncPage.class,
                                ConflictPage.class,
                                AgentPage.class,
                                NeedsPage.class),
                        HistoryPages.TYPES,
                        TimePages.TYPES,
                        MaintenancePages.TYPES)
                .<Class<?>>flatMap(List::stream)
                .toList();

        private final List<Object> all;

        DashboardPages(PagePorts in) {
            super(in);
            MaintenancePages keeping = new MaintenancePages(in);
            all = Stream.of(pages(keeping), new HistoryPages(in).pages(), new TimePages(in).pages(), keeping.pages())
                    .flatMap(List::stream)
                    .toList();
        }

        private List<Object> pages(MaintenancePages keeping) {
            StatusTimelines timelines = new StatusTimelines(history, in.moments(), clock);
            NoteQueries notes = in.noteQueries();
            OwnerTokenFile token = in.ownerTokenFile();
            return List.of(
                    new BoardPage(
                            projects,
                            history,
                            in.claimQueries(),
                            in.latestChanges(),
                            in.entityNames(),
                            connectors,
                            frames,
                            moments,
                            token,
                            clock),
                    new ProjectPage(
                            projects,
                            tasks,
                            notes,
                            history,
                            newest,
                            timelines,
                            entries,
                            connectors,
                            frames,
                            moments,
                            missing,
                            clock),
                    new TaskPage(
                            projects,
                            tasks,
                            in.tasks(),
                            notes,
                            history,
                            newest,
                            connectors,
                            frames,
                            moments,
                            missing,
                            clock),
                    new TaskListPage(
                            tasks, projects, in.personQueries(), in.savedViews().directory(), frames, moments, clock),
                    new SyncPage(
                            in.approvals(),
                            in.leftOutList(),
                            in.cycles(),
                            connectors,
                            in.connectOffers(),
                            frames,
                            clock),
                    new ConflictPage(in.toldConflicts(), frames, clock),
                    new NeedsPage(frames),
                    new AgentPage(keeping.agentCards(), keeping.agentWork(), in.attention(), frames, token, clock));
        }

        <T> T get(Class<T> type) {
            return all.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
