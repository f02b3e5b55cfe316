package dev.accountrisk.console.security;

import java.security.Principal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.context.request.WebRequest;

/** What every template knows of whoever looks at it. The address itself is protected too: this only leaves out links. */
@ControllerAdvice
class ViewerAttributes {
    @ModelAttribute("viewer")
    String viewer(WebRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "" : principal.getName();
    }

    @ModelAttribute("mayAudit")
    boolean mayAudit(WebRequest request) {
        return request.isUserInRole(ConsoleRole.AUDITOR.name());
    }

    @ModelAttribute("maySeePayloads")
    boolean maySeePayloads(WebRequest request) {
        return request.isUserInRole(ConsoleRole.PAYLOAD.name());
    }

    @ModelAttribute("mayOperate")
    boolean mayOperate(WebRequest request) {
        return request.isUserInRole(ConsoleRole.OPERATOR.name());
    }

    @ModelAttribute("mayApprove")
    boolean mayApprove(WebRequest request) {
        return request.isUserInRole(ConsoleRole.APPROVER.name());
    }
}
