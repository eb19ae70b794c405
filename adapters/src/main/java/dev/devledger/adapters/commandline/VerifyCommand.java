package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.CommandInfo.Needs;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.KeptHead;
import dev.devledger.application.proof.Verification;
import dev.devledger.application.proof.Verified;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code verify}. */
public final class VerifyCommand implements Command {
    public static final CommandInfo INFO = new CommandInfo(
            "verify",
            "",
            Set.of("head=BATCH:HASH"),
            "proves that what is stored is what was written, beside a running server",
            Needs.A_LEDGER);

    private final Verification verification;

    public VerifyCommand(Verification verification) {
        this.verification = verification;
    }

    @Override
    public Exit run(Arguments arguments, Console console) {
        KeptHead head = arguments.value("head").map(VerifyCommand::head).orElse(null);
        long begin = System.nanoTime();
        try {
            Verified verified = verification.run(head, new SparseProgress(console.out()));
            console.out().println(lastLine(verified, head, (System.nanoTime() - begin) / 1e9));
            return verified.difference() == null ? Exit.GOOD : Exit.REFUSED;
        } catch (Verification.Disturbed e) {
            throw Complaint.couldNotRun(String.valueOf(e.getMessage()), e);
        }
    }

    private static KeptHead head(String word) {
        try {
            return KeptHead.parse(word);
        } catch (IllegalArgumentException e) {
            throw Complaint.couldNotRun(String.valueOf(e.getMessage()), e);
        }
    }

    private static String lastLine(Verified verified, @Nullable KeptHead head, double seconds) {
        Difference difference = verified.difference();
        if (difference != null) {
            return difference.told() + " " + advice(difference);
        }
        String rows = verified.rows().entrySet().stream()
                .map(table -> "%s %d".formatted(table.getKey(), table.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "All is as it was written: %d events in %d streams up to position %d, %d batches (%d events are not sealed yet)%s,"
                        + " rows of %s; %.1f seconds.",
                verified.events(),
                verified.streams(),
                verified.position(),
                verified.batches(),
                verified.unsealed(),
                head == null ? "" : ", the head of batch %d".formatted(head.batch()),
                rows,
                seconds);
    }

    private static String advice(Difference difference) {
        return difference.ofReadModel()
                ? "The chains of the events are sound: rebuild the read model with POST /api/projections/all/replay."
                : "The event store is not what was written. Keep a copy of the database for whoever looks into it, and restore"
                        + " the newest backup that is sound.";
    }
}
