package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.PassThrough;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it was asked, and answers what it is told to. */
final class RecordedTickTick implements PassThrough {
    DirectReply reply = new DirectReply.Done();
    final List<String> asked = new ArrayList<>();

    private DirectReply asked(String... words) {
        asked.add(String.join(" ", words));
        return reply;
    }

    @Override
    public DirectReply projects() {
        return asked("projects");
    }

    @Override
    public DirectReply project(String projectId) {
        return asked("project", projectId);
    }

    @Override
    public DirectReply createProject(String json) {
        return asked("createProject", json);
    }

    @Override
    public DirectReply updateProject(String projectId, String json) {
        return asked("updateProject", projectId, json);
    }

    @Override
    public DirectReply deleteProject(String projectId) {
        return asked("deleteProject", projectId);
    }

    @Override
    public DirectReply createTask(String json) {
        return asked("createTask", json);
    }

    @Override
    public DirectReply updateTask(String projectId, String taskId, String json) {
        return asked("updateTask", projectId, taskId, json);
    }

    @Override
    public DirectReply deleteTask(String projectId, String taskId) {
        return asked("deleteTask", projectId, taskId);
    }

    @Override
    public DirectReply completeTask(String projectId, String taskId) {
        return asked("completeTask", projectId, taskId);
    }
}
