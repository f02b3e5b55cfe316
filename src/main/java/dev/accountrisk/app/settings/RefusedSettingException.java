package dev.accountrisk.app.settings;

import java.io.Serial;

/** Settings with which the program must not start: one line that names them and the rule. */
public final class RefusedSettingException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    public RefusedSettingException(String rule) {
        super(rule);
    }
}
