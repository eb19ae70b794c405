package dev.devledger.application.time;

import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntryId;

/** What time is summed up from: made of the rows of entries, tasks, projects and people, as often as one likes. */
public interface WorkedTime {
    void of(TimeEntryId entry);

    /** Of all entries of a task, which may be in another project now. */
    void ofTask(TaskId task);

    void ofAll();
}
