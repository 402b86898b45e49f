package dev.simrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build writes out of the compiled classes does what Java would have made of them at run time. */
class LowerTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private void compile() throws IOException {
        var source = folder.resolve("Kinds.java");
        Files.copy(Path.of("src/test/resources/build/Kinds.txt"), source);
        var errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-XDstringConcat=inline", "-d", folder.toString(), source.toString());
        assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    private List<String> leftToRunTime() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .flatMap(LowerTest::dynamic)
                    .map(call -> call.bootstrapMethod().owner().displayName())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Stream<InvokeDynamicInstruction> dynamic(Path file) {
        ClassModel model;
        try {
            model = ClassFile.of().parse(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(InvokeDynamicInstruction.class::isInstance)
                .map(InvokeDynamicInstruction.class::cast);
    }

    private static byte[] lambda(ClassDesc name) {
        return ClassFile.of().build(name, _ -> {});
    }

    @Test
    void all_kinds_do_what_they_did_before() throws Exception {
        compile();
        assertThat(leftToRunTime()).containsExactly("LambdaMetafactory", "ObjectMethods", "SwitchBootstraps");
        var before = run(JAVA, "-Xverify:all", "-cp", folder.toString(), "Kinds");
        var classes = System.getProperty("java.class.path") + File.pathSeparator + folder;
        run(JAVA, "-cp", classes, "src/build/Lower.java", folder.toString());
        assertThat(leftToRunTime()).doesNotContain("LambdaMetafactory", "ObjectMethods");
        assertThat(run(JAVA, "-Xverify:all", "-cp", folder.toString(), "Kinds")).isEqualTo(before);
        var orphan = Files.copy(folder.resolve("Kinds$lambda0.class"), folder.resolve("Gone$lambda0.class"));
        var outdated = folder.resolve("Kinds$lambda1000.class");
        Files.write(outdated, lambda(ClassDesc.of("Kinds$lambda1000")));
        run(JAVA, "-cp", classes, "src/build/Lower.java", folder.toString()); // as when Maven builds once more
        assertThat(orphan).doesNotExist();
        assertThat(outdated).doesNotExist();
        assertThat(run(JAVA, "-Xverify:all", "-cp", folder.toString(), "Kinds")).isEqualTo(before);
    }
}
