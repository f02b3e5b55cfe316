package dev.accountrisk.console.page;

import dev.accountrisk.text.PrintableText;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;

/** Escapes text and the values of attributes. Thymeleaf makes one for each page. */
public final class PrintableHandler extends AbstractTemplateHandler {
    /** Thymeleaf calls this. */
    public PrintableHandler() {}

    @Override
    public void handleText(IText text) {
        String printable = PrintableText.escapeLines(text.getText());
        super.handleText(printable.equals(text.getText())
                ? text
                : getContext().getModelFactory().createText(printable));
    }

    @Override
    public void handleOpenElement(IOpenElementTag tag) {
        super.handleOpenElement(printable(tag));
    }

    @Override
    public void handleStandaloneElement(IStandaloneElementTag tag) {
        super.handleStandaloneElement(printable(tag));
    }

    private <T extends IProcessableElementTag> T printable(T tag) {
        T printable = tag;
        for (IAttribute attribute : tag.getAllAttributes()) {
            String value = attribute.getValue();
            if (value != null && !value.equals(PrintableText.escapeLines(value))) {
                printable = getContext().getModelFactory()
                        .setAttribute(printable, attribute.getAttributeCompleteName(),
                                PrintableText.escapeLines(value));
            }
        }
        return printable;
    }
}
