package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.CommandInfo.Needs;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Verification;
import dev.devledger.application.proof.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code verify}. */
public record VerifyCommand(Verification verification) implements Command {
    public static final CommandInfo INFO = new CommandInfo(
            "verify",
            "",
            Set.of("head=BATCH:HASH", "heads=FILE"),
            "proves that the stored ledger was not changed; the server may be running",
            Needs.A_LEDGER);

    @Override
    public Exit run(CommandArguments arguments, Console console) {
        long begin = System.nanoTime();
        try (KeptHeads kept = KeptHeads.of(arguments.value("head"), arguments.value("heads"))) {
            Verified verified = verification.run(kept, new SparseProgress(console.out()));
            describe(verified, kept, (System.nanoTime() - begin) / 1e9).forEach(console.out()::println);
            return verified.differences().isEmpty() ? Exit.GOOD : Exit.REFUSED;
        } catch (Verification.Disturbed e) {
            throw Complaint.couldNotRun(String.valueOf(e.getMessage()), e);
        }
    }

    /** Each difference in a line; the advice is at the end of the last. */
    private static List<String> describe(Verified verified, KeptHeads kept, double seconds) {
        List<Difference> differences = verified.differences();
        if (differences.isEmpty()) {
            return List.of(allIsWell(verified, kept, seconds));
        }
        List<String> lines =
                new ArrayList<>(differences.stream().map(Difference::describe).toList());
        lines.add(lines.removeLast() + " " + advice(differences));
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
