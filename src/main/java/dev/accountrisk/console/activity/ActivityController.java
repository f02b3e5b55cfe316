package dev.accountrisk.console.activity;

import dev.accountrisk.console.page.DatabaseReads;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows what happened in the workers in the last minutes. */
@Controller
class ActivityController {
    private final DatabaseReads reads;
    private final ActivityReader activity;

    ActivityController(DatabaseReads reads, ActivityReader activity) {
        this.reads = reads;
        this.activity = activity;
    }

    @GetMapping("/hot")
    ModelAndView hot() {
        return new ModelAndView("hot", "page", reads.read(now -> HotPage.of(activity.readInTx(now), now)));
    }

    @GetMapping("/conflicts")
    ModelAndView conflicts() {
        return new ModelAndView("conflicts", "page", reads.read(now -> ConflictsPage.of(activity.readInTx(now), now)));
    }
}
