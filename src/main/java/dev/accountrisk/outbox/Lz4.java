package dev.accountrisk.outbox;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** Compresses bytes with LZ4, by the library that Kafka's client brings. */
public final class Lz4 {
    private static final LZ4Factory FACTORY = fastest();
    private static final LZ4Compressor COMPRESSOR = FACTORY.fastCompressor();
    private static final LZ4SafeDecompressor DECOMPRESSOR = FACTORY.safeDecompressor();

    private Lz4() {}

    /**
     * Loads the native library, for Kafka's client too. In an executable jar the library uses its Java code otherwise, because the jar
     * has a class loader of its own.
     */
    public static void load() {
        // calling it initializes the class
    }

    /** Compresses all bytes. */
    static byte[] compress(byte[] bytes) {
        return COMPRESSOR.compress(bytes);
    }

    /**
     * Decompresses the bytes from a place on.
     *
     * @param length how many bytes were compressed
     * @throws IllegalArgumentException if the bytes are damaged
     */
    static byte[] decompress(byte[] compressed, int from, int length) {
        byte[] bytes = new byte[length];
        try {
            if (DECOMPRESSOR.decompress(compressed, from, compressed.length - from, bytes, 0) == length) {
                return bytes;
            }
        } catch (RuntimeException damage) {
            throw new IllegalArgumentException("compressed bytes are damaged", damage);
        }
        throw new IllegalArgumentException("compressed bytes are damaged");
    }

    private static LZ4Factory fastest() {
        try {
            return LZ4Factory.nativeInstance();
        } catch (LinkageError | AssertionError noLibraryForThisPlatform) {
            return LZ4Factory.fastestJavaInstance();
        }
    }
}
