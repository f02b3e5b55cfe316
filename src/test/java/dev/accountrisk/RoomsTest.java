package dev.accountrisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.accountrisk.account.RiskFold;
import dev.accountrisk.badhouse.BadHouse;
import dev.accountrisk.risk.RiskUpdateDecoder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the house holds, and would be seen to be broken. */
class RoomsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.accountrisk");
    private static final JavaClasses BAD_HOUSE = new ClassFileImporter()
            .importPackages(BadHouse.class.getPackageName());

    /** Who breaks which rule in the bad house. */
    private static final Map<String, String> OFFENDERS = Map.ofEntries(
            Map.entry("account uses only the rooms below it", "account.GoesUpstairs"),
            Map.entry("wire uses only the rooms below it", "wire.GoesAstray"),
            Map.entry("mapping uses only the rooms below it", "mapping.GoesAstray"),
            Map.entry("database uses only the rooms below it", "database.GoesAstray"),
            Map.entry("job uses only the rooms below it", "job.GoesAstray"),
            Map.entry("text uses only the rooms below it", "text.GoesAstray"),
            Map.entry("threads uses only the rooms below it", "threads.GoesAstray"),
            Map.entry("decoder uses only the rooms below it", "decoder.GoesAstray"),
            Map.entry("broker uses only the rooms below it", "broker.GoesAstray"),
            Map.entry("engine uses only the rooms below it", "engine.GoesAstray"),
            Map.entry("locks uses only the rooms below it", "locks.GoesAstray"),
            Map.entry("parking uses only the rooms below it", "parking.GoesAstray"),
            Map.entry("journal uses only the rooms below it", "journal.GoesAstray"),
            Map.entry("risk uses only the rooms below it", "risk.GoesAstray"),
            Map.entry("commands uses only the rooms below it", "commands.GoesAstray"),
            Map.entry("outbox uses only the rooms below it", "outbox.GoesAstray"),
            Map.entry("consumer uses only the rooms below it", "consumer.GoesAstray"),
            Map.entry("ingest uses only the rooms below it", "ingest.GoesAstray"),
            Map.entry("backfill uses only the rooms below it", "backfill.GoesAstray"),
            Map.entry("reconcile uses only the rooms below it", "reconcile.TakesTheWire"),
            Map.entry("positions uses only the rooms below it", "positions.GoesAstray"),
            Map.entry("redrive uses only the rooms below it", "redrive.GoesAstray"),
            Map.entry("actions uses only the rooms below it", "actions.GoesAstray"),
            Map.entry("observe uses only the rooms below it", "observe.GoesAstray"),
            Map.entry("console uses only the rooms below it", "console.GoesAstray"),
            Map.entry("app uses only the rooms below it", "app.GoesAstray"),
            Map.entry("cli uses only the rooms below it", "cli.GoesAstray"),
            Map.entry("no room uses the house's front door", "account.UsesTheFrontDoor"),
            Map.entry("every package is a room", "cellar.StandsOutsideTheRules"),
            Map.entry("rooms make no circle", "account.GoesUpstairs"),
            Map.entry("packages make no circle, in a room as between rooms", "reconcile.pile.GoesUpstairs"),
            Map.entry("no package is a heap", "reconcile.pile.Heap01"),
            Map.entry("every package is null-marked", "cellar.StandsOutsideTheRules"),
            Map.entry("account uses java only", "account.KnowsSpring"),
            Map.entry("account does no I/O", "account.ReadsFiles"),
            Map.entry("account reads no clock", "account.ReadsTheClock"),
            Map.entry("wire uses Jackson's streams only", "wire.BindsObjects"),
            Map.entry("wire speaks no SQL", "wire.SpeaksSql"),
            Map.entry("mapping uses Jackson's streams and a YAML reader only", "mapping.BindsObjects"),
            Map.entry("mapping reads no files", "mapping.ReadsFiles"),
            Map.entry("mapping reads no clock", "mapping.ReadsTheClock"),
            Map.entry("decoder uses java only", "decoder.BindsObjects"),
            Map.entry("engine knows no Kafka", "engine.KnowsKafka"),
            Map.entry("engine starts no threads", "engine.StartsThreads"),
            Map.entry("engine reads no clock but StepClock's", "engine.ReadsTheClock"),
            Map.entry("ingest, reconcile and redrive know no topic's entries", "redrive.KnowsCommands"),
            Map.entry("backfill knows no topic's entries", "backfill.KnowsCommands"),
            Map.entry("ingest speaks no SQL", "ingest.SpeaksSql"),
            Map.entry("Redisson is known in locks only", "reconcile.LocksElsewhere"),
            Map.entry("one class opens and ends transactions", "reconcile.CommitsToo"),
            Map.entry("entities' transactions are opened in database alone", "redrive.RunsEntitiesInATransaction"),
            Map.entry("Spring's transactions are used in database alone", "redrive.UsesATransactionTemplate"),
            Map.entry("one class of database opens entities' transactions", "database.OpensEntityTransactionsToo"),
            Map.entry("no annotation opens a transaction", "reconcile.LeavesTransactionsToAnAnnotation"));

    @Test
    void theHouseIsWhatIsLookedAt() {
        assertThat(HOUSE.contain(RiskFold.class)).isTrue();
        assertThat(HOUSE.contain(RiskUpdateDecoder.class)).isTrue();
        assertThat(HOUSE.contain(RoomsTest.class)).isFalse();
        assertThat(HouseRules.of("dev.accountrisk").keySet()).isEqualTo(OFFENDERS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        return HouseRules.of("dev.accountrisk")
                .entrySet()
                .stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleBites() {
        return HouseRules.of(BadHouse.class.getPackageName())
                .entrySet()
                .stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> assertBites(rule.getKey(), rule.getValue())));
    }

    private static void assertBites(String name, ArchRule rule) {
        EvaluationResult result = rule.evaluate(BAD_HOUSE);

        assertThat(result.getFailureReport().toString())
                .contains(BadHouse.class.getPackageName() + "." + OFFENDERS.get(name));
    }
}
