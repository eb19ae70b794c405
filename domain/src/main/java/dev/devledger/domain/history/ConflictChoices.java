package dev.devledger.domain.history;

import dev.devledger.domain.sync.conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.sync.merge.AppliedSide;

/** What becomes of a conflict as long as nobody chooses, and what can be chosen. */
final class ConflictChoices {
    private ConflictChoices() {}

    static String of(ConflictId conflict, SyncLinkId link, Dispute dispute) {
        String there = link.connector();
        String how = "POST /api/sync/conflicts/" + conflict + "/resolve";
        return switch (dispute) {
            case Dispute.Values v ->
                switch (v.applied()) {
                    case NONE -> "Neither value is sent to the other side until you choose: " + how + ".";
                    case REMOTE -> "The value of " + there + " was applied; to choose otherwise: " + how + ".";
                    case LOCAL -> "The value of Devledger was applied; to choose otherwise: " + how + ".";
                };
            case Dispute.DeletedRemotely gone ->
                "It stays in Devledger until you choose: local creates it again in " + there
                        + ", remote deletes it in Devledger too, detach leaves both sides as they are; " + how + ".";
            case Dispute.DeletedLocally gone ->
                "It stays in " + there + " until you choose: local deletes it in " + there
                        + " too, remote restores it in Devledger, detach leaves both sides as they are; " + how + ".";
            case Dispute.Reappeared again ->
                "Neither side is changed until you choose: local keeps what Devledger has, remote follows " + there
                        + ", detach leaves both sides as they are; " + how + ".";
            case Dispute.Duplicate copy ->
                "The copy is not imported until you choose: local deletes the copy in " + there
                        + ", remote imports it as a separate project or task, detach leaves it in " + there + " only; "
                        + how + ".";
            case Dispute.OfEntry entry
            when entry.waits() ->
                "Neither side is changed until you choose: local sends what Devledger has, remote takes what " + there
                        + " has, detach leaves both sides as they are; " + how + ".";
            case Dispute.OfEntry entry ->
                "What " + (entry.applied() == AppliedSide.REMOTE ? there : "Devledger")
                        + " had was applied; to choose otherwise: " + how + ".";
            case Dispute.WhichOne none
            when none.neverAnswered() ->
                "Devledger tries again once a day, and when it is changed in Devledger, until you choose: local"
                        + " tries again now, detach stops the sync of it; " + how + ".";
            case Dispute.WhichOne which ->
                "Neither side is changed until you choose: value gives the id of the right object, local creates a"
                        + " new one, detach stops the sync of it; " + how + ".";
        };
    }
}
