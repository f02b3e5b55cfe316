package dev.accountrisk.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of a parked record that its decoder needs, in one piece: how many there are, and for each its name and its bytes. */
public final class KeptHeaders {
    private KeptHeaders() {}

    /** Packs those of the named headers that the record has; null if it has none of them. */
    public static byte @Nullable [] pack(List<String> names, RecordHeaders headers) {
        Map<String, byte[]> found = new HashMap<>();
        for (String name : names) {
            byte[] value = headers.last(name);
            if (value != null) {
                found.put(name, value);
            }
        }
        return found.isEmpty() ? null : packed(found);
    }

    private static byte[] packed(Map<String, byte[]> found) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(found.size());
            for (Map.Entry<String, byte[]> header : found.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeInt(header.getValue().length);
                out.write(header.getValue());
            }
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
        return bytes.toByteArray();
    }

    /** The headers that were packed. Anything else is damage, and thrown as such. */
    public static RecordHeaders read(byte @Nullable [] packed) {
        if (packed == null) {
            return RecordHeaders.NONE;
        }
        Map<String, byte[]> headers = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
            for (int left = in.readInt(); left > 0; left--) {
                headers.put(in.readUTF(), in.readNBytes(in.readInt()));
            }
        } catch (IOException damage) {
            throw new IllegalArgumentException("the headers of a parked record are damaged", damage);
        }
        return headers::get;
    }
}
