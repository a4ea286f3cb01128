// Both sides open for reading, as verify, preflight and check need them.
#pragma once

#include <memory>

#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/setting.h"
#include "db/session.h"
#include "verify/verification.h"

namespace tieout::cli {

struct Looking {
    // Opens the source, then the target by the role that reads. Throws what Session::open throws.
    explicit Looking(const Flags& flags);

    rules::Project project;
    rules::Pack pack;
    std::unique_ptr<db::Session> source, target;
    ProgressLine progress;
    verify::VerifyOptions options;  // calls progress; stops on Ctrl-C
    OnInterrupt on_interrupt;       // ends the statements that run
};

}  // namespace tieout::cli
