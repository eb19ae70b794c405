package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A ledger that is linked with TickTick moves to another machine: TickTick does not notice. */
@Tag("long")
class MovedLedgerIT {
    private static final int FOR_EVER = 1_000_000;
    private static RunningDevledger sandbox;
    private static Sandbox ticktick;

    @BeforeAll
    static void ticktick() {
        sandbox = SharedDevledger.start(SharedDevledger.newFolder(), "devledger.ticktick.poll-interval=0s");
        ticktick = new Sandbox(sandbox.api());
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    private static RunningDevledger start(Path folder) {
        MadeCluster.putInto(folder);
        return SharedDevledger.start(
                folder,
                "devledger.ticktick.mode=live",
                "devledger.ticktick.access-token=" + sandbox.api().token(),
                "devledger.ticktick.api-url=" + sandbox.api().base().resolve(Sandbox.API),
                "devledger.ticktick.poll-interval=0s",
                "devledger.ticktick.settle=500ms");
    }

    /** Ends the one and starts the other, with nothing but the file between them. */
    private static RunningDevledger moved(RunningDevledger from, Path folder, Path to) {
        Path file = to.resolveSibling(to.getFileName() + ".gz");
        JarCommand.here("export", file.toString(), "--devledger.data-dir=" + folder)
                .expect(0);
        from.close();
        MadeCluster.putInto(to);
        JarCommand.here("import", file.toString(), "--devledger.data-dir=" + to).expect(0);
        ticktick.calm();
        return start(to);
    }

    @Test
    void nothing_is_sent_again_and_nothing_is_there_twice() {
        Path folder = SharedDevledger.newFolder();
        RunningDevledger first = start(folder);
        Ledger ledger = new Ledger(first.api());
        String card = ledger.project("A card", ",\"tags\":[\"work\"],\"dueDate\":\"2027-03-01\"");
        String task = ledger.task(card, "Its task", ",\"description\":\"two\\nlines\"");
        String list = ledger.project("A list", ",\"placement\":\"list\"");
        String listed = ledger.task(list, "In the list", "");
        String gone = ledger.task(card, "Gone", "");
        for (String each : List.of(task, listed, gone)) {
            ledger.subtask(each);
        }
        ledger.card(card);
        first.api().delete(200, "/api/tasks/" + gone);
        new TwoWay(first.api()).untilQuiet();

        Path second = SharedDevledger.newFolder();
        RunningDevledger copy = moved(first, folder, second);
        TwoWay both = new TwoWay(copy.api());
        both.ledger.sync();
        both.untilQuiet();

        assertThat(ticktick.requests()).as("it has looked").isPositive();
        assertThat(ticktick.writes()).as("requests: " + ticktick.calls()).isZero();
        assertThat(both.ledger.syncStatus().path("openConflicts").asInt()).isZero();
        assertThat(BothSides.differences(copy.api(), sandbox.api())).isEmpty();

        both.ledger.patchTask(task, "{\"title\":\"Its task, renamed\"}");
        Ledger.eventually(() -> assertThat(ticktick.writes()).isPositive());
        both.untilQuiet();
        assertThat(ticktick.writes()).isEqualTo(1);
        assertThat(BothSides.differences(copy.api(), sandbox.api())).isEmpty();
        whatWaitedAtTheTimeOfTheMove(copy, second, card, task);
    }

    /** An edit that is not there yet, a project without a card, and a create whose answer was lost on the way. */
    private static void whatWaitedAtTheTimeOfTheMove(RunningDevledger from, Path folder, String card, String task) {
        Ledger ledger = new Ledger(from.api());
        ticktick.calm();
        ticktick.fault("drop-answer", 1, "POST /task");
        String lost = ledger.task(card, "Its answer was lost", "");
        Ledger.eventually(() -> assertThat(ticktick.faultsMet()).isTrue());
        ticktick.fault("error-500", FOR_EVER, "");
        ledger.patchTask(task, "{\"title\":\"Renamed before the move\"}");
        String unsent = ledger.project("Made before the move", "");
        assertThat(text(ledger.taskLink(lost), "state")).isEqualTo("pending");

        RunningDevledger copy = moved(from, folder, SharedDevledger.newFolder());
        try (copy) {
            TwoWay both = new TwoWay(copy.api());
            both.ledger.subtask(lost);
            both.ledger.card(unsent);
            both.untilQuiet();
            assertThat(BothSides.differences(copy.api(), sandbox.api())).isEmpty();
            assertThat(both.ledger.syncStatus().path("openConflicts").asInt()).isZero();
            assertThat(titles())
                    .containsOnlyOnce("Its answer was lost", "Renamed before the move", "Made before the move");
            assertThat(ticktick.requests("POST /task")).as("creates").isEqualTo(1);
        }
    }

    /** To a ledger beside an empty sandbox all of its cards would be deleted ones. */
    @Test
    void the_sandbox_goes_along() {
        Path folder = SharedDevledger.newFolder();
        MadeCluster.putInto(folder);
        RunningDevledger first = SharedDevledger.start(folder, "devledger.ticktick.poll-interval=0s");
        Ledger ledger = new Ledger(first.api());
        String project = ledger.project("With its sandbox", "");
        String task = ledger.task(project, "A task", "");
        ledger.card(project);
        String card = ledger.subtask(task);
        Path second = SharedDevledger.newFolder();
        Path file = second.resolveSibling(second.getFileName() + ".gz");
        JarCommand.here("export", file.toString(), "--devledger.data-dir=" + folder)
                .expect(0);
        first.close();
        MadeCluster.putInto(second);
        JarCommand.here("import", file.toString(), "--devledger.data-dir=" + second)
                .expect(0);

        RunningDevledger copy = SharedDevledger.start(second, "devledger.ticktick.poll-interval=0s");
        try (copy) {
            TwoWay both = new TwoWay(copy.api());
            both.ticktick.calm();
            both.ledger.sync();
            both.untilQuiet();
            assertThat(both.ticktick.writes()).isZero();
            assertThat(both.deleted("/api/tasks/" + task)).isFalse();
            assertThat(both.ledger.subtask(task)).isEqualTo(card);
            assertThat(BothSides.differences(copy.api())).isEmpty();
        }
    }

    private static List<String> titles() {
        return ticktick.everything().stream().map(MovedLedgerIT::title).toList();
    }

    private static String title(JsonNode task) {
        return text(task, "title");
    }
}
