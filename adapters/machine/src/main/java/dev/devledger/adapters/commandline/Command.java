package dev.devledger.adapters.commandline;

import dev.devledger.application.backup.BackupFiles.BackupFailure;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command of {@code java -jar devledger.jar NAME} (docs/contract.md, section 1). Its results go to the console's
 * {@code out}. An error that stops the command is thrown as a {@link Complaint}.
 */
public interface Command {
    Exit run(CommandArguments arguments, Console console);

    /** The results of a command (docs/contract.md, section 1). */
    enum Exit {
        GOOD(0),
        /** A difference was found, or the command was refused; nothing was changed. */
        REFUSED(1),
        COULD_NOT_RUN(2);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        /** Returns the exit code of the process. */
        public int code() {
            return code;
        }
    }

    /**
     * The outputs of a command.
     *
     * @param out the stream for results
     * @param err the stream for complaints
     */
    record Console(PrintStream out, PrintStream err) {}

    /** An error that stops a command. The message says what is wrong, what is allowed, and what to do. */
    final class Complaint extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Exit exit;

        private Complaint(Exit exit, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.exit = exit;
        }

        public static Complaint refused(String message) {
            return new Complaint(Exit.REFUSED, message, null);
        }

        public static Complaint couldNotRun(String message) {
            return new Complaint(Exit.COULD_NOT_RUN, message, null);
        }

        public static Complaint couldNotRun(String message, Throwable cause) {
            return new Complaint(Exit.COULD_NOT_RUN, message, cause);
        }

        public static Complaint of(BackupFailure failure) {
            Exit exit = failure.refused() ? Exit.REFUSED : Exit.COULD_NOT_RUN;
            return new Complaint(exit, String.valueOf(failure.getMessage()), failure);
        }

        /** Finds a complaint in a failure, also if a framework has wrapped it. */
        public static Optional<Complaint> in(Throwable failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                if (each instanceof Complaint complaint) {
                    return Optional.of(complaint);
                }
            }
            return Optional.empty();
        }

        public Exit exit() {
            return exit;
        }
    }
}
