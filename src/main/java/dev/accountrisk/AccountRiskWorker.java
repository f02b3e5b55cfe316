package dev.accountrisk;

import dev.accountrisk.ops.TerminationSignal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the worker. */
@SpringBootApplication
public class AccountRiskWorker {
    public static void main(String[] args) {
        TerminationSignal.exitWithZero();
        SpringApplication.run(AccountRiskWorker.class, args);
    }
}
