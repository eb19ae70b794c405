package dev.devledger.application.sync.plan;

import java.util.Optional;

/** In which list something is going to be changed. */
public final class PlannedLists {
    private PlannedLists() {}

    public static Optional<String> of(Planned planned) {
        return switch (planned) {
            case Planned.Merged item -> Optional.of(item.remote().ref().list());
            case Planned.Returned item -> Optional.of(item.remote().ref().list());
            case Planned.Adopted item -> Optional.of(item.remote().ref().list());
            case Planned.Imported item -> Optional.of(item.remote().ref().list());
            case Planned.Revived item -> Optional.of(item.remote().ref().list());
            case Planned.Removed item -> Optional.of(item.scope());
            case Planned.ListFound item -> Optional.of(item.list().id());
            case Planned.ListImported item -> Optional.of(item.list().id());
            case Planned.ListEnded item -> Optional.of(item.list());
            case Planned.ListChanged item -> Optional.of(item.list().id());
            case Planned.Asked item -> Optional.empty();
            case Planned.Withdrawn item -> Optional.empty();
            case Planned.Accepted item -> Optional.empty();
            case Planned.FieldsSeen item -> Optional.empty();
            case Planned.Closed item -> Optional.empty();
            case Planned.OutOfScope item -> Optional.empty();
            case Planned.Unreadable item -> Optional.empty();
            case Planned.ReadAgain item -> Optional.empty();
            case Planned.Pushed item -> Optional.empty();
        };
    }
}
