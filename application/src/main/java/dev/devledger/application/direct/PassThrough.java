package dev.devledger.application.direct;

/**
 * The nine calls of a service of lists and tasks. They share the sync's budget and come before it.
 */
public interface PassThrough {

    DirectReply projects();

    DirectReply project(String projectId);

    DirectReply createProject(String json);

    DirectReply updateProject(String projectId, String json);

    DirectReply deleteProject(String projectId);

    DirectReply createTask(String json);

    DirectReply updateTask(String projectId, String taskId, String json);

    DirectReply deleteTask(String projectId, String taskId);

    DirectReply completeTask(String projectId, String taskId);
}
