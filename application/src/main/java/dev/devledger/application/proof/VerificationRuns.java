package dev.devledger.application.proof;

import dev.devledger.application.proof.Verification.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records of the last verifications, for people who did not run them. */
public interface VerificationRuns {
    /** The number of runs that are kept. */
    int MOST = 100;

    void keep(VerificationRun run);

    /** Returns at most {@code most} runs, the newest first. */
    List<VerificationRun> newest(int most);

    /**
     * The record of a verification and its result. It is no proof: whoever can change the ledger can also change this
     * record.
     *
     * @param by the operating system's user who started the verification
     * @param heads true if the chain was also compared with heads that were kept elsewhere
     * @param position the position up to which everything was checked
     * @param differences the first differences, in words; empty if there is none
     */
    record VerificationRun(
            Instant startedAt,
            Instant finishedAt,
            String by,
            boolean heads,
            long position,
            long events,
            long batches,
            List<String> differences) {
        private static final int MOST = 100;

        public VerificationRun {
            differences = List.copyOf(differences);
        }

        public static VerificationRun of(
                Verified verified, Instant startedAt, Instant finishedAt, String by, boolean heads) {
            return new VerificationRun(
                    startedAt,
                    finishedAt,
                    by,
                    heads,
                    verified.position(),
                    verified.events(),
                    verified.batches(),
                    words(verified));
        }

        private static List<String> words(Verified verified) {
            List<String> words = new ArrayList<>(verified.differences().stream()
                    .limit(MOST)
                    .map(Difference::describe)
                    .toList());
            long more = verified.differences().size() - words.size() + verified.untold();
            if (more > 0) {
                words.add("Further differences: " + more + ".");
            }
            return words;
        }
    }
}
