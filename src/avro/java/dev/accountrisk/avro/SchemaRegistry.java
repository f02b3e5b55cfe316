package dev.accountrisk.avro;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.accountrisk.decoder.BadValueException;
import dev.accountrisk.decoder.UnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks a registry for schemas, over HTTP. After a question without an answer it asks none for a second, because the thread that asks
 * has other records to poll. Belongs to one thread at a time.
 */
final class SchemaRegistry implements SchemaSource {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long ANSWER_BYTES_MAX = 4L * 1024 * 1024;
    private static final int FOUND = 200;
    private static final int UNKNOWN = 404;
    private static final JsonMapper JSON = new JsonMapper();

    private final URI address;
    private final @Nullable String authorization;
    private final Duration answerMax;
    private final HttpClient client;
    private @Nullable String problem;
    private long askAgainNanos = System.nanoTime();

    /**
     * @param connectMax how long to wait for a connection
     * @param readMax    how long to wait for the whole answer after that
     */
    SchemaRegistry(URI address, @Nullable String username, @Nullable String password, Duration connectMax,
            Duration readMax) {
        this.address = address;
        this.authorization = username == null
                ? null
                : "Basic " + Base64.getEncoder()
                        .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.answerMax = connectMax.plus(readMax);
        this.client = HttpClient.newBuilder().connectTimeout(connectMax).build();
    }

    @Override
    public Schema find(int id) throws BadValueException, UnavailableException {
        if (problem != null && System.nanoTime() - askAgainNanos < 0) {
            throw new UnavailableException(problem);
        }
        try {
            Schema schema = schema(id, ask(id));
            problem = null;
            return schema;
        } catch (UnavailableException unavailable) {
            problem = unavailable.getMessage();
            askAgainNanos = System.nanoTime() + PAUSE.toNanos();
            throw unavailable;
        }
    }

    private static Schema schema(int id, HttpResponse<String> answer) throws BadValueException, UnavailableException {
        switch (answer.statusCode()) {
            case FOUND -> {
                // read below
            }
            case UNKNOWN -> throw SchemaText.unknown(id);
            default -> throw new UnavailableException(answer.uri() + " answers with status " + answer.statusCode());
        }
        @Nullable
        JsonNode schema;
        @Nullable
        JsonNode type;
        try {
            JsonNode json = JSON.readTree(answer.body());
            schema = json.get("schema");
            type = json.get("schemaType");
        } catch (JacksonException noJson) {
            throw new UnavailableException(answer.uri() + " does not answer in JSON: is it a registry?", noJson);
        }
        if (schema == null || !schema.isTextual()) {
            throw new UnavailableException(answer.uri() + " answers without a schema: is it a registry?");
        }
        if (type != null && !type.asText().equals("AVRO")) {
            throw new BadValueException("schema " + id + " is not one of Avro");
        }
        return SchemaText.parse(id, schema.asText());
    }

    private HttpResponse<String> ask(int id) throws UnavailableException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/schemas/ids/" + id))
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request.build(),
                BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
        try {
            return answer.get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            @Nullable
            Throwable cause = failure.getCause();
            throw new UnavailableException(address + " does not answer ("
                    + (cause == null ? failure : cause).getClass().getSimpleName() + ")", failure);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new UnavailableException(address + " does not answer in " + answerMax.toMillis() + " ms", late);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnavailableException(address + " was not waited for: the worker ends", interrupted);
        }
    }
}
