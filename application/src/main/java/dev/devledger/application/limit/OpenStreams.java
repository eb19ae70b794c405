package dev.devledger.application.limit;

/** The streams that are open on this node. */
public interface OpenStreams {

    /** Writes to each of them: of one whose listener has left, only that tells. It takes two, as the first is lost. */
    void speak();
}
