package dev.devledger.domain.history;

import dev.devledger.domain.shared.Nearest;
import dev.devledger.domain.sync.time.EntryBase;
import dev.devledger.domain.sync.time.EntryLinkEvent;
import java.util.List;
import java.util.stream.Collectors;

/** The book-keeping of the sync of time entries told to people. */
final class EntryLinkNarration {
    private EntryLinkNarration() {}

    static Narration of(EntryLinkEvent event) {
        String connector = event.link().connector();
        return switch (event) {
            case EntryLinkEvent.AddIntended e -> sentence("Will be logged in " + connector + ".");
            case EntryLinkEvent.AddDropped e -> sentence("Was not logged in " + connector + ".");
            case EntryLinkEvent.Linked e ->
                sentence("Is the time entry " + e.remote() + " in " + connector + "." + warnings(e.base()));
            case EntryLinkEvent.Agreed e ->
                sentence("Is the same in Devledger and " + connector + "." + warnings(e.base()));
            case EntryLinkEvent.KeptApart e -> sentence("Is kept apart from " + connector + ", as a person has said.");
            case EntryLinkEvent.Closed e ->
                sentence(
                        switch (e.end()) {
                            case DELETED_THERE -> "Was deleted in " + connector + ".";
                            case DELETED_HERE -> "Was deleted here, and so in " + connector + ".";
                            case GONE -> "Is in neither Devledger nor " + connector + ".";
                        });
        };
    }

    private static String warnings(EntryBase base) {
        List<Nearest.Remark> remarks = base.remarks();
        return remarks.isEmpty()
                ? ""
                : remarks.stream()
                        .map(each -> each.field() + " " + each.message())
                        .collect(Collectors.joining("; ", " Not as it is there: ", "."));
    }

    private static Narration sentence(String summary) {
        return new Narration(summary, List.of());
    }
}
