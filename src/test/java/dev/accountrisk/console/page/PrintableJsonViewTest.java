package dev.accountrisk.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** A page as JSON may be printed on a terminal. */
class PrintableJsonViewTest {
    @Test
    void whatSteersAScreenIsEscapedAndKeepsItsMeaning() throws Exception {
        String text = "\u009b31m \u202Etxt\u2028 \u007f é";
        JsonMapper json = JsonMapper.builder().build();
        PrintableJsonView view = new PrintableJsonView(json);
        view.setModelKey("page");
        view.setExtractValueFromSingleKeyModel(true);
        MockHttpServletResponse response = new MockHttpServletResponse();

        view.render(Map.of("page", Map.of("text", text)), new MockHttpServletRequest(), response);

        String body = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(body).isEqualTo("{\"text\":\"\\u009b31m \\u202etxt\\u2028 \\u007f é\"}");
        assertThat(json.readTree(body).get("text").asString()).isEqualTo(text);
    }
}
