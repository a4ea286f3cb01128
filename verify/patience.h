// How a thread that waits for rows most of its time shares a machine with the server that sends
// them.
#pragma once

namespace tieout::verify {

// The calling thread gets a core when it is its turn, and takes it from nobody. A reader that is
// let in for every packet takes the core from the server it waits for, finds a few kilobytes, and
// waits again; one that is let in by turns finds many packets at once (4 to 6 % of a run where
// servers and reader share two cores). Linux: SCHED_BATCH, sched(7). Nothing is done elsewhere, or
// where somebody chose another policy than the usual one.
void run_by_turns();

}  // namespace tieout::verify
