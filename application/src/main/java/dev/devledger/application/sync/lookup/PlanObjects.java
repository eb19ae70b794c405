package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.Merge;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of a plan. */
public final class PlanObjects {
    private PlanObjects() {}

    /**
     * Returns the objects on whose state an item rests, except objects to be pushed, which are read before the write
     * anyway.
     */
    public static Stream<String> of(Planned item) {
        return switch (item) {
            case Planned.Merged merged -> Stream.of(merged.remote().ref().id());
            case Planned.BackInScope back -> Stream.of(back.remote().ref().id());
            case Planned.Adopted adopted -> Stream.of(adopted.remote().ref().id());
            case Planned.Imported imported -> Stream.of(imported.remote().ref().id());
            case Planned.RestoredRemotely revived -> Stream.of(revived.remote().ref().id());
            case Planned.DeletedRemotely removed -> Stream.of(removed.remoteId());
            case Planned.ListGone end -> end.objects().stream().map(RemoteRef::id);
            case Planned.Closed closed -> Stream.of(closed.remoteId());
            case Planned.OutOfScope left -> Stream.of(left.remoteId());
            case Planned.Question asked -> about(asked.dispute()).map(RemoteRef::id);
            case Planned.Withdrawal answered -> Stream.empty();
            case Planned.RefusalEnded accepted -> Stream.empty();
            case Planned.FieldsSeen seen -> Stream.empty();
            case Planned.Unreadable alone -> Stream.empty();
            case Planned.ReadableAgain again -> Stream.empty();
            case Planned.ListFound found -> Stream.empty();
            case Planned.ListImported imported -> Stream.empty();
            case Planned.ListChanged changed -> Stream.empty();
            case Planned.Pushed pushed -> Stream.empty();
        };
    }

    /**
     * Returns the lists that can show the item's object; for a moved object also its former list.
     *
     * @param known the ids of existing lists, as a former parent may also be a task
     */
    static Stream<String> lists(Planned item, Set<String> known) {
        return switch (item) {
            case Planned.Question asked -> about(asked.dispute()).map(RemoteRef::list);
            case Planned.Merged merged -> moved(merged.remote(), merged.merge(), known);
            case Planned.BackInScope back -> moved(back.remote(), back.merge(), known);
            case Planned.Adopted adopted -> Stream.of(adopted.remote().ref().list());
            case Planned.Imported imported -> Stream.of(imported.remote().ref().list());
            case Planned.RestoredRemotely revived -> Stream.of(revived.remote().ref().list());
            default -> Stream.empty();
        };
    }

    private static Stream<String> moved(RemoteTask shown, Merge merge, Set<String> known) {
        return Stream.concat(
                Stream.of(shown.ref().list()),
                Stream.ofNullable(merge.pull().parent())
                        .flatMap(moved -> Stream.ofNullable(moved.from()))
                        .filter(known::contains));
    }

    private static Stream<RemoteRef> about(Dispute dispute) {
        return switch (dispute) {
            case Dispute.DeletedRemotely gone -> Stream.of(gone.object());
            case Dispute.DeletedLocally gone -> Stream.of(gone.object());
            case Dispute.Reappeared again -> Stream.of(again.object());
            case Dispute.Duplicate copy -> Stream.of(copy.object());
            case Dispute.FieldDispute values -> Stream.empty();
            case Dispute.AmbiguousObject which -> Stream.empty();
            case Dispute.EntryDispute entry -> Stream.empty();
        };
    }
}
