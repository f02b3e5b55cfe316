package dev.accountrisk.app.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets Spring Boot print the rule that a refused setting breaks, in place of the stack of exceptions around it. */
final class RefusedSettingAnalyzer extends AbstractFailureAnalyzer<RefusedSettingException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefusedSettingException cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct the setting; deploy/SETTINGS.md lists them.", cause);
    }
}
