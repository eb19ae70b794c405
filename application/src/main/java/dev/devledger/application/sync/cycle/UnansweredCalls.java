package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.RemoteAnswer;
import org.jspecify.annotations.Nullable;

/** The calls of one cycle that had no answer. */
final class UnansweredCalls {
    /** So many in a row say that the remote is away or slow, whatever the next one would. */
    private static final int MOST = 3;

    private int inARow;
    private boolean answered;
    private @Nullable String last;
    private @Nullable String lastRead;

    /** Where so many in a row had none: they may be about one kind of thing, of which others say nothing. */
    boolean areMany() {
        return inARow >= MOST;
    }

    CycleStopped stop() {
        return CycleStopped.unanswered(String.valueOf(last));
    }

    void count(RemoteAnswer<?> answer) {
        switch (answer) {
            case RemoteAnswer.Unknown<?>(var reason) -> {
                inARow++;
                last = reason;
            }
            case RemoteAnswer.Ok<?> ok -> {
                inARow = 0;
                answered = true;
            }
            case RemoteAnswer.Refused<?> refused -> answered = true;
            case RemoteAnswer.NotSent<?> notSent -> {}
        }
    }

    /** That of a write says nothing of the remote. */
    void read(String reason) {
        lastRead = reason;
    }

    /** Why nothing was answered in all of the cycle; null where something was, or nothing was asked. */
    @Nullable
    String away() {
        return answered ? null : lastRead;
    }
}
