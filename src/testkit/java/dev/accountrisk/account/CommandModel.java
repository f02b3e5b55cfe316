package dev.accountrisk.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of commands of the contract once more, written straight down and one command at a time: what the fold is
 * compared with. It shares the events with the fold and nothing else.
 */
final class CommandModel {
    private static final BigDecimal TEN_TO_THE_TWENTY = new BigDecimal("100000000000000000000");

    final Map<String, BigDecimal> balances = new HashMap<>();
    final Map<String, BigDecimal> frozen = new HashMap<>();
    final Map<String, String[]> holds = new HashMap<>();
    final List<String> journal = new ArrayList<>();
    final Map<String, String> answers = new HashMap<>();
    @Nullable
    String reference;
    boolean heldBack;

    private final Map<String, String> contents = new HashMap<>();
    private final Map<String, String> referenceOwners;

    CommandModel(Map<String, String> referenceOwners) {
        this.referenceOwners = referenceOwners;
    }

    String park(ParkReason reason) {
        heldBack = true;
        return "parked " + reason;
    }

    String apply(Command command) {
        String id = command.commandId();
        String content = content(command);
        if (contents.containsKey(id)) {
            return content.equals(contents.get(id)) ? "duplicate" : "conflict";
        }
        if (heldBack) {
            return "parked BEHIND_PARKED";
        }
        String answer = decide(command);
        contents.put(id, content);
        answers.put(id, answer);
        String asset = asset(command);
        journal.add(id + " " + answer + (asset == null
                ? ""
                : " " + asset + " " + text(balance(asset)) + " "
                        + text(frozen(asset))));
        return answer;
    }

    private String decide(Command command) {
        String[] hold = command.holdId() == null ? null : holds.get(command.holdId());
        String asset = asset(command);
        BigDecimal amount = command.amount() == null ? BigDecimal.ZERO : command.amount();
        BigDecimal balance = asset == null ? BigDecimal.ZERO : balance(asset);
        BigDecimal frozenNow = asset == null ? BigDecimal.ZERO : frozen(asset);
        switch (command.type()) {
            case OPEN -> {
                String wanted = String.valueOf(command.externalRef());
                if (reference != null) {
                    return reference.equals(wanted) ? "applied" : "refused ALREADY_OPEN";
                }
                if (referenceOwners.containsKey(wanted)) {
                    return "refused ALREADY_EXISTS";
                }
                reference = wanted;
            }
            case CREDIT -> {
                if (balance.add(amount).compareTo(TEN_TO_THE_TWENTY) >= 0) {
                    return "refused OVERFLOW";
                }
                balances.put(String.valueOf(asset), balance.add(amount));
            }
            case DEBIT -> {
                if (balance.subtract(frozenNow).compareTo(amount) < 0) {
                    return "refused INSUFFICIENT_BALANCE";
                }
                balances.put(String.valueOf(asset), balance.subtract(amount));
            }
            case FREEZE -> {
                if (balance.subtract(frozenNow).compareTo(amount) < 0) {
                    return "refused INSUFFICIENT_BALANCE";
                }
                if (hold != null) {
                    return "refused HOLD_EXISTS";
                }
                frozen.put(String.valueOf(asset), frozenNow.add(amount));
                holds.put(String.valueOf(command.holdId()), new String[]{asset, text(amount), "OPEN",
                        String.valueOf(command.expiresAtMillis())});
            }
            case SETTLE, REFUND, EXPIRE -> {
                if (hold == null) {
                    return "refused HOLD_UNKNOWN";
                }
                if (!hold[2].equals("OPEN")) {
                    return "refused HOLD_CLOSED";
                }
                boolean due = !hold[3].equals("null") && command.timeMillis() >= Long.parseLong(hold[3]);
                BigDecimal held = new BigDecimal(hold[1]);
                if (command.type() == CommandType.SETTLE) {
                    if (due) {
                        return "refused HOLD_EXPIRED";
                    }
                    if (amount.compareTo(held) > 0) {
                        return "refused EXCEEDS_HOLD";
                    }
                    balances.put(hold[0], balance.subtract(amount));
                } else if (command.type() == CommandType.EXPIRE && !due) {
                    return "refused NOT_DUE";
                }
                frozen.put(hold[0], frozenNow.subtract(held));
                hold[2] = command.type() == CommandType.SETTLE
                        ? "SETTLED"
                        : command.type() == CommandType.REFUND ? "REFUNDED" : "EXPIRED";
            }
        }
        return "applied";
    }

    private @Nullable String asset(Command command) {
        if (command.type() == CommandType.OPEN) {
            return null;
        }
        if (command.type() == CommandType.SETTLE || command.type() == CommandType.REFUND
                || command.type() == CommandType.EXPIRE) {
            String[] hold = holds.get(String.valueOf(command.holdId()));
            return hold == null ? null : hold[0];
        }
        return command.asset();
    }

    BigDecimal balance(String asset) {
        return balances.getOrDefault(asset, BigDecimal.ZERO);
    }

    BigDecimal frozen(String asset) {
        return frozen.getOrDefault(asset, BigDecimal.ZERO);
    }

    private static String content(Command command) {
        return command.type() + "|" + command.asset() + "|" + (command.amount() == null ? "" : text(command.amount()))
                + "|" + command.holdId() + "|" + command.expiresAtMillis() + "|" + command.externalRef();
    }

    static String text(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
