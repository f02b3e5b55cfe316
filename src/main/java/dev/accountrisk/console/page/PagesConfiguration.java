package dev.accountrisk.console.page;

import static org.springframework.web.servlet.view.UrlBasedViewResolver.REDIRECT_URL_PREFIX;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.ViewResolverRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.view.RedirectView;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import tools.jackson.databind.json.JsonMapper;

/** Every page is HTML, or JSON for whoever asks with {@code Accept: application/json}: the same object under the same address. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {
    /** The name of the object in the model that a page shows. */
    private static final String PAGE = "page";

    private final JsonMapper json;
    private final ObjectProvider<ThymeleafViewResolver> html;

    PagesConfiguration(JsonMapper json, ObjectProvider<ThymeleafViewResolver> html) {
        this.json = json;
        this.html = html;
    }

    /** Whoever does not say what it wants gets HTML where there is HTML. Probes and metrics have none. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.defaultContentType(MediaType.TEXT_HTML, MediaType.APPLICATION_JSON, MediaType.ALL);
    }

    @Override
    public void configureViewResolvers(ViewResolverRegistry registry) {
        PrintableJsonView view = new PrintableJsonView(json);
        view.setModelKey(PAGE);
        view.setExtractValueFromSingleKeyModel(true);
        registry.enableContentNegotiation(view);
        registry.viewResolver(PagesConfiguration::redirect);
        // a browser takes anything after HTML, and would get JSON if HTML were not among the choices
        registry.viewResolver(html.getObject());
    }

    /** Without it, a script that asks for JSON would get an empty page, and not learn the address of its action. */
    private static @Nullable View redirect(String name, Locale locale) {
        return name.startsWith(REDIRECT_URL_PREFIX)
                ? new RedirectView(name.substring(REDIRECT_URL_PREFIX.length()), true)
                : null;
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/overview");
    }
}
