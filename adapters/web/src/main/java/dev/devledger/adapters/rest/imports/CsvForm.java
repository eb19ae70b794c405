package dev.devledger.adapters.rest.imports;

import dev.devledger.application.imports.ImportRow;

/** What the cells of a kind of CSV file mean. */
interface CsvForm {
    ImportRow row(long line, Cells cells);

    /** The cells of a row by the names of the columns; what is not there is empty. */
    interface Cells {
        String get(String column);
    }
}
