package dev.accountrisk.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser with cookies of its own, which follows no redirect. */
final class Visitor implements AutoCloseable {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI home;
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visitor(URI home) {
        this.home = home;
    }

    /** The page as a browser asks for it. */
    HttpResponse<String> html(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "text/html"));
    }

    /** The page as a script asks for it. */
    HttpResponse<String> json(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "application/json"));
    }

    /** Posts a form as it is. */
    HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Logs in by the form. */
    HttpResponse<String> logIn(String name, String password) throws IOException, InterruptedException {
        return post("/login", Map.of("username", name, "password", password, "_csrf", csrf("/login")));
    }

    /** The token that a page's form carries. */
    String csrf(String path) throws IOException, InterruptedException {
        Matcher token = CSRF.matcher(html(path).body());
        if (!token.find()) {
            throw new AssertionError(path + " has no form with a token");
        }
        return token.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(home.resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
