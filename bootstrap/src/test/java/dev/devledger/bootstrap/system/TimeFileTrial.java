package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A report of very many time entries that comes in, is summed up and goes out again, in the packaged jar: {@code trials/time}. */
class TimeFileTrial {
    private static final int ENTRIES = Integer.getInteger("devledger.test.imported", 100_000);
    private static final TrialTable TABLE = new TrialTable("time-file-trial.md");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final LargeProcess SERVER = LargeProcess.server(
            "-Xmx512m",
            SharedDevledger.newFolder(),
            "--devledger.ticktick.poll-interval=0s",
            "--devledger.ticktick.mode=off");
    private static final Api API = SERVER.api();

    @AfterAll
    static void end() {
        SERVER.close();
    }

    /** Half an hour of every hour, on 50 projects, since 2010. */
    private static String report() {
        StringBuilder file = new StringBuilder("User,Email,Client,Project,Task,Description,Billable,Start date,"
                + "Start time,End date,End time,Duration,Tags\n");
        LocalDateTime start = LocalDateTime.of(2010, 1, 1, 0, 0);
        for (int i = 0; i < ENTRIES; i++) {
            LocalDateTime end = start.plusMinutes(30);
            file.append("Me,,,Project %d,,Work %d,%s,%s,%s,%s,%s,00:30:00,\"tag%d, work\"%n"
                    .formatted(
                            i % 50,
                            i % 1_000,
                            i % 2 == 0 ? "Yes" : "No",
                            DAY.format(start),
                            HOUR.format(start),
                            DAY.format(end),
                            HOUR.format(end),
                            i % 5));
            start = start.plusHours(1);
        }
        return file.toString();
    }

    @Test
    void a_hundred_thousand_come_in_are_summed_up_and_go_out() {
        String report = report();
        String query = "/api/import?timeZone=UTC&person=me&create=projects";
        assertThat(timed("Check the file", () -> API.post(query + "&dryRun=true", report, "Content-Type", "text/csv"))
                        .expect(200)
                        .json()
                        .path("entries")
                        .asInt())
                .isEqualTo(ENTRIES);
        Api.Answer made = timed("Import it", () -> API.post(query, report, "Content-Type", "text/csv"));
        assertThat(made.expect(200).json().path("entries").asInt()).isEqualTo(ENTRIES);
        assertThat(timed("The same file again", () -> API.post(query, report, "Content-Type", "text/csv"))
                        .expect(200)
                        .json()
                        .path("present")
                        .asInt())
                .isEqualTo(ENTRIES);
        for (String by : new String[] {"day", "project", "month,project,billable"}) {
            for (String split : new String[] {"", "&split=true"}) {
                String path = "/api/time-entries/summary?timeZone=Europe/Madrid&by=" + by + split;
                API.get(200, path);
                assertThat(timed("Sums by " + by + (split.isEmpty() ? "" : ", split"), () -> API.get(path))
                                .expect(200)
                                .json()
                                .at("/total/seconds")
                                .asLong())
                        .isEqualTo(ENTRIES * 1_800L);
            }
        }
        String csv = timed("Export it as CSV", () -> API.get("/api/time-entries/export?format=csv"))
                .expect(200)
                .body();
        assertThat(csv.lines()).hasSize(ENTRIES + 1);
        assertThat(timed("Import the export", () -> API.post("/api/import", csv, "Content-Type", "text/csv"))
                        .expect(200)
                        .json()
                        .path("present")
                        .asInt())
                .isEqualTo(ENTRIES);
        timed("Undo the import", () -> API.post("/api/change-sets/" + made.header("X-Change-Set") + "/undo", "{}"))
                .expect(200);
    }

    private static Api.Answer timed(String what, Supplier<Api.Answer> call) {
        long begun = System.nanoTime();
        Api.Answer answer = call.get();
        TABLE.row(
                "%s (%,d entries)".formatted(what, ENTRIES),
                "%.2f s, %s".formatted((System.nanoTime() - begun) / 1e9, SERVER.memory()),
                "");
        return answer;
    }
}
