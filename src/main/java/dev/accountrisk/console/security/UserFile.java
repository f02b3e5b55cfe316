package dev.accountrisk.console.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The file of users. A line is {@code name:bcrypt hash:ROLE,ROLE}; its first two parts are what {@code htpasswd -nB name} writes. Empty
 * lines and lines that begin with {@code #} are left out.
 */
final class UserFile {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final int COST_MIN = 10;

    private UserFile() {}

    /**
     * Reads all users by name.
     *
     * @throws IllegalArgumentException with the line and the rule, if a line is wrong
     */
    static Map<String, UserDetails> read(Path file) throws IOException {
        Map<String, UserDetails> users = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                UserDetails user = user(line, "line " + (i + 1) + " of " + file);
                if (users.put(user.getUsername(), user) != null) {
                    throw new IllegalArgumentException(
                            "line " + (i + 1) + " of " + file + ": the name occurs a second time");
                }
            }
        }
        if (users.isEmpty()) {
            throw new IllegalArgumentException(file + " names no user: nobody could log in");
        }
        return users;
    }

    /** Never repeats a part of the line in an error, because it may be a password. */
    private static UserDetails user(String line, String where) {
        String[] parts = line.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(where + ": a line is name:bcrypt hash:ROLE,ROLE");
        }
        if (!NAME.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException(
                    where + ": a name has 1 to 64 characters of A-Z a-z 0-9 . _ @ -");
        }
        var hash = BCRYPT.matcher(parts[1]);
        if (!hash.matches() || Integer.parseInt(hash.group(1)) < COST_MIN) {
            throw new IllegalArgumentException(where + ": the second part is a bcrypt hash of cost " + COST_MIN
                    + " or more, as htpasswd -nBC " + COST_MIN + " writes it");
        }
        String[] roles = Arrays.stream(parts[2].split(",", -1))
                .map(role -> role(role.strip(), where))
                .toArray(String[]::new);
        return User.withUsername(parts[0]).password(parts[1]).roles(roles).build();
    }

    private static String role(String name, String where) {
        for (ConsoleRole role : ConsoleRole.values()) {
            if (role.name().equals(name)) {
                return name;
            }
        }
        throw new IllegalArgumentException(
                where + ": a role is one of " + Arrays.toString(ConsoleRole.values()).replaceAll("[\\[\\]]", ""));
    }
}
