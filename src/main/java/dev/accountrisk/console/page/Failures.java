package dev.accountrisk.console.page;

import dev.accountrisk.database.Causes;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Answers with a page, or its JSON, that says what went wrong, what it means and what to do. */
@ControllerAdvice
class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String WITHOUT_DATABASE = "The console shows nothing while it cannot read. The workers are other processes;"
            + " they wait for MySQL too, and lose nothing.";
    private static final String LOOK_AT_MYSQL = "Look at MySQL first. If a table or a right is missing, run the command migrate and"
            + " then grants.sql.";

    /** @param status the HTTP status */
    record FailurePage(int status, String title, String meaning, String advice) {}

    @ExceptionHandler
    ModelAndView missing(MissingPageException missing) {
        return page(HttpStatus.NOT_FOUND, String.valueOf(missing.getMessage()),
                "It may have been removed, or the address is wrong.", "Go back, or search again.");
    }

    @ExceptionHandler
    ModelAndView badQuestion(BadQuestionException wrong) {
        return page(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()), "Nothing was looked up.",
                "Correct the field and try again.");
    }

    @ExceptionHandler
    ModelAndView badParameter(MethodArgumentTypeMismatchException wrong) {
        return page(HttpStatus.BAD_REQUEST, wrong.getName() + " has not the form that it needs",
                "Nothing was looked up.", "Correct the field and try again.");
    }

    @ExceptionHandler
    ModelAndView badForm(MethodArgumentNotValidException wrong) {
        FieldError field = wrong.getFieldError();
        return page(HttpStatus.BAD_REQUEST, (field == null ? "a field" : field.getField())
                + " has not the form that it needs", "Nothing was asked for.", "Correct the field and try again.");
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView noDatabase(RuntimeException failure) {
        String cause = Causes.innermost(failure);
        LOG.warn("a page could not be read from MySQL: {}", cause);
        return page(HttpStatus.SERVICE_UNAVAILABLE, "MySQL did not answer this page: " + cause,
                WITHOUT_DATABASE, LOOK_AT_MYSQL);
    }

    /** Whoever sees it may have no login, so the cause is in the log alone. */
    @ExceptionHandler
    ModelAndView unknownLogin(UnknownLoginException failure) {
        return page(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(failure.getMessage()), WITHOUT_DATABASE,
                LOOK_AT_MYSQL);
    }

    private static ModelAndView page(HttpStatus status, String title, String meaning,
            String advice) {
        return new ModelAndView("failure",
                Map.of("page", new FailurePage(status.value(), title, meaning, advice)), status);
    }
}
