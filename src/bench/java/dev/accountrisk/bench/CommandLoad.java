package dev.accountrisk.bench;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Commands, the same for the same seed: credits, debits, holds and what becomes of them; some refused, one in a hundred sent
 * twice. The final state of each account is computed while they are made, in the plainest way.
 */
final class CommandLoad implements Load {
    private static final long SEED = 11;
    private static final double TWICE_SHARE = 0.01;
    private static final int CENTS_MAX = 100_000;

    private final int accounts;
    private final int records;
    private final List<Book> books = new ArrayList<>();
    private int applied;
    private int refused;

    /** What one account has, in hundredths. */
    private static final class Book {
        private final List<Hold> open = new ArrayList<>();
        private long balance;
        private long frozen;
    }

    private record Hold(String id, long amount) {}

    CommandLoad(int accounts, int records) {
        this.accounts = accounts;
        this.records = records;
        replay((key, value) -> {});
    }

    /** How many accounts the commands are for. */
    int accounts() {
        return accounts;
    }

    @Override
    public int records() {
        return records;
    }

    @Override
    public void replay(Sink sink) {
        SplittableRandom random = new SplittableRandom(SEED);
        books.clear();
        applied = 0;
        refused = 0;
        for (int account = 0; account < accounts; account++) {
            books.add(new Book());
        }
        String lastKey = "";
        byte[] last = {};
        for (int sent = 0; sent < records; sent++) {
            if (last.length == 0 || random.nextDouble() >= TWICE_SHARE) {
                int account = random.nextInt(accounts);
                lastKey = RiskStream.accountUuid(account);
                last = json(sent, lastKey, fields(sent, books.get(account), random));
            }
            sink.take(lastKey, last);
        }
    }

    private static byte[] json(int number, String accountUuid, String fields) {
        return ("{\"commandId\":\"c-" + number + "\",\"accountUuid\":\"" + accountUuid + "\",\"asset\":\"COIN\","
                + fields
                + "}").getBytes(StandardCharsets.US_ASCII);
    }

    private String fields(int number, Book book, SplittableRandom random) {
        int percent = random.nextInt(100);
        long amount = 1 + random.nextLong(CENTS_MAX);
        if (percent < 45) {
            return credit(book, amount * 2);
        } else if (percent < 70) {
            return debit(book, amount);
        } else if (percent < 85 || book.open.isEmpty()) {
            return freeze(book, new Hold("h-" + number, amount));
        }
        Hold hold = book.open.remove(random.nextInt(book.open.size()));
        return percent < 95 ? settle(book, hold, (hold.amount() + 1) / 2) : refund(book, hold);
    }

    private String credit(Book book, long amount) {
        applied++;
        book.balance += amount;
        return "\"type\":\"CREDIT\",\"amount\":\"" + text(amount) + "\"";
    }

    private String debit(Book book, long amount) {
        if (mayTake(book, amount)) {
            book.balance -= amount;
        }
        return "\"type\":\"DEBIT\",\"amount\":\"" + text(amount) + "\"";
    }

    private String freeze(Book book, Hold hold) {
        if (mayTake(book, hold.amount())) {
            book.frozen += hold.amount();
            book.open.add(hold);
        }
        return "\"type\":\"FREEZE\",\"amount\":\"" + text(hold.amount()) + "\",\"holdId\":\"" + hold.id() + "\"";
    }

    private String settle(Book book, Hold hold, long amount) {
        applied++;
        book.balance -= amount;
        book.frozen -= hold.amount();
        return "\"type\":\"SETTLE\",\"amount\":\"" + text(amount) + "\",\"holdId\":\"" + hold.id() + "\"";
    }

    private String refund(Book book, Hold hold) {
        applied++;
        book.frozen -= hold.amount();
        return "\"type\":\"REFUND\",\"holdId\":\"" + hold.id() + "\"";
    }

    private boolean mayTake(Book book, long amount) {
        boolean may = book.balance - book.frozen >= amount;
        applied += may ? 1 : 0;
        refused += may ? 0 : 1;
        return may;
    }

    private static String text(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    @Override
    public Verdict check(Connection connection) throws SQLException {
        Map<String, Book> left = new HashMap<>();
        for (int account = 0; account < accounts; account++) {
            left.put(RiskStream.accountUuid(account), books.get(account));
        }
        int wrong = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT account_uuid, balance * 100, frozen * 100"
                        + " FROM account_balance")) {
            while (row.next()) {
                Book book = left.remove(row.getString(1));
                wrong += book != null && holds(row, 2, book.balance, book.frozen) ? 0 : 1;
            }
        }
        // an account without a balance has had no command that was applied
        wrong += (int) left.values().stream().filter(book -> book.balance != 0 || book.frozen != 0).count();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(SUM(outcome = 'APPLIED'), 0),"
                        + " COALESCE(SUM(outcome = 'REFUSED'), 0) FROM account_entry")) {
            row.next();
            wrong += holds(row, 1, applied, refused) ? 0 : 1;
        }
        return new Verdict(wrong, accounts);
    }

    private static boolean holds(ResultSet row, int column, long first, long second) throws SQLException {
        return row.getBigDecimal(column).compareTo(BigDecimal.valueOf(first)) == 0
                && row.getBigDecimal(column + 1).compareTo(BigDecimal.valueOf(second)) == 0;
    }
}
