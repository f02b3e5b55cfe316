package dev.accountrisk.console.page;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders a template of the console with the object that its controller would give it. */
public final class Templates {
    private final ThymeleafViewResolver views = new ThymeleafViewResolver();
    private final StaticWebApplicationContext context = new StaticWebApplicationContext();

    public Templates() {
        context.setServletContext(new MockServletContext());
        context.registerSingleton("words", Words.class);
        context.refresh();
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/console/");
        files.setSuffix(".html");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        engine.addDialect(new PrintableDialect());
        views.setTemplateEngine(engine);
        views.setCharacterEncoding("UTF-8");
        views.setApplicationContext(context);
    }

    /** The page as its reader gets it. */
    public String render(String template, Object page) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(context.getServletContext());
        request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
        request.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
        MockHttpServletResponse response = new MockHttpServletResponse();
        Objects.requireNonNull(views.resolveViewName(template, Locale.ROOT))
                .render(Map.of("page", page, "viewer", "ana", "mayAudit", true, "maySeePayloads", true,
                        "mayOperate", true, "mayApprove", true), request,
                        response);
        return response.getContentAsString();
    }
}
