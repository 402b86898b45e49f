package dev.simrun.proc;

import dev.simrun.proc.LaunchException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says in a sentence why the system refused to start a process. */
final class LaunchFailure {
    private static final int ENOENT = 2;
    private static final int E2BIG = 7;
    private static final int ENOEXEC = 8;
    private static final int ENOMEM = 12;
    private static final int EACCES = 13;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    private static final int ETXTBSY = 26;
    private static final int EAGAIN_LINUX = 11;
    private static final int EAGAIN_MACOS = 35;
    private static final int MACOS_WRONG_ARCHITECTURE = 86;
    private static final int FIRST_LINE_LIMIT_BYTES = 256;

    private LaunchFailure() {}

    /** The refusal of {@code posix_spawn} with that error code for a file that was found. */
    static LaunchException of(Path program, int error) {
        String name = "\"" + program + "\" ";
        String first = firstLine(program);
        return switch (error) {
            case ENOENT -> notExecutable(name + missingPart(first));
            case EACCES ->
                notExecutable(name
                        + "may not be run: make it and its interpreter executable, on a file system that allows it");
            case ENOEXEC, MACOS_WRONG_ARCHITECTURE -> notExecutable(name + unknownFormat(first));
            default -> other(name + "can't be started", error);
        };
    }

    /** This system has no such calls. */
    static LaunchException unsupported(Command command) {
        return new LaunchException(
                Reason.OTHER,
                "\"%s\" can't be started: real processes need Linux or macOS and this is %s; use a scripted actor here"
                        .formatted(command.program(), System.getProperty("os.name")));
    }

    /** Something that went wrong for reasons beyond the program. */
    static LaunchException other(String what, int error) {
        var why = switch (error) {
            case E2BIG -> "its arguments and environment are too long";
            case EAGAIN_LINUX, EAGAIN_MACOS -> "too many processes are running";
            case ENOMEM -> "there is not enough memory";
            case EMFILE, ENFILE -> "too many files are open (see \"ulimit -n\")";
            case ETXTBSY -> "it is still being written to";
            default -> "the system refused with error " + error;
        };
        return new LaunchException(Reason.OTHER, what + ": " + why);
    }

    private static String missingPart(String first) {
        return first.startsWith("#!")
                ? "can't be run: its first line asks for the interpreter \""
                        + first.substring(2).strip()
                        + "\", which is not there; install it or change the line"
                : "can't be run: the loader that it was built for is not on this system"
                        + " (a glibc program on a musl system, or the other way round?)";
    }

    private static String unknownFormat(String first) {
        return first.startsWith("\u007fELF") || first.startsWith("\ufffd\ufffd\ufffd\ufffd")
                ? "was built for another system or processor than this one (%s, %s)"
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
                : "is neither a program for this system nor a script with a \"#!\" line: add one"
                        + " such as \"#!/bin/sh\", or name the interpreter in the command";
    }

    /** There is a file that can't or may not be run. */
    static LaunchException notExecutable(String message) {
        return new LaunchException(Reason.NOT_EXECUTABLE, message);
    }

    private static String firstLine(Path program) {
        try (InputStream in = Files.newInputStream(program)) {
            var start = new String(in.readNBytes(FIRST_LINE_LIMIT_BYTES), StandardCharsets.UTF_8);
            return start.lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            return ""; // an executable file need not be readable; the message then says less
        }
    }
}
