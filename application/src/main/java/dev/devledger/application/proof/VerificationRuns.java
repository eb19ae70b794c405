package dev.devledger.application.proof;

import java.util.List;

/** The last verifications, for whoever was not there. */
public interface VerificationRuns {
    /** So many are kept. */
    int MOST = 100;

    void keep(VerificationRun run);

    /** At most so many, the newest first. */
    List<VerificationRun> newest(int most);
}
