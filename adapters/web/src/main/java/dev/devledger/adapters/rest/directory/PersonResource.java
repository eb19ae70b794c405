package dev.devledger.adapters.rest.directory;

import dev.devledger.adapters.rest.http.FieldReader;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection;
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

@Controller
@RequestMapping(path = "/api/people", produces = MediaType.APPLICATION_JSON_VALUE)
public record PersonResource(
        People people, OwnerCreation owner, PersonQueries queries, IdempotentWrites writes, AsOf past) {
    private static final Set<String> READ_ONLY =
            Set.of("id key me createdAt updatedAt deletedAt version links".split(" "));

    @PostMapping
    HttpAnswer create(@ByAgent WriteRequest call) {
        call.requireNoVersion();
        JsonFields body = call.body().readOnly(READ_ONLY);
        body.require("name");
        PersonDetails details =
                PersonDetails.KIND.edited(PersonDetails.named(""), new FieldReader<>(PersonDetails.KIND).read(body));
        body.addRules(details::violations);
        body.rejectIfAny();
        owner.ensure();
        return writes.change(call, null, changes -> people.create(changes, details), this::answerNew);
    }

    private HttpAnswer answerNew(PersonId person) {
        return queries.find(person.toString())
                .map(HttpAnswer::person)
                .orElseGet(() -> HttpAnswer.unseen(person.value()))
                .created("/api/people/" + person);
    }

    @GetMapping
    HttpAnswer list(QueryParameters query) {
        DirectoryFilter filter = DirectoryFilter.read(query);
        PageRequest page = query.page();
        Long then = past.position(query);
        query.rejectIfAny();
        owner.ensure();
        return AsOf.marked(HttpAnswer.page(at(then).list(filter, page)), then);
    }

    @GetMapping("/{id}")
    HttpAnswer read(@PathVariable("id") String id, QueryParameters query) {
        Long then = past.position(query);
        query.rejectIfAny();
        owner.ensure();
        PersonView now = found(id);
        return AsOf.marked(HttpAnswer.person(at(then).find(id).orElseThrow(() -> notThen(now))), then);
    }

    private static Rejection notThen(PersonView now) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND, now.key() + " did not exist yet: it was created at " + now.createdAt() + ".");
    }

    private PersonQueries at(@Nullable Long then) {
        return then == null ? queries : queries.asOf(then);
    }

    @PatchMapping("/{id}")
    HttpAnswer edit(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.patch().readOnly(READ_ONLY);
        Patch<PersonDetails> edit = new FieldReader<>(PersonDetails.KIND).read(body);
        body.addRules(() -> PersonDetails.violations(edit));
        body.rejectIfAny();
        owner.ensure();
        return writes.change(
                call, null, changes -> people.edit(changes, id, edit, call.expectedVersion(version(id))), this::answer);
    }

    @DeleteMapping("/{id}")
    HttpAnswer delete(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        call.optionalBody().rejectIfAny();
        owner.ensure();
        return writes.change(
                call, null, changes -> people.delete(changes, id, call.expectedVersion(version(id))), this::answer);
    }

    @PostMapping("/{id}/restore")
    HttpAnswer restore(@PathVariable("id") String id, @ByAgent WriteRequest call) {
        JsonFields body = call.optionalBody();
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(
                call, reason, changes -> people.restore(changes, id, call.expectedVersion(version(id))), this::answer);
    }

    private HttpAnswer answer(PersonId person) {
        return HttpAnswer.person(found(person.toString()));
    }

    private PersonView found(String idOrKey) {
        return queries.find(idOrKey).orElseThrow(() -> People.unknown(idOrKey));
    }

    private Supplier<@Nullable Long> version(String idOrKey) {
        return () -> queries.find(idOrKey).map(PersonView::version).orElse(null);
    }
}
