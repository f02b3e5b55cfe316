package dev.accountrisk.console.page;

import dev.accountrisk.database.Causes;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
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

    private static final String LOOK_AT_ACTIONS = " Then look at the page Actions: what you asked for may have been taken.";
    private static final int REFRESH_SECONDS = 5;

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
    ModelAndView noDatabase(RuntimeException failure, HttpServletRequest request) {
        String cause = Causes.innermost(failure);
        LOG.warn("a page could not be read from MySQL: {}", cause);
        return unavailable("MySQL did not answer this page: " + cause, request);
    }

    /** Whoever sees it may have no login, so the cause is in the log alone. */
    @ExceptionHandler
    ModelAndView unknownLogin(UnknownLoginException failure, HttpServletRequest request) {
        return unavailable(String.valueOf(failure.getMessage()), request);
    }

    /** A browser asks again by itself for a page. A form that was posted may have been taken before MySQL went away. */
    private static ModelAndView unavailable(String title, HttpServletRequest request) {
        boolean asked = HttpMethod.GET.matches(request.getMethod());
        ModelAndView page = page(HttpStatus.SERVICE_UNAVAILABLE, title, WITHOUT_DATABASE,
                asked ? LOOK_AT_MYSQL : LOOK_AT_MYSQL + LOOK_AT_ACTIONS);
        if (asked) {
            page.addObject("refreshSeconds", REFRESH_SECONDS);
        }
        return page;
    }

    private static ModelAndView page(HttpStatus status, String title, String meaning,
            String advice) {
        ModelAndView view = new ModelAndView("failure", status);
        return view.addObject("page", new FailurePage(status.value(), title, meaning, advice));
    }
}
