package dev.devledger.adapters.trackingtimesandbox.app;

import dev.devledger.adapters.html.CsrfField;
import dev.devledger.adapters.trackingtimesandbox.common.PagePaths;
import dev.devledger.adapters.trackingtimesandbox.common.Thing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All projects with their tasks, closed ones too. */
record WorkView(List<Project> projects, @Nullable CsrfField csrf) {
    record Project(Thing it, String customer, List<Thing> tasks) {}

    static String path(Thing thing) {
        return PagePaths.PAGE + "/" + thing.kind() + "s/" + thing.id();
    }
}
