package dev.accountrisk.console.page;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** Escapes on every HTML page what must not steer the screen of its reader, whoever wrote it. */
@Component
public final class PrintableDialect extends AbstractDialect implements IPostProcessorDialect {
    private static final int AFTER_THE_OTHERS = 10_000;

    /** Spring calls this. */
    public PrintableDialect() {
        super("printable");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return AFTER_THE_OTHERS;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, PrintableHandler.class, AFTER_THE_OTHERS));
    }
}
