package dev.devledger.adapters.rest.directory;

import dev.devledger.adapters.rest.http.FieldReader;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.directory.SavedViews.ViewDirectory.StoredView;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewId;
import dev.devledger.domain.field.EntityKind.Patch;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The requests for saved views. */
@Controller
@RequestMapping(path = "/api/views", produces = MediaType.APPLICATION_JSON_VALUE)
public record ViewResource(SavedViews views, IdempotentWrites writes) {
    private static final Set<String> READ_ONLY = Set.of("id key createdAt updatedAt deletedAt version".split(" "));

    @GetMapping
    HttpAnswer list(QueryParameters query) {
        query.rejectIfAny();
        return HttpAnswer.items(views.directory().all(), null);
    }

    @PostMapping
    HttpAnswer create(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.body().readOnly(READ_ONLY);
        body.require("name");
        ViewDetails details =
                ViewDetails.KIND.edited(ViewDetails.named(""), new FieldReader<>(ViewDetails.KIND).read(body));
        body.addRules(details::violations);
        body.rejectIfAny();
        return writes.change(call, null, changes -> views.create(changes, details), this::answerNew);
    }

    private HttpAnswer answerNew(ViewId id) {
        return find(id.toString())
                .map(HttpAnswer::view)
                .orElseGet(() -> HttpAnswer.unseen(id.value()))
                .created("/api/views/" + id);
    }

    @GetMapping("/{id}")
    HttpAnswer read(@PathVariable("id") String id, QueryParameters query) {
        query.rejectIfAny();
        return HttpAnswer.view(found(id));
    }

    @PatchMapping("/{id}")
    HttpAnswer edit(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.patch().readOnly(READ_ONLY);
        Patch<ViewDetails> edit = new FieldReader<>(ViewDetails.KIND).read(body);
        body.addRules(() -> ViewDetails.violations(edit));
        body.rejectIfAny();
        return writes.change(
                call, null, changes -> views.edit(changes, id, edit, call.expectedVersion(version(id))), this::answer);
    }

    @DeleteMapping("/{id}")
    HttpAnswer delete(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return writes.change(
                call, null, changes -> views.delete(changes, id, call.expectedVersion(version(id))), this::answer);
    }

    private HttpAnswer answer(ViewId id) {
        return HttpAnswer.view(found(id.toString()));
    }

    private StoredView found(String idOrKey) {
        return find(idOrKey).orElseThrow(() -> SavedViews.unknown(idOrKey));
    }

    private Optional<StoredView> find(String idOrKey) {
        return views.directory().find(idOrKey);
    }

    private Supplier<@Nullable Long> version(String idOrKey) {
        return () -> find(idOrKey).map(StoredView::version).orElse(null);
    }
}
