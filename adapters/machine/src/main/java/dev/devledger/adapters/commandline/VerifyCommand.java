package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.CommandInfo.Needs;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Verification;
import dev.devledger.application.proof.VerificationRun;
import dev.devledger.application.proof.VerificationRuns;
import dev.devledger.application.proof.Verified;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code verify}. */
public record VerifyCommand(Verification verification, VerificationRuns runs, InstantSource clock) implements Command {
    public static final CommandInfo INFO = new CommandInfo(
            "verify",
            "",
            Set.of("head=BATCH:HASH", "heads=FILE"),
            "proves that the stored ledger was not changed; the server may be running",
            Needs.A_LEDGER);

    @Override
    public Exit run(CommandArguments arguments, Console console) {
        Instant startedAt = clock.instant();
        long begin = System.nanoTime();
        try (KeptHeads kept = KeptHeads.of(arguments.value("head"), arguments.value("heads"))) {
            Verified verified = verification.run(kept, new SparseProgress(console.out()));
            describe(verified, kept, (System.nanoTime() - begin) / 1e9).forEach(console.out()::println);
            boolean heads = Stream.of("head", "heads")
                    .anyMatch(each -> arguments.value(each).isPresent());
            keep(VerificationRun.of(verified, startedAt, clock.instant(), user(), heads), console);
            return verified.differences().isEmpty() ? Exit.GOOD : Exit.REFUSED;
        } catch (Verification.Disturbed e) {
            throw Complaint.couldNotRun(String.valueOf(e.getMessage()), e);
        }
    }

    /** What was found is told already, and holds also where nobody else will hear of it. */
    private void keep(VerificationRun run, Console console) {
        try {
            runs.keep(run);
        } catch (RuntimeException e) {
            console.err().println("This result could not be kept for others: " + e.getMessage());
        }
    }

    private static String user() {
        return System.getProperty("user.name", "?");
    }

    /** Each difference in a line; the advice is at the end of the last. */
    private static List<String> describe(Verified verified, KeptHeads kept, double seconds) {
        List<Difference> differences = verified.differences();
        if (differences.isEmpty()) {
            return List.of(allIsWell(verified, kept, seconds));
        }
        List<String> lines =
                new ArrayList<>(differences.stream().map(Difference::describe).toList());
        if (verified.untold() > 0) {
            lines.add("Further differences, which are not listed: %d.".formatted(verified.untold()));
        }
        String alsoSaid = verified.rows().isEmpty() ? " The tables for reading were not compared. " : " ";
        lines.add(lines.removeLast() + alsoSaid + advice(differences));
        return lines;
    }

    private static String allIsWell(Verified verified, KeptHeads kept, double seconds) {
        String rows = verified.rows().entrySet().stream()
                .map(table -> "%s %d".formatted(table.getKey(), table.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "Nothing was changed: %d events in %d streams up to position %d, %d batches (%d events are not"
                        + " sealed yet, and are proved only by their streams and the history)%s, rows of %s; %.1f"
                        + " seconds.",
                verified.events(),
                verified.streams(),
                verified.position(),
                verified.batches(),
                verified.unsealed(),
                kept.describe(),
                rows,
                seconds);
    }

    private static String advice(List<Difference> differences) {
        if (differences.stream().allMatch(Difference::ofReadModel)) {
            return "The events are unchanged: rebuild the read model with POST /api/projections/all/replay.";
        }
        if (differences.stream().allMatch(Difference::ofPlace)) {
            return "The stored events are the sealed ones, but tables, functions or settings of the database were"
                    + " changed, and could store or return other events. Find out who did it and undo it; or export,"
                    + " and import into an empty database.";
        }
        return "The event store was changed. Keep a copy of the database to find out what happened, and restore the"
                + " newest good backup.";
    }
}
