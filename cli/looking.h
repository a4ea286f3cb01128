// Both sides open for reading, as verify, preflight and check need them.
#pragma once

#include <memory>

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
    // The source comes in the pack's shape (verify/shape.h).
    Looking(const Flags& flags, Pairing pairing);

    rules::Project project;
    rules::Pack pack;
    std::unique_ptr<db::Pace> pace;  // nullptr: no limit was set
    std::unique_ptr<db::Session> source, target;
    ProgressLine progress;
    verify::VerifyOptions options;  // calls progress; stops on Ctrl-C
    OnInterrupt on_interrupt;       // ends the statements that run
};

}  // namespace tieout::cli
