// Both sides open for reading, as verify, preflight and check need them.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "cli/gently.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/setting.h"
#include "db/session.h"
#include "verify/verification.h"

namespace tieout::cli {

// Without --pack and without a project file there is no pack, and tables are paired by their names.
enum class Pairing { by_pack, by_name_without_pack };

struct Looking {
    // Opens the source, then the target by the role that reads. Throws what Session::open throws.
    // The source comes in the pack's shape (verify/shape.h). `readers`: sessions a side, where a
    // table is large enough to be read by several.
    Looking(const Flags& flags, Pairing pairing, std::size_t readers = 1);

    rules::Project project;
    rules::Pack pack;
    std::unique_ptr<db::Pace> pace;  // nullptr: no limit was set
    std::vector<std::unique_ptr<db::Session>> more_source, more_target;  // of the same moments
    std::unique_ptr<db::Session> source, target;
    ProgressLine progress;
    verify::VerifyOptions options;  // calls progress; stops on Ctrl-C
    OnInterrupt on_interrupt;       // ends the statements that run
};

}  // namespace tieout::cli
