package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.ImportLedger;
import dev.devledger.application.backup.ImportLedger.Imported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** {@code import FILE}. */
public record ImportCommand(ImportLedger ledger) implements Command {
    public static final CommandInfo INFO = new CommandInfo(
            "import", "FILE", Set.of(), "fills an empty ledger from an exported file", Needs.LEDGER_OR_EMPTY_DATABASE);

    @Override
    public Exit run(CommandArguments arguments, Console console) {
        Path file = Path.of(arguments.get(0)).toAbsolutePath();
        if (Files.notExists(file)) { // reported before the refusals of the ledger
            throw Complaint.couldNotRun("There is no file %s.".formatted(file));
        }
        try {
            Imported imported = ledger.from(file);
            console.out().printf("%d events were imported.%n", imported.events());
            if (imported.parked() > 0) {
                console.out()
                        .printf(
                                "%d of them are parked, because a part of the read model cannot apply them: GET"
                                        + " /api/projections shows which.%n",
                                imported.parked());
            }
            return Exit.GOOD;
        } catch (BackupFailure e) {
            throw Complaint.of(e);
        }
    }
}
