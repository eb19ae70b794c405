package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.backup.BackupFiles;
import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.LedgerRecord.LedgerReader;
import java.nio.file.Path;
import java.util.Set;

/** {@code export FILE}. */
public record ExportCommand(LedgerReader ledger, BackupFiles files) implements Command {
    public static final CommandInfo INFO = new CommandInfo(
            "export",
            "FILE",
            Set.of("overwrite"),
            "writes the whole ledger to a file; the server may be running",
            Needs.A_LEDGER);

    @Override
    public Exit run(CommandArguments arguments, Console console) {
        Path file = Path.of(arguments.get(0)).toAbsolutePath();
        try {
            BackupFiles.Written written = files.write(file, arguments.has("overwrite"), ledger::read);
            console.out().printf("%d events are in %s (%d bytes).%n", written.events(), file, written.bytes());
            console.out().printf("SHA-256 %s%n", written.sha256());
            return Exit.GOOD;
        } catch (BackupFailure e) {
            throw Complaint.of(e);
        }
    }
}
