package dev.accountrisk.console.activity;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.risk.RiskPolicyYaml;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yaml.snakeyaml.error.YAMLException;

/** Shows the risk policy in force, and what another one would change. Nothing is changed by it. */
@Controller
class PolicyController {
    private static final int CHARACTERS_MAX = 2_000;

    private final DatabaseReads reads;
    private final ActivityReader activity;
    private final LevelCounter levels;
    /** A count reads many rows, so there is one at a time. */
    private final Semaphore counting = new Semaphore(1);

    PolicyController(DatabaseReads reads, ActivityReader activity, LevelCounter levels) {
        this.reads = reads;
        this.activity = activity;
        this.levels = levels;
    }

    /** @param yaml another policy, as a file would have it */
    @GetMapping("/policy")
    ModelAndView policy(@RequestParam(required = false) @Nullable String yaml) {
        if (yaml == null || yaml.isBlank()) {
            return new ModelAndView("policy", "page",
                    reads.read(now -> PolicyPage.of(activity.readInTx(now), now, null, null)));
        }
        RiskPolicy policy = parsed(yaml);
        if (!counting.tryAcquire()) {
            throw new BadQuestionException("Somebody else's preview is under way: try again in a few seconds");
        }
        try {
            return new ModelAndView("policy", "page", reads.read(
                    now -> PolicyPage.of(activity.readInTx(now), now, yaml, levels.countInTx(policy))));
        } finally {
            counting.release();
        }
    }

    private static RiskPolicy parsed(String yaml) {
        if (yaml.length() > CHARACTERS_MAX) {
            throw new BadQuestionException("a policy has at most " + CHARACTERS_MAX + " characters here");
        }
        try {
            return RiskPolicyYaml.parse(yaml.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | YAMLException wrong) {
            throw new BadQuestionException("this is no policy: " + wrong.getMessage(), wrong);
        }
    }
}
