package dev.accountrisk.console.manual;

import dev.accountrisk.console.page.MissingPageException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Shows the documents. They need no login, so that the run-book can be read while MySQL is away. */
@Controller
class ManualController {
    private final Manual manual = new Manual();

    /** @param html what the document says, as HTML */
    record ManualPage(String name, String title, String html) {}

    @GetMapping("/manual/{name}")
    ModelAndView document(@PathVariable String name) {
        return manual.find(name)
                .map(document -> new ModelAndView("manual", "page",
                        new ManualPage(name, document.title(), document.html())))
                .orElseThrow(() -> new MissingPageException("There is no such document."));
    }
}
