package dev.devledger.application.sync.plan;

import java.util.Comparator;
import java.util.List;

/** Changes before what is new, deletions after all else; what was planned first comes first among equals. */
final class PlanOrder {
    private PlanOrder() {}

    static List<Planned> sorted(List<Planned> items) {
        return items.stream().sorted(Comparator.comparingInt(PlanOrder::rank)).toList();
    }

    private static int rank(Planned planned) {
        return switch (planned) {
            // Before its fields: it is what both sides last held that is agreed again.
            case Planned.ReadAgain again -> 0;
            case Planned.Adopted adopted -> 0;
            case Planned.Revived revived -> 1;
            case Planned.ListImported imported -> 2;
            case Planned.Imported imported -> 2;
            case Planned.Returned returned -> 3;
            case Planned.Merged merged -> 3;
            case Planned.ListChanged changed -> 3;
            case Planned.OutOfScope left -> 4;
            case Planned.Unreadable alone -> 4;
            case Planned.Withdrawn answered -> 4;
            case Planned.Accepted accepted -> 4;
            case Planned.FieldsSeen seen -> 4;
            case Planned.Asked asked -> 5;
            case Planned.ListFound found -> 6;
            case Planned.Closed closed -> 7;
            case Planned.Removed removed -> 8;
            case Planned.ListEnded ended -> 8;
            case Planned.Pushed pushed -> 9;
        };
    }
}
