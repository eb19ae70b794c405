package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.rest.http.ProblemPage.ProblemValve;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.directory.SavedViews.ViewDirectory.StoredView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.JsonNode;

/** The answer to a request. The answer can be stored as JSON, so that a repeat gets the same answer. */
public record HttpAnswer(
        int status, Map<String, String> headers, @Nullable String body) {

    public static HttpAnswer ok(Object resource) {
        return new HttpAnswer(200, Map.of(), Json.text(resource));
    }

    public static HttpAnswer json(String json) {
        return new HttpAnswer(200, Map.of(), json);
    }

    public static HttpAnswer noContent() {
        return new HttpAnswer(204, Map.of(), null);
    }

    public static HttpAnswer page(Page<?> page) {
        return ok(page);
    }

    /**
     * Returns a page.
     *
     * @param hint the reason why the page is empty; null without a reason
     */
    public static HttpAnswer page(Page<?> page, @Nullable String hint) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("items", page.items());
        answer.put("nextCursor", page.nextCursor());
        return ok(hinted(answer, hint));
    }

    /**
     * Returns a page with extra members in each item.
     *
     * @param beside the members beside the list of items
     */
    public static <T> HttpAnswer page(
            Page<T> page, Function<T, Map<String, ? extends @Nullable Object>> members, Map<String, ?> beside) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "items",
                page.items().stream()
                        .map(each -> Json.with(each, members.apply(each)))
                        .toList());
        answer.put("nextCursor", page.nextCursor());
        answer.putAll(beside);
        return ok(answer);
    }

    /** Returns tasks, each with an extra member that only this answer has. */
    public static HttpAnswer items(
            List<TaskView> tasks, String member, Function<TaskView, ?> value, @Nullable String hint) {
        return items(
                tasks.stream()
                        .map(task -> Json.read(Json.with(task, member, value.apply(task)), JsonNode.class))
                        .toList(),
                hint);
    }

    /** Returns all items on a single page. */
    public static HttpAnswer items(List<?> items, @Nullable String hint) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        return ok(hinted(answer, hint));
    }

    private static Map<String, @Nullable Object> hinted(Map<String, @Nullable Object> answer, @Nullable String hint) {
        if (hint != null) {
            answer.put("hint", hint);
        }
        return answer;
    }

    public static HttpAnswer project(ProjectView project) {
        return ok(project).version(project.version());
    }

    public static HttpAnswer person(PersonView person) {
        return ok(person).version(person.version());
    }

    public static HttpAnswer billing(BillingView item) {
        return ok(item).version(item.version());
    }

    public static HttpAnswer view(StoredView view) {
        return ok(view).version(view.version());
    }

    public static HttpAnswer timeEntry(TimeEntryView entry) {
        return ok(entry).version(entry.version());
    }

    public static HttpAnswer task(TaskView task) {
        return ok(task).version(task.version());
    }

    /** Returns a task with an extra member that only this answer has. */
    public static HttpAnswer task(TaskView task, String member, Object value) {
        return json(Json.with(task, member, value)).version(task.version());
    }

    /**
     * Returns the id of a stored entity that cannot be shown, as its projection could not apply the event. A replay
     * will make the entity visible.
     */
    public static HttpAnswer unseen(UUID id) {
        return ok(Map.of("id", id));
    }

    public HttpAnswer created(String location) {
        return new HttpAnswer(201, headers, body).with(HttpHeaders.LOCATION, location);
    }

    public HttpAnswer accepted() {
        return new HttpAnswer(202, headers, body);
    }

    public HttpAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, more, body);
    }

    /** Adds or replaces a member. */
    public HttpAnswer withMember(String member, @Nullable Object value) {
        String before = Objects.requireNonNull(body);
        return new HttpAnswer(status, headers, Json.with(Json.read(before, JsonNode.class), member, value));
    }

    private HttpAnswer version(long version) {
        return with(HttpHeaders.ETAG, "\"" + version + "\"");
    }

    /**
     * Writes answers unchanged. The framework's own writer would turn an answer with an ETag into a 304, which
     * docs/contract.md, section 4, rules out.
     */
    public static final class AnswerWriter implements HandlerMethodReturnValueHandler {

        @Override
        public boolean supportsReturnType(MethodParameter type) {
            return type.getParameterType() == HttpAnswer.class;
        }

        @Override
        public void handleReturnValue(
                @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
                throws IOException {
            container.setRequestHandled(true);
            HttpServletResponse response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
            if (value instanceof HttpAnswer answer) {
                write(answer, response);
            }
        }

        private static void write(HttpAnswer answer, HttpServletResponse response) throws IOException {
            response.setStatus(answer.status());
            answer.headers().forEach(response::setHeader);
            String body = answer.body();
            if (body != null) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                response.setContentLength(bytes.length);
                response.getOutputStream().write(bytes);
            }
        }
    }

    /** An answer of any length, which is written while its content is read, and is not stored. */
    public record Download(String contentType, String fileName, Content content) {

        /** Writes the content. Throws {@link UncheckedIOException} if the caller has left. */
        public interface Content {
            void writeTo(OutputStream out) throws IOException;
        }
    }

    /**
     * Writes a download in the thread of the request. A failure before the first byte is answered with a problem. A
     * later failure closes the connection, as with a regular end a part would look like the whole file.
     */
    public static final class DownloadWriter implements HandlerMethodReturnValueHandler {
        private static final Logger LOG = LoggerFactory.getLogger(DownloadWriter.class);

        @Override
        public boolean supportsReturnType(MethodParameter type) {
            return type.getParameterType() == Download.class;
        }

        @Override
        public void handleReturnValue(
                @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
                throws IOException {
            container.setRequestHandled(true);
            HttpServletResponse response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
            HttpServletRequest asked = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
            if (value instanceof Download download) {
                write(download, asked, response);
            }
        }

        private static void write(Download download, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.setContentType(download.contentType());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.fileName() + "\"");
            if (request.getMethod().equals(HttpMethod.HEAD.name())) {
                return;
            }
            try {
                download.content().writeTo(response.getOutputStream());
            } catch (IOException gone) {
                ProblemValve.cut(request);
                throw gone;
            } catch (RuntimeException failure) {
                if (response.isCommitted()) {
                    LOG.error(
                            "The download of {} failed in the middle; the connection is cut",
                            download.fileName(),
                            failure);
                    ProblemValve.cut(request);
                } else {
                    response.reset();
                }
                throw failure;
            }
        }
    }
}
