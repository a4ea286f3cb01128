// tieout.yaml: what a working folder knows of its migration.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/gentle.h"
#include "rules/policy.h"

namespace tieout::rules {

// What the forecast is asked for. Empty: the pack's, or by the data.
struct ForecastWish {
    std::string as_of;  // YYYY-MM-DD; empty: after the source's last run
    std::string mode;   // "monthly", "anniversary"; empty: the pack's
    int months = 12;
    std::string tax;  // "none", or one rate for all, a fraction as 0.21; empty: each side's own
    bool credits = true;
};

struct Profile {
    std::string name;    // "rehearsal", "final"
    std::string source;  // URL or env:NAME
    std::string target_write, target_read;
    std::optional<bool> defang;  // a rehearsal reaches nobody real; nullopt: nobody has said
    Policy policy;
};

struct Project {
    std::filesystem::path file;  // empty: none was found, all from flags
    std::string pack = "modernbill";
    std::string zone = "UTC", currency = "USD";
    std::string fiscal_year_starts = "01-01", locked_until;
    std::filesystem::path state = ".tieout";
    std::filesystem::path waivers = "waivers.yaml";            // may be missing: none is waived
    std::filesystem::path sign_offs = "sign_offs.yaml";        // may be missing: nobody has
    std::filesystem::path integrations = "integrations.yaml";  // may be missing: the pack's alone
    std::filesystem::path runbook = "runbook.yaml";            // of the night; `cutover` needs it
    std::vector<std::pair<std::string, std::string>> parameters;  // handed to the pack
    ForecastWish forecast;
    Gentle gentle;                      // file names are seen from the project file's folder
    std::string source_prefix;          // of the source's tables; empty: found out
    Profile profile;                    // the one asked for
    std::vector<std::string> profiles;  // names that the file knows

    // Reads `file` (or ./tieout.yaml where it is empty and exists). Throws Error(Fault::usage) with
    // file:line:column.
    static Project load(const std::filesystem::path& file, const std::string& profile);
};

}  // namespace tieout::rules
