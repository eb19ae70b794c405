package dev.devledger.bootstrap.system;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether a round has ended as it should: on both sides, on record, and in the tables behind. */
final class RestartCheck {
    /** Each counts what must not be there. */
    private static final List<String> BROKEN = List.of(
            "select count(*) from (select 1 from event group by stream_id having max(stream_version) + 1 <> count(*)) gaps",
            """
            select count(*) from event later
            left join event earlier
              on earlier.stream_id = later.stream_id and earlier.stream_version = later.stream_version - 1
            where later.previous_hash is distinct from earlier.hash
            """,
            """
            select count(*) from %s where hash is distinct from event_hash(
              previous_hash, stream_id, stream_version, stream_type, event_id, event_type, event_revision, occurred_at,
              payload, metadata)
            """.formatted(StoredTexts.EVENT),
            "select count(*) from parked_event",
            "select count(*) from sync_doubt",
            "select count(*) from sync_work",
            "select count(*) from sync_hold");

    private final MortalDevledger devledger;
    private final Api sandbox;
    private final FatalFront front;

    RestartCheck(MortalDevledger devledger, Api sandbox, FatalFront front) {
        this.devledger = devledger;
        this.sandbox = sandbox;
        this.front = front;
    }

    void of(RestartStory story, List<String> wrong) {
        same("the ledger", RestartStory.end(), story.seen(), wrong);
        same("the conflicts", RestartStory.collisions(), story.recorded(), wrong);
        same("what is deleted", RestartStory.deletions(), story.deleted(), wrong);
        same("both sides", List.of(), devledger.ask(api -> BothSides.differences(api, sandbox)), wrong);
        rows(devledger, wrong);
        int writes = front.writes();
        JsonNode report =
                devledger.ask(api -> api.post(200, "/api/sync/run", null).json());
        same(
                "what a last run does",
                List.of("0, 0, 0"),
                List.of("%s, %s, %d".formatted(report.path("pulled"), report.path("pushed"), front.writes() - writes)),
                wrong);
    }

    /** What must not be in any table once nothing is left to do. */
    static void rows(MortalDevledger devledger, List<String> wrong) {
        for (String sql : BROKEN) {
            long rows = devledger.tables().sql(sql).query(Long.class).single();
            if (rows != 0) {
                wrong.add(rows + " rows of " + sql.strip().replaceAll("\\s+", " "));
            }
        }
    }

    static void same(String what, List<String> expected, List<String> found, List<String> wrong) {
        List<String> missing =
                expected.stream().filter(each -> !found.contains(each)).toList();
        List<String> more =
                found.stream().filter(each -> !expected.contains(each)).toList();
        if (found.size() != expected.size() || !missing.isEmpty()) {
            wrong.add("%s: not there %s, there instead %s, %d of %d"
                    .formatted(what, missing, more, found.size(), expected.size()));
        }
    }
}
