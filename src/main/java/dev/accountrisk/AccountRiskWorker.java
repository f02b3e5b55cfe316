package dev.accountrisk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the worker. */
@SpringBootApplication
public class AccountRiskWorker {
    public static void main(String[] args) {
        SpringApplication.run(AccountRiskWorker.class, args);
    }
}
