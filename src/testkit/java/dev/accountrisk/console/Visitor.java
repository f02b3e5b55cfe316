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
    /** What browsers send: anything will do, but HTML is best. */
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI home;
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visitor(URI home) {
        this.home = home;
    }

    /** The page as a browser asks for it. */
    HttpResponse<String> html(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", BROWSER));
    }

    /** The page as it comes through a proxy that sets these headers. */
    HttpResponse<String> html(String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Accept", BROWSER);
        headers.forEach(request::header);
        return send(request);
    }

    /** The page as a script asks for it. */
    HttpResponse<String> json(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "application/json"));
    }

    /** Posts a form as it is. */
    HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", BROWSER)
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    /** Logs in by the form. */
    HttpResponse<String> logIn(String name, String password) throws IOException, InterruptedException {
        return post("/login", Map.of("username", name, "password", password, "_csrf", csrf("/login")));
    }

    /** Follows an answer to where it leads, over other servers too, and returns the last answer. */
    HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
        HttpResponse<String> last = answer;
        for (int i = 0; i < 10 && last.headers().firstValue("Location").isPresent(); i++) {
            last = html(last.uri().resolve(last.headers().firstValue("Location").get()).toString());
        }
        return last;
    }

    /** Logs in at a provider, which asks for a name and a password if it does not know this browser yet. */
    HttpResponse<String> logInBy(String registration, String name, String password)
            throws IOException, InterruptedException {
        HttpResponse<String> question = follow(html("/oauth2/authorization/" + registration));
        return follow(
                post(question.uri().resolve("/login").toString(), Map.of("username", name, "password", password)));
    }

    /** Asks as a script does, with a bearer token and without anything that a browser has. */
    HttpResponse<String> script(String path, String token, Map<String, String> fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
        return send(fields.isEmpty()
                ? request
                : request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    URI home() {
        return home;
    }

    /** The token that a page's form carries. */
    String csrf(String path) throws IOException, InterruptedException {
        Matcher token = CSRF.matcher(html(path).body());
        if (!token.find()) {
            throw new AssertionError(path + " has no form with a token");
        }
        return token.group(1);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
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
