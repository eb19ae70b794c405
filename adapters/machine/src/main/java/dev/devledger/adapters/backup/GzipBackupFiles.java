package dev.devledger.adapters.backup;

import dev.devledger.application.backup.BackupFailure;
import dev.devledger.application.backup.BackupFiles;
import dev.devledger.application.backup.LedgerRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** On this machine's disks. {@code devledger} is the version of this program. */
public record GzipBackupFiles(String devledger, Clock clock) implements BackupFiles {
    private static final int BUFFER = 1 << 16;
    private static final Pattern FULL =
            Pattern.compile("No space left on device|not enough space on the disk|[Dd]isk quota exceeded");

    @Override
    public Written write(Path file, boolean overwrite, Content content) {
        requireFree(file, overwrite);
        try (PartialFile draft = PartialFile.beside(file)) {
            BackupWriter writer = new BackupWriter(draft.stream());
            writer.header(new BackupFormat.Header(BackupFormat.NAME, BackupFormat.VERSION, clock.instant(), devledger));
            content.giveTo(writer::add);
            BackupFormat.End end = writer.end();
            long bytes = draft.flushed();
            requireFree(file, overwrite);
            draft.publish();
            return new Written(end.events(), bytes, end.sha256());
        } catch (IOException e) {
            throw failed(file, e);
        } catch (BackupWriter.Stopped e) {
            throw failed(file, e.reason());
        }
    }

    @Override
    public void read(Path file, Consumer<LedgerRecord> taker) {
        if (Files.isDirectory(file)) {
            throw BackupFailure.refused("%s is a folder. Name a file that 'export' made.".formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            new BackupReader(unzipped(file, in)).read(taker);
        } catch (NoSuchFileException e) {
            throw BackupFailure.failed("There is no file %s.".formatted(file), e);
        } catch (IOException e) {
            throw BackupFailure.failed(
                    "%s cannot be read (%s: %s). Nothing was imported."
                            .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private static InputStream unzipped(Path file, InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (EOFException | ZipException e) {
            throw BackupFailure.refused("%s was not made by 'export', or its beginning is damaged (%s)."
                    .formatted(file, e.getMessage() == null ? "it ends too early" : e.getMessage()));
        }
    }

    private static void requireFree(Path file, boolean overwrite) {
        if (Files.isDirectory(file)) {
            throw BackupFailure.refused("%s is a folder. Name a file.".formatted(file));
        }
        if (!overwrite && Files.exists(file)) {
            throw BackupFailure.refused(
                    "%s already exists. Name another file, or add --overwrite to replace it.".formatted(file));
        }
    }

    private static BackupFailure failed(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return BackupFailure.failed(
                    "The folder %s does not exist. Create it, or name a file in another folder."
                            .formatted(file.getParent()),
                    e);
        }
        String message = String.valueOf(e.getMessage());
        if (FULL.matcher(message).find()) {
            return BackupFailure.failed(
                    "The disk of %s is full. Free some space, or name a file on another disk; the incomplete file was removed."
                            .formatted(file),
                    e);
        }
        return BackupFailure.failed(
                "%s cannot be written (%s: %s).".formatted(file, e.getClass().getSimpleName(), message), e);
    }
}
