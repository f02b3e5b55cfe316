package dev.accountrisk.console.about;

import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.partitions.ProgressReader;
import dev.accountrisk.console.partitions.WorkerView;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows versions, the schema and settings. A setting is shown only if it is named here: no secret can slip in. */
@Controller
class AboutController {
    private static final List<String> SETTINGS = List.of("spring.datasource.username", "server.port",
            "management.server.port", "account-risk.console.users-file");
    private static final String SCHEMA = """
            SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL
            ORDER BY installed_rank DESC LIMIT 1""";

    private final DatabaseReads reads;
    private final ProgressReader progress;
    private final EntityManager entities;
    private final Environment environment;

    AboutController(DatabaseReads reads, ProgressReader progress, EntityManager entities, Environment environment) {
        this.reads = reads;
        this.progress = progress;
        this.entities = entities;
        this.environment = environment;
    }

    record AboutPage(Instant asOf, String console, String java, String mysql, String schema, String installation,
            List<WorkerView> workers, Map<String, String> settings) {}

    @GetMapping("/about")
    ModelAndView about() {
        String version = Objects.requireNonNullElse(AboutController.class.getPackage().getImplementationVersion(),
                "not packaged");
        AboutPage page = reads.read(now -> new AboutPage(now, version, Runtime.version().toString(),
                ask("SELECT VERSION()"), ask(SCHEMA), ask("SELECT id FROM installation"),
                progress.readInTx(now).workers(), settings()));
        return new ModelAndView("about", "page", page);
    }

    private String ask(String question) {
        List<?> answers = entities.createNativeQuery(question, String.class).getResultList();
        return answers.isEmpty() ? "unknown" : String.valueOf(answers.getFirst());
    }

    private Map<String, String> settings() {
        Map<String, String> shown = new LinkedHashMap<>();
        SETTINGS.forEach(name -> shown.put(name, environment.getProperty(name, "not set")));
        return shown;
    }
}
