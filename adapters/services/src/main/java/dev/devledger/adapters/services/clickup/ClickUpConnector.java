package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;

import dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers;
import dev.devledger.adapters.services.clickup.Containers.Scope;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.ListTranslator;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.directory.MemberAddresses;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.Capabilities.Feed;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.connector.Connector.Hints;
import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The connector of one ClickUp account. */
public final class ClickUpConnector implements Connector {
    /** The longest delay of a change in the feed, and the largest difference of two clocks. */
    static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final int LEVELS = 8;

    /** The capabilities. The rate is what the limit of the smallest plan allows if a write takes two calls. */
    public static final Capabilities CAPABILITIES = new Capabilities(
            new Capabilities.Batch(1, 1, 1),
            LEVELS,
            Capabilities.ListCapacity.UNLIMITED,
            Duration.ofSeconds(2),
            Listed.ALL,
            DeletedById.IS_TOLD,
            EnumSet.complementOf(EnumSet.of(Field.CUSTOMER, Field.SERVICE)),
            new Feed.ChangesSince(OVERLAP),
            EnumSet.of(Field.TITLE, Field.DESCRIPTION, Field.PRIORITY, Field.DATES),
            true,
            EnumSet.of(Field.TAGS, Field.CHECKLIST, Field.BLOCKED_BY),
            false);

    public static final Layout LAYOUT = new ListLayout(true);

    private static final List<String> HELD =
            List.of(("name title description status stage priority tags assignees estimateMinutes startDate"
                            + " dueDate allDay checklist notes blockedBy projectId parentId")
                    .split(" "));

    private final ConnectedAccount account;
    private final SyncSettings sync;
    private final Profile profile;
    private final BudgetUsage budget;
    private final Workspace workspace;
    private final RemoteTasks tasks;
    private final RemoteComments comments;
    private final @Nullable RemoteTimeEntries time;
    private final ContentTranslator words;
    private final @Nullable Hints hints;

    /** The people whose time entries are synchronized. */
    public enum TimeOf {
        NOBODY,
        OWN_USER,
        EVERYBODY
    }

    /**
     * The part of the account that is synchronized.
     *
     * @param workspace the workspace's id; null for the only one that is granted
     * @param scope such as {@code folder:Dev Projects}
     * @param space the space in which lists are made, by name or id; null for the only one
     * @param abandonedStatus the closing statuses that mean abandoned
     * @param placesNew the placement of new projects
     * @param time true if time entries are synchronized
     * @param shown the settings shown to users
     */
    public record Profile(
            @Nullable String workspace,
            String scope,
            @Nullable String space,
            List<String> abandonedStatus,
            Placement placesNew,
            TimeOf time,
            Map<String, String> shown) {}

    public ClickUpConnector(
            ConnectedAccount account,
            SyncSettings sync,
            Profile profile,
            ClickUpClient client,
            BudgetUsage budget,
            PersonDirectory people,
            ConnectorMemory memory,
            InstantSource clock) {
        this.account = account;
        this.sync = sync;
        this.profile = profile;
        this.budget = budget;
        this.workspace = new Workspace(
                client, profile.workspace(), sync.zone(), lower(profile.abandonedStatus()), memory, clock);
        Containers containers = new Containers(client, workspace, Scope.of(profile.scope()), profile.space(), memory);
        this.tasks = new ClickUpRemoteTasks(client, workspace, containers, clock);
        this.comments = new TaskComments(client, workspace);
        this.time = profile.time() == TimeOf.NOBODY
                ? null
                : new ClickUpTimeEntries(client, workspace, profile.time() == TimeOf.EVERYBODY);
        this.words = new ClickUpTranslator(new MemberAddresses(
                people, () -> workspace.lastKnown().map(known -> known.names().keySet()), clock));
        this.hints = null;
    }

    private static Set<String> lower(List<String> words) {
        return words.stream()
                .flatMap(each -> Arrays.stream(each.split(",")))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private ClickUpConnector(ClickUpConnector other, ContentTranslator words, @Nullable Hints hints) {
        this.account = other.account;
        this.sync = other.sync;
        this.profile = other.profile;
        this.budget = other.budget;
        this.workspace = other.workspace;
        this.tasks = other.tasks;
        this.comments = other.comments;
        this.time = other.time;
        this.words = words;
        this.hints = hints;
    }

    @Override
    public Optional<RemoteComments> comments() {
        return Optional.of(comments);
    }

    @Override
    public Optional<RemoteTimeEntries> time() {
        return Optional.ofNullable(time);
    }

    /** Returns this connector, with {@link ContentTranslator} that know which ledger task each remote task is linked with. */
    public ClickUpConnector knowing(UnaryOperator<ContentTranslator> tasksOfTheLedger) {
        return new ClickUpConnector(this, tasksOfTheLedger.apply(words), hints);
    }

    /** Returns this connector, with a webhook through which ClickUp delivers changes. */
    public ClickUpConnector delivering(Hints to) {
        return new ClickUpConnector(this, words, to);
    }

    @Override
    public Optional<Hints> hints() {
        return Optional.ofNullable(hints);
    }

    @Override
    public ConnectedAccount account() {
        return account;
    }

    @Override
    public String title() {
        return "ClickUp";
    }

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile(profile.scope(), HELD, profile.shown());
    }

