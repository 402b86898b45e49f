package dev.simrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Scripts that stand for a JDK and for Maven, and the few real tools that the launcher may use. */
final class FakeTools {
    private static final List<String> TOOLS =
            List.of("cat cksum env find grep ln mkdir mv readlink rm sed sh sleep sort".split(" "));

    private static final String JAVA = """
        #!/bin/sh
        home=${0%/bin/java}
        for each; do
            case $each in
                -XX:AOTCacheOutput=*)
                    echo made >>"$home/caches"
                    [ -e "$home/uncacheable" ] || echo cache >"${each#*=}"
                    exit ;;
            esac
        done
        echo "${home##*/}"
        while [ "$1" != -cp ]; do
            case $1 in -XX:AOTCache=*) echo cached ;; esac
            shift
        done
        jar=$2
        shift 3
        printf '<%s>\\n' "$jar" "$@"
        exit 7
        """;

    /** Its jar is the source, so that it changes with it. */
    private static final String MAVEN = """
        #!/bin/sh
        while [ "$1" != -f ]; do shift; done
        cd "${2%/pom.xml}" || exit
        echo "${JAVA_HOME##*/}" >>builds
        while [ -e hold ]; do sleep 0.1; done
        if [ -e broken ]; then
            echo '[INFO] chatter'
            if [ -s broken ]; then cat broken; else echo '[ERROR] no good'; fi
            exit 1
        fi
        mkdir -p target
        cat src/main/* >target/simrun.jar
        """;

    private FakeTools() {}

    /** Fills a folder that is to be a whole PATH: the real tools and a fake Maven. */
    static void fill(Path folder) throws IOException {
        for (var tool : TOOLS) {
            var real = onThisMachine(tool);
            script(folder.resolve(tool), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(real));
        }
        script(folder.resolve("mvn"), MAVEN);
    }

    /** A folder that looks like a JDK of that version. */
    static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), JAVA);
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"N/A\"\nJAVA_VERSION=\"%s\"\nOS_NAME=\"Linux\"\n".formatted(version));
        return home;
    }

    /** Writes a file that can be run. */
    static void script(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path onThisMachine(String tool) {
        var places = new ArrayList<>(List.of("/usr/bin", "/bin"));
        places.addAll(List.of(System.getenv("PATH").split(":")));
        return places.stream()
                .map(it -> Path.of(it, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + tool + " on this machine"));
    }
}
