package dev.simrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** simrun as a jar, with the manifest that the build gives it, which also tells the JVM a thing. */
final class Packaged {
    private Packaged() {}

    /** Makes a jar in a folder and gives the command that runs it. */
    static List<String> command(Path folder) throws IOException {
        var jar = folder.resolve("simrun.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest(Simrun.classes())).close();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:UserThreadWaitAttemptsAtExit=0",
                "-jar",
                jar.toString());
    }

    /** Makes what is unpacked of a release, with the classes in its jar; the libraries are those of this machine. */
    static void release(Path folder) throws IOException {
        var libraries = Simrun.classes().stream().filter(Files::isRegularFile).toList();
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("simrun.jar")), manifest(libraries))) {
            for (var classes :
                    Simrun.classes().stream().filter(Files::isDirectory).toList()) {
                add(classes, jar);
            }
        }
    }

    private static void add(Path classes, JarOutputStream jar) throws IOException {
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private static Manifest manifest(List<Path> classPath) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Name.MANIFEST_VERSION, "1.0");
        attributes.put(Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Name.CLASS_PATH,
                classPath.stream().map(entry -> entry.toUri().toString()).collect(Collectors.joining(" ")));
        addEntries(attributes);
        return manifest;
    }

    private static void addEntries(Attributes attributes) throws IOException {
        try {
            var pom = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Path.of("pom.xml").toFile());
            var entries = ((Element) pom.getElementsByTagName("manifestEntries").item(0)).getElementsByTagName("*");
            for (int i = 0; i < entries.getLength(); i++) {
                var entry = entries.item(i);
                attributes.putValue(entry.getNodeName(), entry.getTextContent().strip());
            }
        } catch (org.xml.sax.SAXException | javax.xml.parsers.ParserConfigurationException wrong) {
            throw new IOException(wrong);
        }
    }
}
