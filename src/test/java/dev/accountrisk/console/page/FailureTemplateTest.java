package dev.accountrisk.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** A page that cannot be shown says what happened, what it means for the data, and what to do. */
class FailureTemplateTest {
    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() throws Exception {
        var answer = new Failures().noDatabase(new DataAccessResourceFailureException("<b>refused"));
        assertThat(answer.getStatus()).isNotNull().extracting(Object::toString).asString().startsWith("503");
        assertThat(new Templates().render("failure", Objects.requireNonNull(answer.getModel().get("page"))))
                .contains("<h1>MySQL did not answer this page: &lt;b&gt;refused</h1>", "lose nothing",
                        "Look at MySQL first.");
    }

    @Test
    void whatIsMissingIsNamed() {
        var answer = new Failures().missing(new MissingPageException("There is no parked record 9."));
        assertThat(answer.getStatus()).isNotNull().extracting(Object::toString).asString().startsWith("404");
    }
}
