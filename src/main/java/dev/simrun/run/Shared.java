package dev.simrun.run;

import dev.simrun.event.Room;
import dev.simrun.http.Servers;
import dev.simrun.proc.Processes;

/** What the cases of a run share. */
record Shared(Processes processes, Servers servers, Room room, RunListener listener, Breakdown breakdown) {}
