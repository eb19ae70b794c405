package dev.devledger.application.many;

/** What the database knows of how full its tables are, by which it chooses its ways. */
public interface TableStatistics {
    /** Has it look again, soon and without holding anybody up. */
    void refresh();
}
