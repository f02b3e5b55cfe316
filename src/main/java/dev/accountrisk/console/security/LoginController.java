package dev.accountrisk.console.security;

import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the login, and the page that a login link opens: it asks for one click, so that a preview of the link uses nothing up. */
@Controller
class LoginController {
    private final boolean users;
    private final Map<String, String> providers;

    LoginController(ConsoleProperties properties, ObjectProvider<LoginProviders> providers) {
        this.users = properties.hasUsers();
        this.providers = Optional.ofNullable(providers.getIfAvailable()).map(LoginProviders::names).orElse(Map.of());
    }

    @GetMapping(PageRules.LOGIN)
    String login(Model model) {
        model.addAttribute("users", users);
        model.addAttribute("providers", providers);
        return "login";
    }

    @GetMapping(PageRules.LOGIN_LINK)
    String link(@RequestParam String token, Model model) {
        model.addAttribute("token", token);
        return "login-link";
    }
}
