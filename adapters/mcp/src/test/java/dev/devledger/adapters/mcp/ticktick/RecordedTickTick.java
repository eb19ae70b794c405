package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.application.sync.connector.PassThrough;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it was asked, and answers what it is told to. */
final class RecordedTickTick implements PassThrough {
    Reply reply = new Reply.Done();
    final List<String> asked = new ArrayList<>();

    private Reply asked(String... words) {
        asked.add(String.join(" ", words));
        return reply;
    }

    @Override
    public Reply projects() {
        return asked("projects");
    }

    @Override
    public Reply project(String projectId) {
        return asked("project", projectId);
    }

    @Override
    public Reply createProject(String json) {
        return asked("createProject", json);
    }

    @Override
    public Reply updateProject(String projectId, String json) {
        return asked("updateProject", projectId, json);
    }

    @Override
    public Reply deleteProject(String projectId) {
        return asked("deleteProject", projectId);
    }

    @Override
    public Reply createTask(String json) {
        return asked("createTask", json);
    }

    @Override
    public Reply updateTask(String projectId, String taskId, String json) {
        return asked("updateTask", projectId, taskId, json);
    }

    @Override
    public Reply deleteTask(String projectId, String taskId) {
        return asked("deleteTask", projectId, taskId);
    }

    @Override
    public Reply completeTask(String projectId, String taskId) {
        return asked("completeTask", projectId, taskId);
    }
}
