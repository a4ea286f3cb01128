// How gently both sides are read: the flags, and the pace that they set.
#pragma once

#include <memory>

#include "base/gentle.h"
#include "db/pace.h"
#include "rules/project.h"

namespace CLI {
class App;
}

namespace tieout::cli {

// --max-load and its like, of the commands that read the source or the target. A value that cannot
// be read ends the parsing (exit 2).
void add_gentle_flags(CLI::App& command, Gentle& gentle);

// Every limit that `flag` sets takes the place of that in `setting`; load limits by their names.
void lay_over(Gentle& setting, const Gentle& flag);

// nullptr where the project sets no limit. It tells on standard error, --quiet or not, for a run
// that stands still without a word is taken for dead; a limit that ends the run ends it as Ctrl-C
// does. Throws what Pace throws.
std::unique_ptr<db::Pace> pace_of(const rules::Project& project);

// On Ctrl-C. `pace` may be nullptr.
void wake(db::Pace* pace) noexcept;

}  // namespace tieout::cli
