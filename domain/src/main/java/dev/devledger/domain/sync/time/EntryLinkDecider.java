package dev.devledger.domain.sync.time;

import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import java.util.List;

/** The rules of a time entry's link. A command that changes nothing gives no event and no error. */
public final class EntryLinkDecider implements Decider<EntryLinkCommand, EntryLink, EntryLinkEvent> {

    @Override
    public EntryLink initial() {
        return new EntryLink.None();
    }

    @Override
    public List<EntryLinkEvent> decide(EntryLinkCommand command, EntryLink state) {
        return switch (command) {
            case EntryLinkCommand.IntendAdd(var link, var sent, var at) ->
                state instanceof EntryLink.Linked ? List.of() : List.of(new EntryLinkEvent.AddIntended(link, sent, at));
            case EntryLinkCommand.DropAdd(var link, var at) ->
                state instanceof EntryLink.Adding ? List.of(new EntryLinkEvent.AddDropped(link, at)) : List.of();
            case EntryLinkCommand.Link(var link, var remote, var base, var at) ->
                state.equals(new EntryLink.Linked(remote, base))
                        ? List.of()
                        : List.of(new EntryLinkEvent.Linked(link, remote, base, at));
            case EntryLinkCommand.Agree(var link, var base, var at) ->
                state instanceof EntryLink.Linked(var remote, var before) && !before.equals(base)
                        ? List.of(new EntryLinkEvent.Agreed(link, base, at))
                        : List.of();
            case EntryLinkCommand.KeepApart(var link, var at) ->
                state instanceof EntryLink.Apart ? List.of() : List.of(new EntryLinkEvent.KeptApart(link, at));
            case EntryLinkCommand.Close(var link, var end, var at) ->
                state instanceof EntryLink.Linked ? List.of(new EntryLinkEvent.Closed(link, end, at)) : List.of();
        };
    }

    @Override
    public EntryLink evolve(EntryLink state, EntryLinkEvent event) {
        return switch (event) {
            case EntryLinkEvent.AddIntended e -> new EntryLink.Adding(e.sent(), e.at());
            case EntryLinkEvent.AddDropped e -> new EntryLink.None();
            case EntryLinkEvent.Linked e -> new EntryLink.Linked(e.remote(), e.base());
            case EntryLinkEvent.Agreed e -> new EntryLink.Linked(linked(state).remote(), e.base());
            case EntryLinkEvent.KeptApart e ->
                new EntryLink.Apart(state.object().orElse(null));
            case EntryLinkEvent.Closed e ->
                new EntryLink.Ended(linked(state).remote(), linked(state).base(), e.end());
        };
    }

    private static EntryLink.Linked linked(EntryLink state) {
        if (state instanceof EntryLink.Linked linked) {
            return linked;
        }
        throw new IllegalStateException("not linked: " + state);
    }
}
