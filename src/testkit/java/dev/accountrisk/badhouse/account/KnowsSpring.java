package dev.accountrisk.badhouse.account;

final class KnowsSpring {
    boolean isBlank(String text) {
        return !org.springframework.util.StringUtils.hasText(text);
    }
}
