package dev.accountrisk.avro;

import dev.accountrisk.decoder.BadValueException;
import dev.accountrisk.decoder.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.avro.Schema;

/** Reads schemas from files: the id is the file's name, such as {@code 7.avsc}. */
final class SchemaFolder implements SchemaSource {
    private final Path folder;

    SchemaFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Schema find(int id) throws BadValueException, UnavailableException {
        Path file = folder.resolve(id + ".avsc");
        try {
            return SchemaText.parse(id, Files.readString(file));
        } catch (NoSuchFileException missing) {
            if (Files.isDirectory(folder)) {
                throw SchemaText.unknown(id);
            }
            throw new UnavailableException(folder + " is gone", missing);
        } catch (IOException unreadable) {
            throw new UnavailableException(file + " cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    unreadable);
        }
    }
}
