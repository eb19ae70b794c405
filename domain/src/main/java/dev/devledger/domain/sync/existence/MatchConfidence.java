package dev.devledger.domain.sync.existence;

/** How far an object that nobody is linked to may be what an unanswered create has made; each is stronger than the last. */
enum MatchConfidence {
    /** It cannot be. */
    NONE,
    /** It may be: a person is asked before anything is sent again. */
    UNSURE,
    /** What was sent, moved or renamed since: it is the one, where it is the only one. */
    CHANGED,
    /** As it was sent, where it was sent; of several equal ones any will do. */
    SAME
}
