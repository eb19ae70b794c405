package dev.devledger.domain.task;

/** What the decisions on a task need to know of its past. */
public sealed interface Task {
    record Unknown() implements Task {}

    record Present(TaskStatus status, Place place, TaskDetails details, long version) implements Task {
        Present next() {
            return new Present(status, place, details, version + 1);
        }
    }

    record Deleted(Present last) implements Task {}
}
