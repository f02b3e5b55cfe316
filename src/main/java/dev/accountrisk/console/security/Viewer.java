package dev.accountrisk.console.security;

import dev.accountrisk.console.page.UnknownLoginException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What every template knows of whoever looks at it, those of failures too. The address itself is protected: this only leaves out links.
 */
@Configuration(proxyBeanMethods = false)
class Viewer implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns(PageRules.FILES);
    }

    /** @throws UnknownLoginException where nobody can know who it is */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (UnknownLogins.concern(request)) {
            throw new UnknownLoginException();
        }
        Principal principal = request.getUserPrincipal();
        if (principal != null) {
            request.setAttribute("viewer", principal.getName());
            request.setAttribute("mayAudit", request.isUserInRole(ConsoleRole.AUDITOR.name()));
            request.setAttribute("maySeePayloads", request.isUserInRole(ConsoleRole.PAYLOAD.name()));
            request.setAttribute("mayOperate", request.isUserInRole(ConsoleRole.OPERATOR.name()));
            request.setAttribute("mayApprove", request.isUserInRole(ConsoleRole.APPROVER.name()));
        }
        return true;
    }
}
