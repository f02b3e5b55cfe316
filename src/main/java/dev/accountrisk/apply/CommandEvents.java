package dev.accountrisk.apply;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Balance;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import java.util.List;

/** What other systems are told of an account's commands: each answer, in order, and then where its balances came to. */
final class CommandEvents {
    private CommandEvents() {}

    static void of(AccountSnapshot before, CommandFold.Result result, List<AccountEvent> into) {
        long timeMillis = 0;
        for (CommandFold.Entry entry : result.entries()) {
            into.add(answer(entry));
            timeMillis = entry.command().timeMillis();
        }
        for (var changed : result.changedBalances().entrySet()) {
            Balance balance = changed.getValue();
            Balance earlier = before.balances().getOrDefault(changed.getKey(), Balance.ZERO);
            if (balance.balance().compareTo(earlier.balance()) != 0
                    || balance.frozen().compareTo(earlier.frozen()) != 0) {
                into.add(new AccountEvent.BalanceChanged(before.accountUuid(), changed.getKey(), balance.balance(),
                        balance.frozen(), timeMillis));
            }
        }
    }

    private static AccountEvent answer(CommandFold.Entry entry) {
        Command command = entry.command();
        Refusal refusal = entry.refusal();
        if (refusal != null) {
            return new AccountEvent.CommandRefused(command.accountUuid(), command.commandId(), command.type(), refusal,
                    command.timeMillis());
        }
        boolean movedMoney = command.type() != CommandType.OPEN;
        return new AccountEvent.CommandApplied(command.accountUuid(), command.commandId(), command.type(),
                movedMoney ? entry.asset() : null, movedMoney ? entry.balanceAfter() : null,
                movedMoney ? entry.frozenAfter() : null, command.timeMillis());
    }
}
