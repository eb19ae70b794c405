package dev.devledger.adapters.rest.imports;

import dev.devledger.application.imports.ImportRow;

/** What the cells of a kind of CSV file mean. */
interface CsvForm {
    ImportRow row(long line, Cells cells);

    /** Whether nobody can be asked to change a row: cells that no column names are left out. */
    default boolean isTakenAsItIs() {
        return false;
    }

    /** The cells of a row by the names of the columns; what is not there is empty. */
    interface Cells {
        String get(String column);
    }
}
