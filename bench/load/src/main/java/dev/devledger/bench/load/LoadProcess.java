package dev.devledger.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.devledger.bench.load.LoadOrder.LoadResult;
import dev.devledger.bench.load.Wording.Wordings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a {@link LoadOrder} from each line of standard input, and answers each with a line that is its {@link LoadResult}. */
public final class LoadProcess {
    private LoadProcess() {}

    public static void main(String[] args) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Wordings wordings = new Wordings();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            LoadOrder order = json.readValue(line, LoadOrder.class);
            System.out.println(json.writeValueAsString(new Window(
                            order,
                            wordings.of(order.name() + " path"),
                            wordings.of(order.name() + " body"),
                            wordings.of(order.name() + " key"))
                    .run()));
        }
        // Its event loops are no daemons.
        System.exit(0);
    }
}
