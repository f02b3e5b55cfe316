package dev.accountrisk.console.accounts;

import dev.accountrisk.console.page.BadQuestionException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a journal begins, newest first. Commands and additions to the risk count their versions by themselves, so a place has
 * one of each.
 *
 * @param command  only commands with a smaller version follow
 * @param addition only additions with a smaller version follow
 */
record JournalPlace(long command, long addition) {
    /** Everything follows. */
    static final JournalPlace NEWEST = new JournalPlace(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("c([0-9]{1,18})a([0-9]{1,18})");

    /** Reads what {@link #toString()} wrote; nothing is the newest. */
    static JournalPlace read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NEWEST;
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new BadQuestionException("before is what the page before named as older, such as c120a7");
        }
        return new JournalPlace(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    /** The place after an entry. */
    JournalPlace after(Entry entry) {
        return entry.isAddition()
                ? new JournalPlace(command, entry.version())
                : new JournalPlace(entry.version(), addition);
    }

    /** The place after some entries. */
    JournalPlace after(List<Entry> entries) {
        JournalPlace place = this;
        for (Entry entry : entries) {
            place = place.after(entry);
        }
        return place;
    }

    /** As in an address. */
    @Override
    public String toString() {
        return "c" + shown(command) + "a" + shown(addition);
    }

    private static long shown(long version) {
        return Math.min(version, 999_999_999_999_999_999L);
    }
}
