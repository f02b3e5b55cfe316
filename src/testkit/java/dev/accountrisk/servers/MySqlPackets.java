package dev.accountrisk.servers;

import java.nio.charset.StandardCharsets;

/** Tells MySQL's client packets apart, on connections without TLS and compression. */
public final class MySqlPackets {

    private static final int HEADER_BYTES = 4;
    private static final int COM_QUERY = 3;

    private MySqlPackets() {}

    public static TcpProxy.ClientPacket commit() {
        return query("COMMIT");
    }

    /** A query of just this text, in any case. Query attributes may stand before it. */
    public static TcpProxy.ClientPacket query(String sql) {
        byte[] wanted = sql.getBytes(StandardCharsets.US_ASCII);
        return (bytes, length) -> isQuery(bytes, length) && endsWith(bytes, length, wanted);
    }

    /** A query that begins with this text, in any case. */
    public static TcpProxy.ClientPacket queryWith(String part) {
        return (bytes, length) -> isQuery(bytes, length)
                && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(part);
    }

    private static boolean isQuery(byte[] bytes, int length) {
        return length > HEADER_BYTES && bytes[HEADER_BYTES] == COM_QUERY;
    }

    private static boolean endsWith(byte[] bytes, int length, byte[] wanted) {
        int attributesAtMost = 2;
        int textLength = length - HEADER_BYTES - 1;
        if (textLength < wanted.length || textLength > wanted.length + attributesAtMost) {
            return false;
        }
        String tail = new String(bytes, length - wanted.length, wanted.length, StandardCharsets.ISO_8859_1);
        return tail.equalsIgnoreCase(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}
