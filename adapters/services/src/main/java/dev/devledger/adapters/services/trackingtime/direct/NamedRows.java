package dev.devledger.adapters.services.trackingtime.direct;

import static dev.devledger.adapters.services.trackingtime.direct.Args.flag;
import static dev.devledger.adapters.services.trackingtime.direct.Args.needed;
import static dev.devledger.adapters.services.trackingtime.direct.Args.text;
import static dev.devledger.adapters.services.trackingtime.direct.Args.whole;
import static dev.devledger.adapters.services.trackingtime.direct.Args.word;
import static dev.devledger.adapters.services.trackingtime.direct.Row.done;
import static dev.devledger.adapters.services.trackingtime.direct.Row.many;
import static dev.devledger.adapters.services.trackingtime.direct.Row.more;
import static dev.devledger.adapters.services.trackingtime.direct.Row.one;
import static dev.devledger.adapters.services.trackingtime.direct.Row.row;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.delete;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.get;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.post;
import static dev.devledger.adapters.services.trackingtime.direct.Sending.put;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.DELETES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.SETS;

import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.trackingtime.json.Shape;
import java.util.List;

/** Calls about customers and services. */
final class NamedRows {
    static final List<CallTable.Row<TrackingTimeCalls>> ALL = List.of(
            row("tt_list_customers", READS, "Customers, the active ones unless a filter says otherwise.")
                    .at("GET /customers")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED"))
                    .by(get("customers"), many("customers", Shape.NAMED)),
            more("tt_get_customer", READS, "One customer.")
                    .at("GET /customers/{id}")
                    .taking(needed(whole("id")))
                    .by(get("customers/{id}"), one("customer", Shape.NAMED)),
            row("tt_create_customer", ADDS, "Makes a customer (the name must be new).")
                    .at("POST /customers")
                    .taking(needed(text("name")), text("notes"), text("contact_name"), text("contact_email"))
                    .by(post("customers/add"), one("customer", Shape.NAMED)),
            row("tt_update_customer", SETS, "Changes a customer; the name must be said.")
                    .at("PATCH /customers/{id}")
                    .taking(
                            needed(whole("id")),
                            needed(text("name")),
                            text("notes"),
                            text("contact_name"),
                            text("contact_email"))
                    .by(put("customers/update/{id}"), one("customer", Shape.NAMED)),
            more("tt_archive_customer", SETS, "Closes a customer.")
                    .at("POST /customers/{id}/archive")
                    .taking(needed(whole("id")))
                    .by(put("customers/close/{id}"), one("customer", Shape.NAMED)),
            more("tt_reactivate_customer", SETS, "Opens it again.")
                    .at("POST /customers/{id}/reopen")
                    .taking(needed(whole("id")))
                    .by(put("customers/open/{id}"), one("customer", Shape.NAMED)),
            more("tt_delete_customer", DELETES, "Deletes a customer; its projects stay without one.")
                    .at("DELETE /customers/{id}")
                    .taking(needed(whole("id")))
                    .by(delete("customers/delete/{id}"), done()),
            more("tt_list_services", READS, "Services.")
                    .at("GET /services")
                    .taking(word("filter", "ALL", "ACTIVE", "ARCHIVED"), flag("include_billing"))
                    .by(get("services").without("include_billing"), many("services", Shape.NAMED)),
            more("tt_get_service", READS, "One service.")
                    .at("GET /services/{id}")
                    .taking(needed(whole("id")), flag("include_billing"))
                    .by(get("services/{id}").without("include_billing"), one("service", Shape.NAMED)),
            more("tt_create_service", ADDS, "Makes a service.")
                    .at("POST /services")
                    .taking(needed(text("name")))
                    .by(post("services/add"), one("service", Shape.NAMED)),
            more("tt_update_service", SETS, "Changes a service.")
                    .at("PATCH /services/{id}")
                    .taking(needed(whole("id")), text("name"), flag("is_archived"))
                    .by(put("services/update/{id}"), one("service", Shape.NAMED)),
            more("tt_archive_service", SETS, "Closes a service.")
                    .at("POST /services/{id}/archive")
                    .taking(needed(whole("id")))
                    .by(put("services/close/{id}"), one("service", Shape.NAMED)),
            more("tt_reactivate_service", SETS, "Opens it again.")
                    .at("POST /services/{id}/reopen")
                    .taking(needed(whole("id")))
                    .by(put("services/open/{id}"), one("service", Shape.NAMED)),
            more("tt_delete_service", DELETES, "Deletes a service.")
                    .at("DELETE /services/{id}")
                    .taking(needed(whole("id")))
                    .by(delete("services/delete/{id}"), done()));

    private NamedRows() {}
}
