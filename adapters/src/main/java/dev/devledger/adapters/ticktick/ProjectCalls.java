package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import java.util.List;
import java.util.Optional;

/** Lists. The inbox is not among them; {@code inbox} stands for its id where the data is asked for. */
public final class ProjectCalls {
    private final ApiCalls calls;

    ProjectCalls(ApiCalls calls) {
        this.calls = calls;
    }

    /** At most 200 of them from {@code offset} on; a page that is full may not be the last. */
    public RemoteAnswer<List<Api.Project>> page(int offset, int limit) {
        return calls.list(Api.Project.class, Endpoint.projects(offset, limit), null);
    }

    public RemoteAnswer<Optional<Api.Project>> find(String project) {
        return calls.find(Api.Project.class, Endpoint.project(project));
    }

    /** What TickTick does not have is an object without a project, tasks and columns. */
    public RemoteAnswer<Api.ProjectData> data(String project) {
        return calls.one(Api.ProjectData.class, Endpoint.projectData(project), null);
    }

    public RemoteAnswer<List<Api.Member>> members(String project) {
        return calls.list(Api.Member.class, Endpoint.members(project), null);
    }

    /** Not idempotent. */
    public RemoteAnswer<Api.Project> create(Api.ProjectFields fields) {
        return calls.one(Api.Project.class, Endpoint.createProject(), fields);
    }

    public RemoteAnswer<Api.Project> update(String project, Api.ProjectFields fields) {
        return calls.one(Api.Project.class, Endpoint.updateProject(project), fields);
    }

    /** Its tasks and columns go with it. Idempotent. */
    public RemoteAnswer<Done> delete(String project) {
        return calls.done(Endpoint.deleteProject(project));
    }
}
