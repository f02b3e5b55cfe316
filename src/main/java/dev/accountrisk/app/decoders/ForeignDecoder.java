package dev.accountrisk.app.decoders;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.decoder.BadValueException;
import dev.accountrisk.decoder.UnavailableException;
import dev.accountrisk.decoder.ValueDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.Json;
import dev.accountrisk.wire.ReaderUnavailableException;
import dev.accountrisk.wire.ValueReader;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A decoder of somebody else's. Its code may be wrong: nothing that it does to a record harms another one. */
final class ForeignDecoder implements ValueReader {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignDecoder.class);
    private static final int DETAIL_CHARACTERS_MAX = 200;
    private static final int LOGGED_MAX = 20;

    private final String topic;
    private final String name;
    private final ValueDecoder decoder;
    private final List<String> headers;
    private final String digest;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    ForeignDecoder(String topic, String name, ValueDecoder decoder, String digest) {
        this.topic = topic;
        this.name = name;
        this.decoder = decoder;
        this.headers = List.copyOf(decoder.headers());
        this.digest = digest;
    }

    @Override
    public Decoded<InputRecord> read(InputRecord record) {
        byte[] value = Objects.requireNonNull(record.value());
        try {
            // a copy, because the record's own bytes are parked unchanged
            byte @Nullable [] json = decoder.toJson(new SeenRecord(topic, record, value.clone(), headers));
            if (json == null || json.length == 0) {
                return new Decoded.Invalid<>(ParkReason.NOT_JSON, "the decoder " + name + " made nothing of the value");
            }
            return Json.isOfValidSize(json)
                    ? new Decoded.Valid<>(record.withValue(json))
                    : new Decoded.Invalid<>(ParkReason.TOO_LARGE,
                            "the decoder " + name + " made more than 65536 bytes of the value");
        } catch (BadValueException bad) {
            return new Decoded.Invalid<>(ParkReason.NOT_JSON,
                    "the decoder " + name + " cannot read the value: " + oneLine(bad.getMessage()));
        } catch (UnavailableException unavailable) {
            throw new ReaderUnavailableException(
                    "the decoder " + name + " waits: " + oneLine(unavailable.getMessage()), unavailable);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            log(record, unforeseen);
            return new Decoded.Invalid<>(ParkReason.NOT_JSON,
                    "the decoder " + name + " failed: " + unforeseen.getClass().getName());
        } catch (LinkageError incomplete) {
            // not the record's fault: whoever calls stands still until the folder has every jar
            throw new IllegalStateException("the decoder " + name + " lacks a class or has a wrong one: " + incomplete,
                    incomplete);
        }
    }

    /** The stack of each kind of failure once: a thousand records may fail for the same reason. */
    private void log(InputRecord record, Throwable unforeseen) {
        if (logged.size() < LOGGED_MAX && logged.add(unforeseen.getClass().getName())) {
            LOG.atError()
                    .setCause(unforeseen)
                    .addKeyValue("topic", topic)
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("the decoder {} failed in a way that it should not: the record is parked, and so are others for"
                            + " which it fails; their failures of this kind are not logged again", name);
        }
    }

    private static String oneLine(@Nullable String text) {
        String line = text == null ? "" : text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() > DETAIL_CHARACTERS_MAX ? line.substring(0, DETAIL_CHARACTERS_MAX) : line;
    }

    @Override
    public List<String> headers() {
        return headers;
    }

    @Override
    public String digest() {
        return digest;
    }
}
