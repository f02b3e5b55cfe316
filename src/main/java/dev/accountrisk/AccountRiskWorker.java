package dev.accountrisk;

import dev.accountrisk.ops.CommandLineEntry;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one way in, for the worker and for the jobs. */
@SpringBootApplication
public class AccountRiskWorker {
    public static void main(String[] arguments) {
        CommandLineEntry.run(AccountRiskWorker.class, arguments).ifPresent(System::exit);
    }
}
