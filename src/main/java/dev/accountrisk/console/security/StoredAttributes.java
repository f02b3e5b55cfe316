package dev.accountrisk.console.security;

import dev.accountrisk.database.Causes;
import dev.accountrisk.text.PrintableText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.serializer.support.SerializingConverter;

/**
 * A session's attributes as bytes. Whoever can write the table could plant any object there, so only those classes are read that a
 * login consists of. What cannot be read, because another version wrote it, is as if it was not there: its owner logs in again.
 */
final class StoredAttributes implements GenericConverter {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAttributes.class);
    private static final SerializingConverter WRITER = new SerializingConverter();
    private static final ObjectInputFilter LOGINS_ONLY = ObjectInputFilter.Config
            .createFilter("maxdepth=50;maxrefs=10000;maxarray=100000;java.lang.*;java.util.*;java.time.*;java.net.URL;"
                    + "org.springframework.security.**;!*");

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(Object.class, byte[].class), new ConvertiblePair(byte[].class, Object.class));
    }

    @Override
    public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
        if (source == null) {
            return null;
        }
        return to.getType() == byte[].class ? write(source) : read((byte[]) source);
    }

    static byte[] write(Object attribute) {
        return WRITER.convert(attribute);
    }

    /** Null if it cannot be read. */
    static @Nullable Object read(byte[] bytes) {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            stream.setObjectInputFilter(LOGINS_ONLY);
            return stream.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError unreadable) {
            LOG.warn("a stored login cannot be read, whoever has it must log in again: {}",
                    PrintableText.escape(Causes.innermost(unreadable)));
            return null;
        }
    }
}
