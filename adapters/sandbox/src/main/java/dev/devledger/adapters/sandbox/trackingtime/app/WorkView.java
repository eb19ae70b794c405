package dev.devledger.adapters.sandbox.trackingtime.app;

import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.trackingtime.common.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All projects with their tasks, closed ones too. */
record WorkView(List<Project> projects, @Nullable CsrfField csrf) {
    record Project(Thing it, String customer, List<Thing> tasks) {}

    static String path(Thing thing) {
        return PagePaths.PAGE + "/" + thing.kind() + "s/" + thing.id();
    }
}
