package dev.devledger.application.proof;

import dev.devledger.application.proof.Verification.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The last verifications, for whoever was not there. */
public interface VerificationRuns {
    /** So many are kept. */
    int MOST = 100;

    void keep(VerificationRun run);

    /** At most so many, the newest first. */
    List<VerificationRun> newest(int most);

    /**
     * That somebody verified the ledger, and what was found. A note and no proof: whoever can change the ledger can change it
     * too.
     *
     * @param by who asked for it, as the machine knows the user
     * @param heads whether the chain was also held against heads that were kept elsewhere
     * @param position up to which all was looked at
     * @param differences in words, the first of them; empty where there is none
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
