package dev.simrun.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The items that these tests are to show, and that each has a test. An item is a case in which clients can tell a good
 * imitation of Lambda from a bad one; it is tagged {@code aws} if the service does so, {@code both} if AWS's emulator
 * does so, too, and {@code rie} if only the emulator does.
 */
final class ItemsTest {
    private static final String ITEMS = """
        1 both A poll blocks without limit while there is no event.
        2 both An event has its id, deadline and ARN, and its body is unchanged.
        3 both An event has the content type application/json by default.
        4 both A poll before the answer gives the same event again.
        5 both An answer to another id is refused, and the invocation goes on.
        6 both An answer without any invocation has a wrong id (400, not 403).
        7 both A second response is a wrong transition (403) while extensions are busy.
        8 both A second response has a wrong id (400) after the invocation was released.
        9 both An error after the response is refused and does not change the answer.
        10 both init/error in an invocation is a wrong transition from Running.
        11 both A poll after init/error is a wrong transition from InitError.
        12 both A response of exactly 6,291,556 bytes is taken.
        13 both A response of one byte more is Function.ResponseSizeTooLarge (413).
        14 aws After that the same process serves the next event.
        15 both A response mode other than streaming is refused and fails the invocation.
        16 rie After that a poll is a wrong transition until the environment is reset.
        17 both A streamed response shorter than its Content-Length is truncated.
        18 both A chunked response without its last chunk is truncated.
        19 both An error type of another form becomes Runtime.Unknown.
        20 both One that begins with Function. becomes Function.Unknown.
        21 both One that holds a valid type is kept.
        22 both An error with its cause reaches the caller without the cause.
        23 both A broken one becomes "Invalid error body".
        24 both An X-Ray cause of 200 KiB is taken and cut to 64 KiB.
        25 both An X-Ray cause that is not JSON is ignored.
        26 both A wrong method is 405, an unknown path 404.
        27 both Trailers of a streamed response give the invocation's error.
        28 both Of broken base64 in the trailers the type is kept.
        29 both Trailers that are declared and not sent are no error.
        30 both Trailer lines inside the body are payload.
        31 both A stream is cut by the function time-out, and its end says so.
        32 aws A stream's first 6 MB are immediate, the rest comes at about 2 MB/s.
        33 aws An answer to another delivery is 410.
        34 aws An answer without an invocation id is taken.
        35 aws A late answer to a timed-out delivery is 410, and its retry has its own result.
        36 both Without SnapStart restore/next is 404.
        37 both After next, restore/next is a wrong transition.
        38 both restore/error is taken while restoring only.
        39 both While restoring, init/error counts as restore/error.
        40 both Credentials with a wrong token are 404.
        41 both The release is the agent with the features.
        42 aws The tenant's id reaches the runtime.
        43 both An empty response is an answer of no bytes.
        44 both A runtime that exits with 0 is Runtime.ExitError without a reason.
        45 both One that exits with 127 is Runtime.ExitError with exit status 127.
        46 both One that is killed is Runtime.ExitError with signal: killed.
        47 both A runtime that exits after its response breaks the environment, not the answer.
        48 both An external extension under another name is internal, and init waits in vain.
        49 both The runtime starts when every external extension has registered.
        50 both An extension without events is awaited in init and then stays blocked.
        51 both An internal extension can not have SHUTDOWN.
        52 both Event names are upper case.
        53 both A registration without a body is refused.
        54 both Configuration keys are refused.
        55 both An eleventh extension is refused.
        56 both The runtime's first poll closes registration.
        57 both The identifier must be there, be a UUID and be known.
        58 both A second poll beside a waiting one is a wrong transition.
        59 both The feature accountId gives the account.
        60 both A folder of extensions that is empty or has only folders expects none.
        61 both A file that can't be executed is Extension.LaunchError.
        62 both An extension that exits with 0 while idle fails the next invocation.
        63 both The caller has a generic type; the one reported before an exit stands in its event.
        64 both init/error of an extension needs a type.
        65 both init/error of an extension that polled is a wrong state.
        66 aws The caller need not wait for extensions.
        67 rie The caller waits for extensions.
        68 both An extension that never polls again makes a time-out and a reset.
        69 both A runtime without extensions is killed, never asked to end.
        70 both The runtime ends before extensions hear of the shutdown.
        71 both An extension without SHUTDOWN is killed and hears nothing.
        72 both A busy extension hears of the shutdown when it polls.
        73 both An extension that goes on is killed at the deadline.
        74 both Signals reach the whole group of a process.
        75 both Events have identifiers of their own, and tracing only with a trace id.
        76 both With the disable file, register is 404 without a body.
        77 both Extensions have no variables of the runtime's.
        78 both A reset starts extensions anew, and /tmp stays.
        101 aws A time-out is Sandbox.Timedout with two decimals.
        109 both After a time-out the next invocation has a fresh process and the old /tmp.
        110 aws Init over its limit begins again inside the first invocation.
        111 both Failed init is done again at the first invocation.
        112 rie Failed init is the answer to a later crash, too: simrun names the crash.
        113 both A runtime that can't be executed is Runtime.InvalidEntrypoint.
        """;

