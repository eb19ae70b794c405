package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of a conflict. The decider's caller applies a person's choice to both sides. */
public final class ConflictDecider implements Decider<ConflictCommand, Conflict, ConflictEvent> {

    @Override
    public Conflict initial() {
        return new Conflict.Unknown();
    }

    @Override
    public List<ConflictEvent> decide(ConflictCommand command, Conflict state) {
        return switch (command) {
            case ConflictCommand.Raise c -> {
                if (!(state instanceof Conflict.Unknown)) {
                    throw Rejection.of(Code.CONFLICT_STATE, "This conflict already exists.");
                }
                yield List.of(new ConflictEvent.Raised(c.conflict(), c.link(), c.dispute(), c.at()));
            }
            case ConflictCommand.Extend c -> {
                Conflict.Raised raised = raised(state);
                yield raised.dispute().equals(c.dispute())
                        ? List.of()
                        : List.of(new ConflictEvent.Extended(c.conflict(), raised.link(), c.dispute(), c.at()));
            }
            case ConflictCommand.LetGo c ->
                state instanceof Conflict.Obsolete
                        ? List.of()
                        : List.of(new ConflictEvent.LetGo(
                                c.conflict(), raised(state).link(), c.reason(), c.at()));
            case ConflictCommand.Resolve c -> resolve(c, state);
        };
    }

    private static List<ConflictEvent> resolve(ConflictCommand.Resolve c, Conflict state) {
        if (state instanceof Conflict.Resolved resolved
                && resolved.choice() == c.choice()
                && Objects.equals(resolved.value(), c.value())) {
            return List.of();
        }
        Conflict.Raised raised = raised(state);
        Set<Choice> choices = choices(raised.dispute());
        if (!choices.contains(c.choice())) {
            throw Rejection.invalid("choose", "is not a choice of this conflict; allowed are " + words(choices));
        }
        if (c.choice() == Choice.VALUE && c.value() == null) {
            throw Rejection.invalid("value", "is required with \"choose\": \"value\"");
        }
        if (c.choice() != Choice.VALUE && c.value() != null) {
            throw Rejection.invalid("value", "is allowed only with \"choose\": \"value\"");
        }
        return List.of(new ConflictEvent.Resolved(c.conflict(), raised.link(), c.choice(), c.value(), c.at()));
    }

    /** Returns the choices that make sense, in the order of docs/contract.md, section 4. */
    public static Set<Choice> choices(Dispute dispute) {
        return switch (dispute) {
            case Dispute.FieldDispute values -> EnumSet.of(Choice.LOCAL, Choice.REMOTE, Choice.VALUE);
            case Dispute.DeletedRemotely gone -> EnumSet.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH);
            case Dispute.DeletedLocally gone -> EnumSet.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH);
            case Dispute.Reappeared again -> EnumSet.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH);
            case Dispute.Duplicate copy -> EnumSet.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH);
            case Dispute.EntryDispute entry -> EnumSet.of(Choice.LOCAL, Choice.REMOTE, Choice.DETACH);
            case Dispute.AmbiguousObject none when none.neverAnswered() -> EnumSet.of(Choice.LOCAL, Choice.DETACH);
            case Dispute.AmbiguousObject which -> EnumSet.of(Choice.LOCAL, Choice.VALUE, Choice.DETACH);
        };
    }

    private static String words(Set<Choice> choices) {
        return choices.stream()
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    @Override
    public Conflict evolve(Conflict state, ConflictEvent event) {
        return switch (event) {
            case ConflictEvent.Raised e -> new Conflict.Raised(e.link(), e.dispute());
            case ConflictEvent.Extended e -> new Conflict.Raised(e.link(), e.dispute());
            case ConflictEvent.LetGo e -> new Conflict.Obsolete(e.link());
            case ConflictEvent.Resolved e -> new Conflict.Resolved(e.link(), e.choice(), e.value());
        };
    }

    private static Conflict.Raised raised(Conflict state) {
        return switch (state) {
            case Conflict.Raised raised -> raised;
            case Conflict.Unknown unknown ->
                throw Rejection.of(
                        Code.NOT_FOUND, "There is no such conflict. GET /api/sync/conflicts lists the conflicts.");
            case Conflict.Resolved resolved ->
                throw Rejection.of(Code.CONFLICT_STATE, "This conflict is already resolved.");
            case Conflict.Obsolete obsolete ->
                throw Rejection.of(
                        Code.CONFLICT_STATE,
                        "There is nothing left to choose: both sides agree now, or the object no longer exists.");
        };
    }
}
