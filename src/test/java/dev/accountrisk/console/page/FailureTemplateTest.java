package dev.accountrisk.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;

/** A page that cannot be shown says what happened, what it means for the data, and what to do. */
class FailureTemplateTest {
    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() throws Exception {
        var answer = new Failures().noDatabase(new DataAccessResourceFailureException("<b>refused"),
                new MockHttpServletRequest("GET", "/overview"));
        assertThat(answer.getModel()).containsEntry("refreshSeconds", 5);
        assertThat(answer.getStatus()).isNotNull().extracting(Object::toString).asString().startsWith("503");
        assertThat(new Templates().render("failure", Objects.requireNonNull(answer.getModel().get("page"))))
                .contains("<h1>MySQL did not answer this page: &lt;b&gt;refused</h1>", "lose nothing",
                        "Look at MySQL first.");
    }

    @Test
    void aFormThatMayHaveBeenTakenIsNotAskedForAgain() throws Exception {
        var answer = new Failures().noDatabase(new DataAccessResourceFailureException("refused"),
                new MockHttpServletRequest("POST", "/actions/7/confirm"));
        assertThat(answer.getModel()).doesNotContainKey("refreshSeconds");
        assertThat(new Templates().render("failure", Objects.requireNonNull(answer.getModel().get("page"))))
                .contains("what you asked for may have been taken")
                .doesNotContain("every five seconds", "every 5s");
    }

    @Test
    void whatIsMissingIsNamed() {
        var answer = new Failures().missing(new MissingPageException("There is no parked record 9."));
        assertThat(answer.getStatus()).isNotNull().extracting(Object::toString).asString().startsWith("404");
    }
}
