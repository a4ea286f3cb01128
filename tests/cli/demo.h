// The demo as it stands after its three cycles.
#pragma once

#include "tests/cli/place.h"

namespace tieout::tests {

// The folder "demo" in `place`, as `tieout demo --folder demo` leaves it there. The demo is run
// once a process; all that it writes has names relative to where it ran, so that a copy is a demo.
void put_demo(const Place& place);

}  // namespace tieout::tests
