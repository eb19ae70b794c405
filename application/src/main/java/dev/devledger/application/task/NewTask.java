package dev.devledger.application.task;

import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;

/** A task of the change set at hand. Where that is refused nobody will ever see it, and the key goes to another task. */
public record NewTask(TaskId task, TaskKey key) {}
