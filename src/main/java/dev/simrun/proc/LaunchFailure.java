package dev.simrun.proc;

import dev.simrun.proc.LaunchException.Reason;
import java.nio.file.Path;

/** Says in a sentence why the system refused to start a process, and in Go's words what Lambda says of it. */
final class LaunchFailure {
    static final int ENOENT = 2;
    static final int EACCES = 13;
    static final int ENOTDIR = 20;

    private static final int E2BIG = 7;
    private static final int ENOEXEC = 8;
    private static final int ENOMEM = 12;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    private static final int ETXTBSY = 26;
    private static final int EAGAIN_LINUX = 11;
    private static final int EAGAIN_MACOS = 35;
    private static final int MACOS_WRONG_ARCHITECTURE = 86;

    private LaunchFailure() {}

    /** The refusal of {@code posix_spawn} with that error code for a file that was found. */
    static LaunchException of(Path program, int error) {
        String name = "\"" + program + "\" ";
        String text = forkExec(program.toString(), error);
        return switch (error) {
            case ENOENT -> notExecutable(text, name + ProgramFile.read(program).missingPart());
            case EACCES ->
                notExecutable(
                        text,
                        name + "may not be run: make it and its interpreter executable, on a file system that"
                                + " allows it");
            case ENOEXEC, MACOS_WRONG_ARCHITECTURE ->
                notExecutable(text, name + ProgramFile.read(program).unknownFormat());
            default -> other(text, name + "can't be started", error);
        };
    }

    /** This system has no such calls. */
    static LaunchException unsupported(Command command) {
        return new LaunchException(
                Reason.OTHER,
                "fork/exec " + command.program() + ": function not implemented",
                "\"%s\" can't be started: real processes need Linux or macOS and this is %s; use a scripted actor here"
                        .formatted(command.program(), System.getProperty("os.name")));
    }

    /** There is no pipe to be had for what it writes. */
    static LaunchException noPipe(int error) {
        return other("pipe2: " + words(error), "a pipe for its output can't be made", error);
    }

    /** Something that went wrong for reasons beyond the program. */
    private static LaunchException other(String text, String what, int error) {
        var why = switch (error) {
            case E2BIG -> "its arguments and environment are too long";
            case EAGAIN_LINUX, EAGAIN_MACOS -> "too many processes are running";
            case ENOMEM -> "there is not enough memory";
            case EMFILE, ENFILE -> "too many files are open (see \"ulimit -n\")";
            case ETXTBSY -> "it is still being written to";
            default -> "the system refused with error " + error;
        };
        return new LaunchException(Reason.OTHER, text, what + ": " + why);
    }

    /** There is a file that can't or may not be run. */
    static LaunchException notExecutable(String text, String message) {
        return new LaunchException(Reason.NOT_EXECUTABLE, text, message);
    }

    /** What Go says of a start that the system refused. */
    static String forkExec(String program, int error) {
        return "fork/exec " + program + ": " + words(error);
    }

    /** Go's own words for an error code. */
    static String words(int error) {
        return switch (error) {
            case ENOENT -> "no such file or directory";
            case E2BIG -> "argument list too long";
            case ENOEXEC -> "exec format error";
            case EAGAIN_LINUX, EAGAIN_MACOS -> "resource temporarily unavailable";
            case ENOMEM -> "cannot allocate memory";
            case EACCES -> "permission denied";
            case ENOTDIR -> "not a directory";
            case ENFILE -> "too many open files in system";
            case EMFILE -> "too many open files";
            case ETXTBSY -> "text file busy";
            case MACOS_WRONG_ARCHITECTURE -> "bad CPU type in executable";
            default -> "errno " + error;
        };
    }
}
