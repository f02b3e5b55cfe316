package dev.accountrisk;

import dev.accountrisk.ops.TerminationSignal;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the worker. */
@SpringBootApplication
public class AccountRiskWorker {
    private static final int WRONG_USAGE = 2;

    private static final String USAGE = """
            account-risk-worker [worker] [--SETTING=VALUE ...]
              worker   applies the topics' records until it is asked to end (SIGTERM); also when no command is given
              --help   this text
            Settings are Spring Boot's and those of account-risk.*, from the environment or as --name.with.dots=value.""";

    /** Runs a command; the worker when none is given. A word that is no command is refused: nobody means the worker by it. */
    public static void main(String[] args) {
        boolean named = args.length > 0 && !args[0].startsWith("--");
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
        } else if (named && !args[0].equals("worker")) {
            System.err.println("command: there is none called " + args[0] + "\n" + USAGE);
            System.exit(WRONG_USAGE);
        } else {
            TerminationSignal.exitWithZero();
            SpringApplication.run(AccountRiskWorker.class, named ? Arrays.copyOfRange(args, 1, args.length) : args);
        }
    }
}
