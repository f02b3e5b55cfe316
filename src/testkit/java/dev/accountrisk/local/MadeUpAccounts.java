package dev.accountrisk.local;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/** Accounts with both kinds of id that real systems have. The lower the index, the busier the account, and one is hot. */
final class MadeUpAccounts {

    static final int COUNT = 2_000;
    static final String HOT = "hot-account";

    private static final double HOT_SHARE = 0.15;
    private static final double SKEW = 3;
    private static final int SHORT_ID_CHARACTERS = 12;

    private final Random random;

    MadeUpAccounts(Random random) {
        this.random = random;
    }

    String any() {
        if (random.nextDouble() < HOT_SHARE) {
            return HOT;
        }
        return id((int) (COUNT * Math.pow(random.nextDouble(), SKEW)));
    }

    static String id(int index) {
        String uuid = UUID.nameUUIDFromBytes(("account " + index).getBytes(StandardCharsets.UTF_8)).toString();
        return index % 3 == 0 ? uuid : uuid.replace("-", "").substring(0, SHORT_ID_CHARACTERS);
    }
}
