// What the shell is told (design: 0 looked and it holds, 1 it does not, 2 wrong usage, 3 could not
// look at all of it).
#pragma once

#include "base/error.h"
#include "rules/record.h"

namespace tieout::cli {

enum ExitCode { holds = 0, broken = 1, wrong_usage = 2, could_not_look = 3 };

inline ExitCode exit_code(Fault fault) {
    switch (fault) {
        case Fault::usage:
        case Fault::schema:
            return wrong_usage;
        case Fault::connection:
        case Fault::rights:
        case Fault::data:
        case Fault::disk:
        case Fault::interrupted:
        case Fault::unknown_state:
        case Fault::internal:
            return could_not_look;
    }
    return could_not_look;
}

inline ExitCode exit_code(rules::Verdict verdict) {
    switch (verdict) {
        case rules::Verdict::holds:
            return holds;
        case rules::Verdict::broken:
            return broken;
        case rules::Verdict::incomplete:
            return could_not_look;
    }
    return could_not_look;
}

}  // namespace tieout::cli
