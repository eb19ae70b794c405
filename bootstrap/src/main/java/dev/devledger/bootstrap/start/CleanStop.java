package dev.devledger.bootstrap.start;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/** Before the start says that it is done: whoever reads that may stop it at once, and shall have a clean stop. */
public final class CleanStop implements ApplicationListener<ApplicationStartedEvent> {
    @Override
    public void onApplicationEvent(ApplicationStartedEvent started) {
        started.getApplicationContext().getBean(StopDeadline.class).endsTheProcess();
    }
}
