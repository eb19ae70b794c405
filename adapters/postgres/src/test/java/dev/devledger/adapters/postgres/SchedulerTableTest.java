package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The table is as this version of the library wants it: a job that fails once is tried again. */
class SchedulerTableTest {

    @Test
    void a_job_runs_and_is_tried_again() throws Exception {
        CountDownLatch runs = new CountDownLatch(2);
        Task<Void> job = Tasks.oneTime("job")
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofMillis(100)))
                .execute((instance, context) -> {
                    runs.countDown();
                    if (runs.getCount() == 1) {
                        throw new IllegalStateException("the first time");
                    }
                });
        try (Database database = Database.create()) {
            Scheduler scheduler = Scheduler.create(database.dataSource, job)
                    .threads(1)
                    .enablePriority()
                    .pollingInterval(Duration.ofMillis(50))
                    .build();
            scheduler.schedule(job.instance("1"), Instant.now());
            scheduler.start();
            try {
                assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                scheduler.stop();
            }
            assertThat(database.jdbc
                            .sql("select count(*) from scheduled_tasks")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }
}