    /** Items without a test, each with the reason: judged wrong, or out of reach. */
    private static final Map<Integer, String> LEFT_OUT =
            Map.of(67, "Lambda does not (item 66), and only it is followed here.");

    private record Listed(int number, String tag, String what) {
        static Listed of(String line) {
            var parts = line.split(" ", 3);
            return new Listed(Integer.parseInt(parts[0]), parts[1], parts[2]);
        }
    }

    @Test
    void every_item_has_a_test_or_a_reason() throws Exception {
        var tested = tested().keySet();
        var listed = ITEMS.lines().map(Listed::of).map(Listed::number).toList();
        assertThat(listed).isSorted().doesNotHaveDuplicates().containsAll(tested);
        assertThat(LEFT_OUT.keySet()).doesNotContainAnyElementsOf(tested);
        var missing = new ArrayList<>(listed);
        missing.removeAll(tested);
        missing.removeAll(LEFT_OUT.keySet());
        assertThat(missing).as("items without a test").isEmpty();
    }

    @Test
    void table_of_items_and_tests_is_up_to_date() throws Exception {
        var tests = tested();
        var table = new StringBuilder("| item | tag | behaviour | tests |\n|---|---|---|---|\n");
        ITEMS.lines()
                .map(Listed::of)
                .forEach(item -> table.append("| " + item.number() + " | " + item.tag() + " | ")
                        .append(item.what() + " | ")
                        .append(String.join("<br>", tests.getOrDefault(item.number(), List.of())))
                        .append(LEFT_OUT.getOrDefault(item.number(), ""))
                        .append(" |\n"));
        Golden.check(Path.of("src/test/resources/conformance/items.md"), table.toString());
    }

    /** The tests of each item, in the order of their names. */
    private static Map<Integer, List<String>> tested() throws Exception {
        var tested = new TreeMap<Integer, List<String>>();
        for (var test : tests()) {
            for (int number : test.getAnnotation(Item.class).value()) {
                tested.computeIfAbsent(number, _ -> new ArrayList<>())
                        .add(test.getDeclaringClass().getSimpleName() + "." + test.getName());
            }
        }
        return tested;
    }

    private static List<Method> tests() throws Exception {
        var methods = new ArrayList<Method>();
        for (var name : classes()) {
            Arrays.stream(Class.forName(name).getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Item.class))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(methods::add);
        }
        return methods;
    }

    private static List<String> classes() throws IOException, URISyntaxException {
        var here = ItemsTest.class.getResource("ItemsTest.class");
        try (var files = Files.list(Path.of(here.toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("\\w+Test\\.class"))
                    .map(file -> ItemsTest.class.getPackageName() + "." + file.replace(".class", ""))
                    .sorted()
                    .toList();
        }
    }
}
