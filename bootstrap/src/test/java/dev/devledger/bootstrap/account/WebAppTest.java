package dev.devledger.bootstrap.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.account.ServiceLogin.TaskWebAddress;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebAppTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.ticktick.com/open/v1, https://ticktick.com/webapp/#p/p1/tasks/t1",
        "https://api.dida365.com/open/v1, https://dida365.com/webapp/#p/p1/tasks/t1",
        "http://127.0.0.1:8080/sandbox/ticktick/open/v1, http://127.0.0.1:8080/webapp/#p/p1/tasks/t1"
    })
    void a_task_is_seen_on_the_site_of_the_api(URI apiUrl, String url) {
        assertThat(new TaskWebAddress(apiUrl).apply(new RemoteRef("p1", "t1"))).isEqualTo(url);
    }
}