    @Override
    public Placement placesNew() {
        return profile.placesNew();
    }

    @Override
    public SyncSettings settings() {
        return sync;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ContentTranslator words() {
        return words;
    }

    @Override
    public Layout layout() {
        return LAYOUT;
    }

    @Override
    public RemoteTasks tasks() {
        return tasks;
    }

    @Override
    public BudgetUsage budget() {
        return budget;
    }

    @Override
    public Optional<String> ownAddress() {
        return workspace.lastKnown().map(known -> known.around().addresses().get(known.user()));
    }

    @Override
    public String personName(String address) {
        return workspace
                .lastKnown()
                .map(known -> known.names().get(address))
                .orElseGet(() -> Connector.super.personName(address));
    }

    /**
     * The values of the ledger that ClickUp can hold: people who are in the workspace, days without a zone, stages in
     * lower case, and no tag {@code abandoned}, as it marks abandoned tasks.
     */
    record ClickUpTranslator(MemberAddresses people) implements ListTranslator {
        @Override
        public CanonicalContent known(CanonicalContent content) {
            SortedSet<String> tags = new TreeSet<>(content.tags());
            tags.remove(AccountContext.TAG);
            return new CanonicalContent(
                    content.title(),
                    content.description().isBlank() ? "" : content.description(),
                    content.priority(),
                    tags,
                    content.startDate(),
                    content.dueDate(),
                    null,
                    content.checklist(),
                    content.status(),
                    content.parent(),
                    content.stage() == null ? null : content.stage().strip().toLowerCase(Locale.ROOT),
                    content.estimateMinutes(),
                    people.of(content.assignees()),
                    content.blockedBy(),
                    null,
                    null,
                    content.oddDates());
        }

        /** Adds the stage to the status and the status to the stage, as both are one status in ClickUp. */
        @Override
        public Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
            Set<Field> there = EnumSet.noneOf(Field.class);
            there.addAll(fields);
            if (there.contains(Field.STATUS) || there.contains(Field.STAGE)) {
                there.addAll(EnumSet.of(Field.STATUS, Field.STAGE));
            }
            return there;
        }

        /** Returns the fields whose text ClickUp changes: it rewrites markdown, and strips the space around names. */
        @Override
        public Set<Field> ownForms() {
            return EnumSet.of(Field.TITLE, Field.DESCRIPTION);
        }

        @Override
        public StartDateSupport starts() {
            return StartDateSupport.OWN;
        }

        @Override
        public Set<String> reservedTags() {
            return Set.of(AccountContext.TAG);
        }
    }

    /** Reads the comments of tasks, 25 a page. The next page begins at the time and the id of this page's last comment. */
    record TaskComments(ClickUpClient client, Workspace workspace) implements RemoteComments {
        private static final int PAGE = 25;

        /** The last comment of a page; the next page has the comments that are older. */
        private record Last(String start, String id) {
            static @Nullable Last of(@Nullable String cursor) {
                int mark = cursor == null ? -1 : cursor.indexOf(' ');
                return cursor == null || mark < 0
                        ? null
                        : new Last(cursor.substring(0, mark), cursor.substring(mark + 1));
            }
        }

        @Override
        public RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor) {
            Last last = Last.of(cursor);
            if (cursor != null && last == null) {
                return Answers.unknownCursor();
            }
            Endpoint first = get("task", task.id(), "comment");
            Endpoint endpoint =
                    last == null ? first : first.with("start", last.start()).with("start_id", last.id());
            return workspace
                    .known(CallPurpose.READ)
                    .flatMap(known -> answer(client.read(endpoint), json -> page(json, known.user(), last)));
        }

        private static RemotePage<List<Comment>> page(JsonNode json, String user, @Nullable Last before) {
            List<JsonNode> rows = Wire.rows(json, "comments");
            List<Comment> comments =
                    rows.stream().map(row -> comment(row, user)).toList();
            if (rows.size() < PAGE) {
                return RemotePage.whole(comments);
            }
            Comment last = comments.getLast();
            boolean goesOn = before == null || !before.id().equals(last.id());
            return new RemotePage<>(comments, goesOn ? last.at().toEpochMilli() + " " + last.id() : null);
        }

        private static Comment comment(JsonNode row, String user) {
            Instant date = Wire.instant(row, "date");
            if (date == null) {
                throw new UnreadableAnswer("a comment of ClickUp has no date");
            }
            JsonNode by = row.path("user");
            String id = Wire.given(by, "id");
            boolean ours = id == null || user.equals(id); // a comment without an author may be one that was sent
            return new Comment(Wire.id(row, "comment"), text(row), Wire.given(by, "username"), ours, date);
        }

        /** Reads the text of a comment, which comes in one piece or in parts. */
        private static String text(JsonNode row) {
            String text = Wire.text(row, "comment_text");
            if (text != null) {
                return text;
            }
            return Wire.rows(row, "comment").stream()
                    .map(part -> Objects.requireNonNullElse(Wire.text(part, "text"), ""))
                    .collect(Collectors.joining());
        }

        @Override
        public RemoteAnswer<String> add(RemoteRef task, String text) {
            JsonNode body = Wire.object().put("comment_text", text).put("notify_all", false);
            return answer(client.write(post("task", task.id(), "comment"), body), json -> Wire.id(json, "comment"));
        }
    }
}
