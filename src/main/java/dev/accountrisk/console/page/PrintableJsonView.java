package dev.accountrisk.console.page;

import dev.accountrisk.text.PrintableText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.view.json.JacksonJsonView;
import tools.jackson.databind.json.JsonMapper;

/** A page as JSON that is safe to print: it keeps its meaning. */
final class PrintableJsonView extends JacksonJsonView {
    PrintableJsonView(JsonMapper json) {
        super(json);
    }

    @Override
    protected void writeContent(OutputStream stream, Object page, @Nullable Map<String, Object> hints)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        super.writeContent(bytes, page, hints);
        stream.write(PrintableText.escape(bytes.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }
}
