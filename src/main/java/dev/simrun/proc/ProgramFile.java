package dev.simrun.proc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A file that the system does not start, and what its beginning says about that.
 *
 * @param head its first bytes, each as the character of that code; empty where it may be run and not read, and the
 *     messages then say less
 */
record ProgramFile(String head) {
    private static final int HEAD_BYTES = 256;
    private static final String ELF = "\u007fELF";
    private static final String MACH_O = "\u00cf\u00fa\u00ed\u00fe";
    private static final String WINDOWS = "MZ";
    private static final int ELF_MACHINE = 18;

    /** The processors that Lambda's functions are built for, by their numbers in ELF; others have no name here. */
    private static final Map<Integer, String> PROCESSORS = Map.of(0x3e, "x86_64", 0xb7, "arm64");

    static ProgramFile read(Path program) {
        try (InputStream in = Files.newInputStream(program)) {
            return new ProgramFile(new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return new ProgramFile("");
        }
    }

    /** What a file needs that is there and of which the system says that it is not. */
    String missingPart() {
        var first = head.split("\n", 2)[0];
        if (!first.startsWith("#!")) {
            return "can't be run: the loader that it was built for is not on this system"
                    + " (a glibc program on a musl system, or the other way round?)";
        }
        var interpreter = first.substring(2).strip();
        return first.endsWith("\r")
                ? "can't be run: its lines end in CRLF, as on Windows, so that its first line asks for the interpreter"
                        + " \""
                        + interpreter
                        + "\\r\", with the carriage return; save it with LF alone"
                        + " (\"sed -i 's/\\r$//' FILE\", and \"* text eol=lf\" in .gitattributes)"
                : "can't be run: its first line asks for the interpreter \""
                        + interpreter
                        + "\", which is not there; install it or change the line";
    }

    /** What a file is that the system can't make anything of. */
    String unknownFormat() {
        var here = processor(System.getProperty("os.arch"));
        var built = builtFor().filter(other -> !other.equals(here));
        if (built.isPresent()) {
            return "was built for %s, and this is %s: build it for the processor that it runs on"
                    .formatted(built.get(), here);
        }
        return head.startsWith(ELF) || head.startsWith(MACH_O) || head.startsWith(WINDOWS)
                ? "was built for another system or processor than this one (%s, %s)"
                        .formatted(System.getProperty("os.name"), here)
                : "is neither a program for this system nor a script with a \"#!\" line: add one"
                        + " such as \"#!/bin/sh\", or name the interpreter in the command";
    }

    private Optional<String> builtFor() {
        return head.startsWith(ELF) && head.length() > ELF_MACHINE + 1
                ? Optional.ofNullable(PROCESSORS.get(head.charAt(ELF_MACHINE) | head.charAt(ELF_MACHINE + 1) << 8))
                : Optional.empty();
    }

    /** As Lambda names it. */
    private static String processor(String java) {
        return switch (java) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
