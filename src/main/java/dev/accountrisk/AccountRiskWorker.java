package dev.accountrisk;

import dev.accountrisk.ops.MigrateCommand;
import dev.accountrisk.ops.TerminationSignal;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the worker. */
@SpringBootApplication
public class AccountRiskWorker {
    public static void main(String[] args) {
        OptionalInt migrated = MigrateCommand.runIfNamed(args);
        if (migrated.isPresent()) {
            System.exit(migrated.getAsInt());
        }
        TerminationSignal.exitWithZero();
        SpringApplication.run(AccountRiskWorker.class, args);
    }
}
