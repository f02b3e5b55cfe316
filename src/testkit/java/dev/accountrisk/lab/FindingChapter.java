package dev.accountrisk.lab;

import java.util.List;

/**
 * A group of findings that tell one story.
 *
 * @param title
 *            the chapter's heading
 * @param story
 *            what happens and why, for somebody new
 * @param findings
 *            its rows
 */
record FindingChapter(String title, String story, List<Finding> findings) {
    static List<FindingChapter> all() {
        return List.of(RowCounts.chapter(), UpsertTraps.chapter(), SwallowedErrors.chapter(), LongLists.chapter());
    }
}
