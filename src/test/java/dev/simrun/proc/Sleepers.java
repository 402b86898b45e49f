package dev.simrun.proc;

import java.util.concurrent.CountDownLatch;

/** A program for {@link WatcherTest}: starts processes, prints their ids and waits to be killed. */
final class Sleepers {
    private static final String MARK = "SLEEPER=" + ProcessHandle.current().pid();

    private Sleepers() {}

    static void main(String[] arguments) throws Exception {
        try (var recorder = new Recorder()) {
            var first = recorder.bash("sleep 1000 & echo $!; sleep 1000");
            System.out.println(first.process().pid());
            System.out.println(ProcessesTest.pidIn(recorder.next()));
            var second = recorder.bash("trap '' TERM HUP; setsid sleep 1000 & echo $!; wait");
            System.out.println(second.process().pid());
            System.out.println(ProcessesTest.pidIn(recorder.next()));
            recorder.bash("exit 0").end();
            recorder.processes.mark(MARK);
            recorder.bash("(" + MARK + " setsid bash -c 'echo $$; exec sleep 1000' &)")
                    .end();
            System.out.println(ProcessesTest.pidIn(recorder.next()));
            Alive.childrenOf(ProcessHandle.current().pid()).forEach(System.out::println);
            System.out.println("ready");
            System.out.flush();
            if (arguments.length == 0) {
                new CountDownLatch(1).await();
            }
        }
    }
}
