package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.OutputStream;

/** Takes what nobody is to read. */
final class Nowhere extends ServletOutputStream {
    private final OutputStream nowhere = OutputStream.nullOutputStream();

    @Override
    public void write(int one) throws IOException {
        nowhere.write(one);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new IllegalStateException("It takes everything at once; nobody has to listen.");
    }
}
