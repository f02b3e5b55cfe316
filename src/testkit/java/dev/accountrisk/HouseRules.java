package dev.accountrisk;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Which room may use what. A rule holds for a room that is still empty. */
final class HouseRules {
    /** What a room may use that holds one feature: everything about one topic. */
    private static final List<String> FEATURE_USES = List.of("account", "wire", "mapping", "database", "outbox",
            "engine", "parking", "journal");

    /** What each room may use of the others. What two rooms say to each other they say in the words of {@code account}. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("account", List.of()),
            Map.entry("database", List.of()),
            Map.entry("job", List.of()),
            Map.entry("threads", List.of()),
            Map.entry("text", List.of()),
            Map.entry("decoder", List.of()),
            Map.entry("wire", List.of("account")),
            Map.entry("mapping", List.of("account", "wire")),
            Map.entry("broker", List.of("wire", "consumer")),
            Map.entry("outbox", List.of("account", "wire", "database", "text")),
            Map.entry("engine", List.of("account", "wire", "database", "outbox")),
            Map.entry("locks", List.of("database", "engine", "text")),
            Map.entry("parking", List.of("account", "database", "outbox", "engine")),
            Map.entry("journal", List.of("account", "database", "engine")),
            Map.entry("risk", FEATURE_USES),
            Map.entry("commands", List.of("account", "wire", "mapping", "database", "outbox", "engine", "parking",
                    "journal", "text")),
            Map.entry("consumer", List.of("text", "threads")),
            Map.entry("ingest", List.of("account", "wire", "broker", "consumer", "database", "engine",
                    "text", "threads")),
            Map.entry("backfill",
                    List.of("account", "wire", "text", "broker", "database", "engine", "parking", "journal",
                            "job")),
            Map.entry("reconcile", List.of("account", "broker", "database", "engine", "job")),
            Map.entry("positions", List.of("broker", "database", "engine")),
            Map.entry("redrive", List.of("account", "wire", "database", "engine", "parking", "job")),
            Map.entry("actions", List.of("account", "wire", "broker", "database", "parking", "positions", "redrive",
                    "job")),
            Map.entry("observe", List.of("account", "mapping", "database", "outbox", "engine", "locks", "parking",
                    "ingest", "threads")),
            Map.entry("app",
                    List.of("account", "decoder", "wire", "mapping", "broker", "consumer", "database", "outbox",
                            "engine", "locks",
                            "parking", "risk", "commands", "ingest", "backfill", "reconcile", "redrive", "positions",
                            "observe", "actions", "text", "threads")),
            Map.entry("console", List.of("account", "database", "risk", "observe", "actions", "app", "text")),
            Map.entry("cli",
                    List.of("account", "wire", "database", "engine", "parking", "backfill", "reconcile", "redrive",
                            "positions", "actions", "job", "app", "mapping", "console", "text")));
    private static final String[] SQL = {"java.sql..", "javax.sql..", "jakarta.persistence..",
            "org.springframework.jdbc..", "org.springframework.data.jpa..", "org.hibernate..", "com.mysql..",
            "com.zaxxer.hikari.."};
    private static final String[] KAFKA = {"org.apache.kafka..", "org.springframework.kafka.."};

    private final String house;

    private HouseRules(String house) {
        this.house = house;
    }

    /** The rules by name, for a house whose rooms are the packages right below this one. */
    static Map<String, ArchRule> of(String house) {
        HouseRules rules = new HouseRules(house);
        Map<String, ArchRule> byName = new LinkedHashMap<>();
        MAY_USE.forEach((room, others) -> byName.put(room + " uses only the rooms below it",
                rules.usesOnly(room, others)));
        byName.put("no room uses the house's front door", rules.frontDoor());
        byName.put("every package is a room", rules.everyPackageIsARoom());
        byName.put("rooms make no circle", slices().matching(house + ".(*)..").should().beFreeOfCycles());
        byName.put("packages make no circle, in a room as between rooms",
                slices().matching(house + ".(**)").should().beFreeOfCycles());
        byName.put("no package is a heap", classes().should(new SmallPackages()));
        byName.put("every package is null-marked", rules.nullMarked());
        byName.put("account uses java only", rules.usesOnlyLibraries("account", "java..", "org.jspecify.."));
        byName.put("account does no I/O", rules.usesNone("account", "java.io..", "java.net..", "java.nio.file..",
                "java.nio.channels..", "java.sql..", "java.util.concurrent.."));
        byName.put("account reads no clock", rules.readsNoClock("account", ""));
        byName.put("wire uses Jackson's streams only",
                rules.usesOnlyLibraries("wire", "java..", "org.jspecify..", "tools.jackson.core.."));
        byName.put("wire speaks no SQL", rules.usesNone("wire", SQL));
        byName.put("mapping uses Jackson's streams and a YAML reader only", rules.usesOnlyLibraries("mapping", "java..",
                "org.jspecify..", "tools.jackson.core..", "org.yaml.snakeyaml.."));
        byName.put("mapping reads no files", rules.usesNone("mapping", "java.nio.file..", "java.net.."));
        byName.put("mapping reads no clock", rules.readsNoClock("mapping", ""));
        byName.put("decoder uses java only", rules.usesOnlyLibraries("decoder", "java..", "org.jspecify.."));
        byName.put("engine knows no Kafka", rules.usesNone("engine", KAFKA));
        byName.put("engine starts no threads", rules.startsNoThreads());
        byName.put("engine reads no clock but StepClock's", rules.readsNoClock("engine", ".engine.StepClock"));
        byName.put("ingest, reconcile and redrive know no topic's entries", noClasses().that()
                .resideInAnyPackage(rules.room("ingest"), rules.room("reconcile"), rules.room("redrive"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(Pattern.quote(house) + "\\.account\\.(Command|RiskUpdate)(\\$.*)?")
                .allowEmptyShould(true));
        byName.put("backfill knows no topic's entries", noClasses().that()
                .resideInAPackage(rules.room("backfill"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(Pattern.quote(house) + "\\.account\\.(Command|Risk).*")
                .allowEmptyShould(true));
        byName.put("ingest speaks no SQL", rules.ingestSpeaksNoSql());
        byName.put("Redisson is known in locks only", noClasses().that()
                .resideOutsideOfPackage(rules.room("locks"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.redisson..")
                .allowEmptyShould(true));
        byName.put("one class opens and ends transactions", oneClass("open or end a transaction",
                describe("opens or ends a transaction", HouseRules::opensOrEndsATransaction)));
        TransactionRules.addTo(byName, rules.room("database"));
        return byName;
    }

    private String room(String name) {
        return house + "." + name + "..";
    }

    private ArchRule usesOnly(String room, List<String> others) {
        List<String> allowed = new ArrayList<>(List.of(room(room)));
        others.forEach(other -> allowed.add(room(other)));
        return noClasses().that()
                .resideInAPackage(room(room))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(house + "..").and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
                .allowEmptyShould(true);
    }

    private ArchRule usesOnlyLibraries(String room, String... libraries) {
        return noClasses().that()
                .resideInAPackage(room(room))
                .should()
                .dependOnClassesThat(
                        resideOutsideOfPackages(libraries).and(resideOutsideOfPackages(house + "..", "")))
                .allowEmptyShould(true);
    }

    private ArchRule usesNone(String room, String... packages) {
        return noClasses().that()
                .resideInAPackage(room(room))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(packages).and(not(assignableToExactly(Serializable.class))))
                .allowEmptyShould(true);
    }

    /** It may learn that the database is unavailable and pass on the description, but nothing more. */
    private ArchRule ingestSpeaksNoSql() {
        DescribedPredicate<JavaClass> fault = describe("tell of a fault",
                javaClass -> javaClass.isEquivalentTo(SQLException.class)
                        || javaClass.getName().equals(house + ".database.SqlFault"));
        return noClasses().that()
                .resideInAPackage(room("ingest"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(SQL).or(resideInAnyPackage(room("database"))).and(not(fault)))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> assignableToExactly(Class<?> type) {
        return describe("are " + type.getName(), javaClass -> javaClass.isEquivalentTo(type));
    }

    private ArchRule frontDoor() {
        return noClasses().that()
                .resideInAnyPackage(house + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(house)
                .allowEmptyShould(true);
    }

    private ArchRule everyPackageIsARoom() {
        List<String> rooms = new ArrayList<>(List.of(house));
        MAY_USE.keySet().forEach(room -> rooms.add(room(room)));
        return classes().should().resideInAnyPackage(rooms.toArray(String[]::new));
    }

    private ArchRule nullMarked() {
        return classes().should(new ArchCondition<>("reside in a package that is null-marked") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                boolean marked = javaClass.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(javaClass, marked,
                        javaClass.getName() + " resides in a package without a null-marked package-info"));
            }
        });
    }

    /** Nor hands one on by a method reference. One class of the room may be left out. */
    private ArchRule readsNoClock(String room, String butClass) {
        Set<String> clocks = Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC", "systemDefaultZone", "tick");
        return noClasses().that()
                .resideInAPackage(room(room))
                .and()
                .doNotHaveFullyQualifiedName(house + butClass)
                .should()
                .accessTargetWhere(describe("reads a clock",
                        access -> clocks.contains(access.getTarget().getName())
                                && access.getTargetOwner().getPackageName().startsWith("java.")))
                .allowEmptyShould(true);
    }

    private ArchRule startsNoThreads() {
        return noClasses().that()
                .resideInAPackage(room("engine"))
                .should()
                .accessTargetWhere(describe(
                        "starts or makes threads", HouseRules::makesThreads))
                .allowEmptyShould(true);
    }

    private static boolean makesThreads(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        return owner.isEquivalentTo(Executors.class)
                || owner.isAssignableTo(Thread.Builder.class)
                || (owner.isAssignableTo(Thread.class)
                        && Set.of("<init>", "start", "startVirtualThread").contains(name))
                || (owner.isAssignableTo(CompletableFuture.class) && name.endsWith("Async")
                        && !isGivenAnExecutor(access));
    }

    /** Work handed to an executor that was made elsewhere starts no thread here. */
    private static boolean isGivenAnExecutor(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(Executor.class));
    }

    private static boolean opensOrEndsATransaction(JavaClass javaClass) {
        return javaClass.getMethodCallsFromSelf()
                .stream()
                .anyMatch(call -> assignableTo(Connection.class).test(call.getTargetOwner())
                        && Set.of("setAutoCommit", "commit").contains(call.getTarget().getName()));
    }

    /** At most one class, with what is nested in it, may do something. */
    static ArchRule oneClass(String what, DescribedPredicate<JavaClass> does) {
        return classes().that(are(does)).should(new ArchCondition<>("be the only one to " + what) {
            private final Set<String> found = new TreeSet<>();

            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                found.add(topLevel(javaClass).getName());
            }

            @Override
            public void finish(ConditionEvents events) {
                events.add(new SimpleConditionEvent(found, found.size() <= 1, String.join(", ", found) + " " + what));
            }
        }).allowEmptyShould(true);
    }

    private static JavaClass topLevel(JavaClass javaClass) {
        return javaClass.getEnclosingClass().map(HouseRules::topLevel).orElse(javaClass);
    }
}
