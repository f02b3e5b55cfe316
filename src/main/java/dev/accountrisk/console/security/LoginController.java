package dev.accountrisk.console.security;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the login, and the page that a login link opens: it asks for one click, so that a preview of the link uses nothing up. */
@Controller
class LoginController {
    @GetMapping("/login")
    String login() {
        return "login";
    }

    @GetMapping("/login/link")
    String link(@RequestParam String token, Model model) {
        model.addAttribute("token", token);
        return "login-link";
    }
}
