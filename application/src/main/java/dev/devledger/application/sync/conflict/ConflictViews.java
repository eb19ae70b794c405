package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConflictBook.Entry;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.EntityView;
import dev.devledger.domain.sync.conflict.Choice;
import dev.devledger.domain.sync.conflict.ConflictDecider;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.RemotePlace;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.merge.AppliedSide;
import dev.devledger.domain.sync.merge.ConflictPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what people see of a conflict. */
public final class ConflictViews {
    private static final String REMOTE_ID = "remoteId";

    private final Function<RemoteRef, String> url;

    public ConflictViews(ConnectedAccount account) {
        this.url = account.url();
    }

    /** {@code key} and {@code name} are those of the project or task, null where it has none. */
    public ConflictView of(Entry entry, @Nullable String key, @Nullable String name) {
        Sides sides = sides(entry);
        return new ConflictView(
                entry.id().value(),
                entry.link().connector(),
                EntityView.of(entry.link().entity(), key),
                kind(entry.dispute()),
                field(entry),
                sides.base(),
                sides.local(),
                sides.remote(),
                policy(entry.dispute()),
                applied(entry.dispute()),
                entry.state(),
                choices(entry),
                entry.firstSeenAt(),
                entry.resolvedAt(),
                entry.resolvedBy(),
                List.of(),
                entry.dispute().rowCode(),
                name,
                null,
                null,
                entry.dispute() instanceof Dispute.Values values ? values.remoteAt() : null,
                List.of());
    }

    private @Nullable String field(Entry entry) {
        return switch (entry.dispute()) {
            case Dispute.Values values -> shared(entry).name(values.field());
            case Dispute.OfEntry of when !of.fields().isEmpty() -> EntrySides.names(of);
            default -> null;
        };
    }

    private static ConflictPolicy policy(Dispute dispute) {
        return switch (dispute) {
            case Dispute.Values values -> values.policy();
            case Dispute.OfEntry entry -> entry.policy();
            default -> ConflictPolicy.HOLD;
        };
    }

    private static AppliedSide applied(Dispute dispute) {
        return switch (dispute) {
            case Dispute.Values values -> values.applied();
            case Dispute.OfEntry entry -> entry.applied();
            default -> AppliedSide.NONE;
        };
    }

    private static Kind kind(Dispute dispute) {
        return switch (dispute) {
            case Dispute.Values values -> Kind.FIELD;
            case Dispute.DeletedRemotely gone -> Kind.EXISTENCE;
            case Dispute.DeletedLocally gone -> Kind.EXISTENCE;
            case Dispute.Reappeared again -> Kind.EXISTENCE;
            case Dispute.Duplicate copy -> Kind.EXISTENCE;
            case Dispute.WhichOne which -> Kind.MATCH;
            case Dispute.OfEntry entry -> entry.fields().isEmpty() ? Kind.EXISTENCE : Kind.FIELD;
        };
    }

    /** None is left once it is over. */
    private static List<Choice> choices(Entry entry) {
        boolean standing = entry.state() == State.OPEN || entry.state() == State.APPLIED;
        return standing ? List.copyOf(ConflictDecider.choices(entry.dispute())) : List.of();
    }

    private record Sides(
            @Nullable Object base,
            @Nullable Object local,
            @Nullable Object remote) {}

    private Sides sides(Entry entry) {
        SharedValues shown = shared(entry);
        return switch (entry.dispute()) {
            case Dispute.Values v ->
                new Sides(
                        v.baseKnown() ? shown.from(v.local().isEmpty() ? v.remote() : v.local(), v.field()) : null,
                        shown.to(v.toLocal(), v.field()),
                        shown.to(v.toRemote(), v.field()));
            case Dispute.DeletedRemotely gone ->
                new Sides(shown.allFrom(gone.local()), shown.allTo(gone.local()), null);
            case Dispute.DeletedLocally gone ->
                new Sides(shown.allFrom(gone.remote()), null, shown.allTo(gone.remote()));
            case Dispute.Reappeared again ->
                new Sides(null, null, object(again.object(), again.content().title()));
            case Dispute.Duplicate copy ->
                new Sides(null, null, object(copy.object(), copy.content().title()));
            case Dispute.OfEntry of -> new Sides(null, EntrySides.local(of), EntrySides.remote(of));
            case Dispute.WhichOne which ->
                new Sides(
                        null,
                        null,
                        which.candidates().stream()
                                .map(each -> object(each.object(), each.title()))
                                .toList());
        };
    }

    private SharedValues shared(Entry entry) {
        return new SharedValues(entry.link().entity().kind(), parent -> entry.dispute()
                .place(parent)
                .<Object>map(place -> place.id().toString())
                .orElseGet(() -> foreign(entry.dispute(), parent)));
    }

    /** A parent that the ledger does not know; where it is, is not known of one that was stored without. */
    private Map<String, Object> foreign(Dispute dispute, String parent) {
        return dispute.places().stream()
                .map(RemotePlace::object)
                .filter(each -> each.id().equals(parent))
                .findFirst()
                .map(this::object)
                .orElseGet(() -> Map.of(REMOTE_ID, parent));
    }

    private Map<String, Object> object(RemoteRef object, String title) {
        Map<String, Object> shown = object(object);
        shown.put("title", title);
        return shown;
    }

    private Map<String, Object> object(RemoteRef object) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(REMOTE_ID, object.id());
        shown.put("remoteUrl", url.apply(object));
        return shown;
    }
}
