// tieout check --integrations: what production is tied to, asked in development.
#pragma once

#include "cli/setting.h"

namespace tieout::cli {

// Asks every probe of the inventory, prints what it saw and keeps it in the ledger. Returns the
// exit code: holds where all probes work, broken where one fails; where none fails and one could
// not be asked, wrong_usage for what is not set, else could_not_look. No probe at all is not a
// pass.
int check_integrations(const Flags& flags);

}  // namespace tieout::cli
