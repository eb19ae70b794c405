package dev.devledger.application.history;

import java.util.List;

/** By which names changes were made: to choose from, where one of them is looked for. */
public interface HistoryNames {
    /** Each in its order, without one twice. */
    record Names(List<String> actors, List<String> clients, List<String> tools) {
        public Names {
            actors = List.copyOf(actors);
            clients = List.copyOf(clients);
            tools = List.copyOf(tools);
        }
    }

    /** At most so many of each, of the whole ledger. */
    Names first(int most);
}
