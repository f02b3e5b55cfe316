package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the lab measured in one run.
 *
 * @param serverVersion
 *            the server it was measured on
 * @param chapters
 *            what depends on the level
 * @param findings
 *            what does not
 */
record LabReport(String serverVersion, List<Measured> chapters, List<MeasuredFindings> findings) {

    /** A chapter and its measured rows. */
    record Measured(Chapter chapter, List<Row> rows) {}

    /** An experiment and what it saw at each level. */
    record Row(Experiment experiment, Map<Isolation, Observation> observations) {}

    /** A chapter of findings and its measured rows. */
    record MeasuredFindings(FindingChapter chapter, List<MeasuredFinding> rows) {}

    /** A finding and what came of it. */
    record MeasuredFinding(Finding finding, String seen) {}

    static LabReport measure(LabDatabase lab) throws SQLException {
        List<Measured> chapters = new ArrayList<>();
        for (Chapter chapter : Chapter.all()) {
            List<Row> rows = new ArrayList<>();
            for (Experiment experiment : chapter.experiments()) {
                rows.add(measure(lab, experiment));
            }
            chapters.add(new Measured(chapter, rows));
        }
        List<MeasuredFindings> findings = new ArrayList<>();
        for (FindingChapter chapter : FindingChapter.all()) {
            List<MeasuredFinding> rows = new ArrayList<>();
            for (Finding finding : chapter.findings()) {
                rows.add(new MeasuredFinding(finding, finding.observe(lab)));
            }
            findings.add(new MeasuredFindings(chapter, rows));
        }
        return new LabReport(lab.serverVersion(), chapters, findings);
    }

    private static Row measure(LabDatabase lab, Experiment experiment) throws SQLException {
        Map<Isolation, Observation> observations = new EnumMap<>(Isolation.class);
        for (Isolation level : Isolation.values()) {
            observations.put(level, experiment.observe(lab, level));
        }
        return new Row(experiment, observations);
    }
}
