package dev.accountrisk;

import dev.accountrisk.cli.CommandLineEntry;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;

/** The one way in, for the worker and for the jobs. The worker has no entities, and does not wait for Hibernate. */
@SpringBootApplication(exclude = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
public class AccountRiskWorker {
    public static void main(String[] arguments) {
        CommandLineEntry.run(AccountRiskWorker.class, arguments).ifPresent(System::exit);
    }
}
