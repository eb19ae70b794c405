package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.UnshownParts;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads that show something other than the remote holds; see {@link Sabotage}. */
public final class PlantedReads {
    private PlantedReads() {}

    static Listing each(Listing listing, Function<RemoteTask, Optional<RemoteTask>> shown) {
        return new Listing(
                listing.tasks().stream()
                        .flatMap(task -> shown.apply(task).stream())
                        .toList(),
                listing.quarantined());
    }

    static RemoteAnswer<Optional<RemotePage<Listing>>> of(
            RemoteAnswer<Optional<RemotePage<Listing>>> answer, Function<Listing, Listing> shown) {
        return answer.map(page -> page.map(some -> new RemotePage<>(shown.apply(some.rows()), some.next())));
    }

    static RemoteTask with(RemoteTask task, CanonicalContent content) {
        return new RemoteTask(
                task.ref(),
                content,
                task.items(),
                task.checklistKind(),
                task.recurring(),
                task.createdAt(),
                task.writtenAt());
    }

    /** Hides the object of an unanswered create from all reads until the create is sent again. */
    public static final class Unsearched {
        private final World world;

        public Unsearched(World world) {
            this.world = world;
        }

        private Listing shown(Listing all) {
            return each(all, task -> isSought(task) ? Optional.empty() : Optional.of(task));
        }

        private boolean isSought(RemoteTask task) {
            String id = task.ref().id();
            return world.book.taken(world.account, Set.of(id)).isEmpty()
                    && world.remote.byId(id).filter(card -> card.madeBySync).isPresent()
                    && world.book.creating(world.account).stream()
                            .map(each -> (SyncLink.Creating) each.link())
                            .anyMatch(create -> create.content()
                                    .title()
                                    .equals(task.content().title()));
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            return of(world.remote.page(what, cursor), this::shown);
        }
    }

    /** Takes a field that a list does not show for empty. */
    public static final class Silence {
        private final RemoteTasks real;

        public Silence(RemoteTasks real) {
            this.real = real;
        }

        private static Listing shown(Listing all) {
            return each(all, task -> Optional.of(task.with(UnshownParts.NONE)));
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            return of(real.page(what, cursor), Silence::shown);
        }

        public RemoteAnswer<FeedAnswer> changes(@Nullable String cursor) {
            return real.changes(cursor).map(told -> new FeedAnswer(shown(told.seen()), told.cursor(), told.more()));
        }
    }

    public static final class Cut {
        private static final int CAP = 6;
        private final RemoteTasks real;

        public Cut(RemoteTasks real) {
            this.real = real;
        }

        private static Listing cut(Listing all) {
            return new Listing(all.tasks().stream().limit(CAP).toList(), all.quarantined());
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer = real.page(what, cursor);
            return what instanceof ReadTarget.WrittenSince ? answer : of(answer, Cut::cut);
        }
    }

    /** Only completing and moving move the time, so all else that was changed is taken to be as it was. */
    public static final class Unmodified {
        private final World world;

        public Unmodified(World world) {
            this.world = world;
        }

        private Optional<RemoteTask> shown(RemoteTask task) {
            for (LinkBook.Entry entry :
                    world.book.ofRemote(world.account, Set.of(task.ref().id()))) {
                if (entry.link() instanceof SyncLink.Linked linked
                        && entry.entity().kind() != EntityRef.Kind.LIST
                        && linked.remote().equals(task.ref())) {
                    return Optional.of(unlessModified(entry.entity(), linked, task));
                }
            }
            return Optional.of(task);
        }

        private static RemoteTask unlessModified(EntityRef entity, SyncLink.Linked linked, RemoteTask task) {
            String list = task.ref().list();
            CanonicalContent before = MemoryConnector.WORDS.compared(entity.kind(), linked.base(), list);
            boolean modified = before.status()
                    != MemoryConnector.WORDS
                            .compared(entity.kind(), task.content(), list)
                            .status();
            return modified ? task : with(task, MemoryConnector.WORDS.written(entity.kind(), before, list));
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer = world.remote.page(what, cursor);
            return what instanceof ReadTarget.OneList ? of(answer, all -> each(all, this::shown)) : answer;
        }
    }

    /** Returns line ends as the remote keeps them. */
    public static final class Raw {
        private final RemoteTasks real;

        public Raw(RemoteTasks real) {
            this.real = real;
        }

        private static RemoteTask raw(RemoteTask task) {
            return with(
                    task,
                    task.content().withDescription(task.content().description().replaceAll("\r?\n", "\r\n")));
        }

        private static Listing raw(Listing all) {
            return each(all, task -> Optional.of(raw(task)));
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer = real.page(what, cursor);
            return what instanceof ReadTarget.OneList ? of(answer, Raw::raw) : answer;
        }

        public RemoteAnswer<LookupResult> find(RemoteRef ref) {
            RemoteAnswer<LookupResult> answer = real.find(ref);
            return answer instanceof RemoteAnswer.Ok<LookupResult>(LookupResult.Found(var task))
                    ? new RemoteAnswer.Ok<>(new LookupResult.Found(raw(task)))
                    : answer;
        }
    }

    /** Cuts titles at the length at which the ledger cuts them. */
    public static final class Shortened {
        private final RemoteTasks real;

        public Shortened(RemoteTasks real) {
            this.real = real;
        }

        private static RemoteTask shortened(RemoteTask task) {
            String title = NearestValues.cut(task.content().title(), Violations.TITLE);
            return with(
                    task,
                    CanonicalChanges.between(task.content(), CanonicalContent.list(title))
                            .only(EnumSet.of(CanonicalChanges.Field.TITLE))
                            .applyTo(task.content()));
        }

        private static Listing shortened(Listing all) {
            return each(all, task -> Optional.of(shortened(task)));
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer = real.page(what, cursor);
            return what instanceof ReadTarget.OneList ? of(answer, Shortened::shortened) : answer;
        }

        public RemoteAnswer<LookupResult> find(RemoteRef ref) {
            RemoteAnswer<LookupResult> answer = real.find(ref);
            return answer instanceof RemoteAnswer.Ok<LookupResult>(LookupResult.Found(var task))
                    ? new RemoteAnswer.Ok<>(new LookupResult.Found(shortened(task)))
                    : answer;
        }
    }

    /** As if what others call a thing were told as this service writes it, and each service has a way of its own. */
    public static final class OwnForm {
        private final World world;

        public OwnForm(World world) {
            this.world = world;
        }

        private RemoteTask formed(RemoteTask task) {
            String title = task.content().title();
            boolean small = world.account.connector().equals("two");
            String form = small ? title.toLowerCase(Locale.ROOT) : title.toUpperCase(Locale.ROOT);
            return with(
                    task,
                    CanonicalChanges.between(task.content(), CanonicalContent.list(form))
                            .only(EnumSet.of(CanonicalChanges.Field.TITLE))
                            .applyTo(task.content()));
        }

        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            RemoteAnswer<Optional<RemotePage<Listing>>> answer = world.remote.page(what, cursor);
            return what instanceof ReadTarget.OneList
                    ? of(answer, all -> each(all, task -> Optional.of(formed(task))))
                    : answer;
        }

        public RemoteAnswer<LookupResult> find(RemoteRef ref) {
            RemoteAnswer<LookupResult> answer = world.remote.find(ref);
            return answer instanceof RemoteAnswer.Ok<LookupResult>(LookupResult.Found(var task))
                    ? new RemoteAnswer.Ok<>(new LookupResult.Found(formed(task)))
                    : answer;
        }
    }
}
