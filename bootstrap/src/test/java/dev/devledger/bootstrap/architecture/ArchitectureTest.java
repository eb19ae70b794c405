package dev.devledger.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule holds for Devledger, and each can fail: the package {@code planted} is a small tree of the same shape
 * whose classes break the rules on purpose. Every run of this test has the same rules find every one of them, and
 * leave alone the innocent ones that stand between.
 */
class ArchitectureTest {
    private static final String PLANTED = ArchitectureTest.class.getPackageName() + ".planted";

    private static final JavaClasses DEVLEDGER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.devledger");

    private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);

    @Test
    void all_four_modules_are_looked_at() {
        assertThat(List.of("domain", "application", "adapters", "bootstrap"))
                .allMatch(module -> DEVLEDGER.containPackage("dev.devledger." + module));
    }

    @Test
    void every_room_is_there() {
        assertThat(Rooms.all()).allMatch(room -> DEVLEDGER.containPackage("dev.devledger." + room));
    }

    /** Else a rule would hold nothing after a rename, and say nothing of it: the planted tree has names of its own. */
    @Test
    void each_type_and_method_that_a_rule_names_is_there() {
        assertThat(Stream.of(ArchitectureRule.SHOWN, ArchitectureRule.WRITING).flatMap(Set::stream))
                .allMatch(type -> DEVLEDGER.contain("dev.devledger." + type));
        assertThat(Stream.of(ArchitectureRule.WRITES, ArchitectureRule.REMOTE_WRITES)
                        .flatMap(each -> each.entrySet().stream()))
                .allSatisfy(each -> assertThat(each.getValue()).allMatch(name -> hasMethod(each.getKey(), name)));
    }

    private static boolean hasMethod(String type, String name) {
        return DEVLEDGER.get("dev.devledger." + type).getAllMethods().stream()
                .anyMatch(method -> method.getName().matches(name));
    }

    @ParameterizedTest
    @EnumSource
    void devledger_keeps_the_rule(ArchitectureRule rule) {
        rule.below("dev.devledger").allowEmptyShould(true).check(DEVLEDGER);
    }

    @ParameterizedTest
    @MethodSource
    void the_rule_finds_what_is_planted(ArchitectureRule rule, List<String> offenders) {
        List<String> found =
                rule.below(PLANTED).evaluate(PLANTED_CLASSES).getFailureReport().getDetails();

        assertThat(offenders).allSatisfy(offender -> assertThat(found).anyMatch(detail -> detail.contains(offender)));
        assertThat(found).noneMatch(detail -> detail.contains("nnocent"));
    }

    static Stream<Arguments> the_rule_finds_what_is_planted() {
        return Stream.of(ArchitectureRule.values()).map(rule -> arguments(rule, planted(rule)));
    }

    /** A switch without a default: a new rule does not compile until something is planted for it. */
    private static List<String> planted(ArchitectureRule rule) {
        return switch (rule) {
            case LAYERS_REACH_INWARDS_ONLY ->
                List.of(
                        "PlantedDomain$ReachesApplication",
                        "PlantedApplication$ReachesAdapters",
                        "PlantedApplication$ReachesBootstrap",
                        "PlantedAdapter$ReachesBootstrap",
                        "OutsideOfEveryLayer");
            case DOMAIN_SEES_JAVA_ONLY -> List.of("PlantedDomain$OnSpring", "PlantedDomain$OnLogging");
            case APPLICATION_SEES_NO_WEB_JDBC_OR_HTTP ->
                List.of(
                        "PlantedApplication$OnSpringMvc",
                        "PlantedApplication$OnServlets",
                        "PlantedApplication$OnJdbc",
                        "PlantedApplication$OnDataSource",
                        "PlantedApplication$OnSpringJdbc",
                        "PlantedApplication$OnHttpClient",
                        "PlantedApplication$OnOkHttp");
            case AXON_STAYS_OUT_OF_THE_DOMAIN -> List.of("PlantedDomain$OnAxon");
            case ADAPTERS_DO_NOT_SEE_EACH_OTHER ->
                List.of(
                        "PlantedAdapter$ReachesItsNeighbour",
                        "PlantedFormat$ReachesAnAdapter",
                        "PlantedLayout$ReachesAnAdapter");
            case SERVICES_DO_NOT_SEE_EACH_OTHER -> List.of("three.ReachesAnotherService", "Kernel$ReachesAService");
            case ONLY_ONE_PACKAGE_SEES_THE_SDK_OF_MCP ->
                List.of("PlantedAdapter$OnTheSdk", "PlantedAdapter$OnItsTransport");
            case PACKAGES_HAVE_NO_CYCLES -> List.of("Slice domain.chicken -> ", "Slice domain -> ");
            case NAMES_SAY_SOMETHING ->
                List.of("ThingImpl", "ThingManager", "ThingHelper", "ThingUtil", "ThingUtils", "ThingDto", "ThingDTO");
            case ROOMS_SEE_DOWNWARDS_ONLY ->
                List.of(
                        "PushSeesPull",
                        "ReadSeesPlan",
                        "RoomOfNoFloor",
                        "ContentSeesLink",
                        "SqlSeesWrite",
                        "HttpSeesResource",
                        "CommonSeesTasks");
            case THE_SYNC_HAS_ONE_DOOR ->
                List.of("PlantedAdapter$PastTheDoor", "PlantedAdapter$IntoTheRecord", "PlantedApplication$PastTheDoor");
            case A_PLAN_WRITES_NOTHING ->
                List.of(
                        "ReadThatWrites$ToTheLedger",
                        "ReadThatWrites.marks",
                        "ReadThatWrites.shows",
                        "Planned$AsAChangeSet");
            case ONLY_A_PUSH_WRITES_TO_THE_REMOTE ->
                List.of("ReadThatWrites.creates", "ReadThatWrites.handsOn", "Pulled.deletes");
            case CONNECTORS_ARE_ALIKE ->
                List.of("HiddenConnector", "NearConnector", "FarConnector", "DeepConnector", "PageOfAService");
            case CONSTRUCTORS_TAKE_FEW_ARGUMENTS -> List.of("PlantedDomain$TakesEight", "PlantedApplication$TakesNine");
        };
    }
}
