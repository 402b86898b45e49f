package dev.simrun.run;

import dev.simrun.event.Room;
import dev.simrun.http.Servers;
import dev.simrun.run.Runner.Planned;
import java.util.ArrayList;
import java.util.List;

/** Remembers the cases of a run with all that happened in them. */
public final class Finished implements RunListener {
    private final List<CaseResult> cases = new ArrayList<>();

    @Override
    public void caseFinished(CaseResult result) {
        cases.add(result);
    }

    /** Runs what is planned. */
    public static List<CaseResult> run(List<Planned> plan, RunOptions options) throws InterruptedException {
        return run(plan, options, Room.ofHeap());
    }

    static List<CaseResult> run(List<Planned> plan, RunOptions options, Room room) throws InterruptedException {
        var finished = new Finished();
        try (var runner = new Runner(finished, options, new Servers(), room)) {
            var _ = runner.run(plan);
        }
        return finished.cases;
    }
}
