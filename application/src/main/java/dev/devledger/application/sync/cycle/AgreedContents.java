package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills the gaps of an answer about a linked object from the content on which both sides agreed. For an unlinked object
 * a gap counts as empty until an answer shows it.
 */
public final class AgreedContents {
    /** Agreed content as the remote writes it. */
    private record Agreed(EntityRef.Kind kind, CanonicalContent content) {}

    /** The agreed contents of the objects in one answer. Their checklist ids are loaded together, if any is needed. */
    private final class AnsweredContents {
        private final Map<String, Agreed> agreed;
        private @Nullable Map<String, String> checklists;

        AnsweredContents(Map<String, Agreed> agreed) {
            this.agreed = agreed;
        }

        @Nullable
        Agreed get(String object) {
            return agreed.get(object);
        }

        @Nullable
        String checklist(String task) {
            if (checklists == null) {
                checklists = memory.all(agreed.keySet().stream()
                        .map(AgreedContents::checklistOf)
                        .collect(Collectors.toSet()));
            }
            return checklists.get(checklistOf(task));
        }
    }

    private final Connector connector;
    private final LinkBook links;
    private final ConnectorMemory memory;

    public AgreedContents(Connector connector, LinkBook links, ConnectorMemory memory) {
        this.connector = connector;
        this.links = links;
        this.memory = memory;
    }

    LinkBook links() {
        return links;
    }

    /** Returns a proxy that fills the gaps of all answers. */
    RemoteTasks over(RemoteTasks remote) {
        Class<RemoteTasks> port = RemoteTasks.class;
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(remote, arguments);
                        return answer instanceof RemoteAnswer<?> said ? said.map(this::filled) : answer;
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                }));
    }

    private Object filled(Object answer) {
        Set<String> open = new TreeSet<>();
        open(answer).forEach(open::add);
        return open.isEmpty() ? answer : filled(answer, new AnsweredContents(agreed(open)));
    }

    private static Stream<String> open(Object answer) {
        return switch (answer) {
            case RemoteTask task ->
                task.gaps().isNone(task.content()) && task.checklist() == null
                        ? Stream.of()
                        : Stream.of(task.ref().id());
            case RemoteList list -> list.gaps().isNone(list.content()) ? Stream.of() : Stream.of(list.id());
            case LookupResult.Found(var task) -> open(task);
            case Listing listing -> listing.tasks().stream().flatMap(AgreedContents::open);
            case FeedAnswer changes -> open(changes.seen());
            case RemotePage<?> page -> open(page.rows());
            case Collection<?> all -> all.stream().flatMap(AgreedContents::open);
            case Optional<?> some -> some.stream().flatMap(AgreedContents::open);
            default -> Stream.of();
        };
    }

    private Object filled(Object answer, AnsweredContents agreed) {
        return switch (answer) {
            case RemoteTask task -> {
                Agreed known = agreed.get(task.ref().id());
                yield known == null ? task : filled(standing(known.kind(), task), known.content(), agreed);
            }
            case RemoteList list -> {
                Agreed known = agreed.get(list.id());
                yield known == null ? list : list.filled(known.content());
            }
            case LookupResult.Found(var task) -> new LookupResult.Found((RemoteTask) filled(task, agreed));
            case Listing listing ->
                new Listing(
                        listing.tasks().stream()
                                .map(task -> (RemoteTask) filled(task, agreed))
                                .toList(),
                        listing.quarantined());
            case FeedAnswer changes ->
                new FeedAnswer((Listing) filled(changes.seen(), agreed), changes.cursor(), changes.more());
            case RemotePage<?> page -> new RemotePage<>(filled((Object) page.rows(), agreed), page.next());
            case List<?> all -> all.stream().map(each -> filled(each, agreed)).toList();
            case Optional<?> some -> some.map(each -> filled(each, agreed));
            default -> answer;
        };
    }

    /** Fills the gaps of a task. Its checklist is found by items or name once, and afterwards by its id. */
    private RemoteTask filled(RemoteTask task, CanonicalContent known, AnsweredContents answered) {
        if (task.checklist() == null && task.gaps().checklists().isEmpty()) {
            return task.filled(known);
        }
        String before = answered.checklist(task.ref().id());
        RemoteTask filled = task.filled(known, before);
        String now = filled.checklist();
        if (task.isListed() && now != null && !now.equals(before)) {
            memory.put(checklistOf(task.ref().id()), now);
        }
        return filled;
    }

    private static String checklistOf(String task) {
        return "checklist of " + task;
    }

    /** Marks the status of an open task as not shown if the field that expresses it is not shown. */
    private RemoteTask standing(EntityRef.Kind kind, RemoteTask task) {
        Set<Field> said = connector.words().writtenFields(kind, Set.of(Field.STATUS));
        return task.content().status().isTerminal()
                        || Collections.disjoint(said, task.gaps().fields())
                ? task
                : task.with(task.gaps().and(Field.STATUS));
    }

    private Map<String, Agreed> agreed(Set<String> objects) {
        Map<String, Agreed> agreed = new HashMap<>();
        for (LinkBook.Entry each : links.ofRemote(connector.account(), objects)) {
            CanonicalContent base = base(each.link());
            String object =
                    each.link().object() == null ? "" : each.link().object().id();
            if (base != null && (each.link().claims() || !agreed.containsKey(object))) {
                EntityRef.Kind kind = each.entity().kind();
                agreed.put(object, new Agreed(kind, written(kind, base, each.link())));
            }
        }
        return agreed;
    }

    private static @Nullable CanonicalContent base(SyncLink link) {
        return switch (link) {
            case SyncLink.Linked linked -> linked.base();
            case SyncLink.Deleting deleting -> deleting.base();
            case SyncLink.Detached detached -> detached.base();
            case SyncLink.OutOfScope outside -> outside.base();
            default -> null;
        };
    }

    private CanonicalContent written(EntityRef.Kind kind, CanonicalContent base, SyncLink link) {
        return kind == EntityRef.Kind.LIST || link.object() == null
                ? base
                : connector.words().written(kind, base, link.object().list());
    }
}
