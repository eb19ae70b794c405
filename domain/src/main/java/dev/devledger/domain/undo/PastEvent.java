package dev.devledger.domain.undo;

/**
 * An event of a project or a task.
 *
 * @param event one of {@link dev.devledger.domain.project.ProjectEvent} or {@link dev.devledger.domain.task.TaskEvent}
 * @param version the entity's version after it, from 1
 * @param own whether it is of what is taken back
 */
public record PastEvent(Object event, long version, boolean own, Author by) {}
