// runbook.yaml: what this company does in the night of its cut-over (docs/cutover.md). The steps
// and their order are ours; the commands by which its systems are frozen, switched and opened are
// its own.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "rules/integrations.h"

namespace tieout::cutover {

// Three commands about one thing. No shell reads them; they run in the file's folder.
struct Hook {
    std::string where;               // "runbook.yaml:7:3"
    std::vector<std::string> check;  // exit 0: it is in effect; 1: it is not; else: cannot tell
    std::vector<std::string> act;    // `do`: puts it into effect
    std::vector<std::string> undo;   // takes it back
    std::chrono::milliseconds within{std::chrono::minutes(2)};  // each of them
};

struct Window {
    Instant begins, ends;
};

struct Watch {
    std::chrono::milliseconds during{0}, every{std::chrono::seconds(30)};
};

// How long the old system stays, and who may read it.
struct Keep {
    std::optional<Date> until;
    std::vector<std::string> readers;
};

struct RunbookFile {
    std::filesystem::path file, folder;
    std::optional<Window> window;         // outside of it no night begins
    std::filesystem::path postpone_file;  // where it is there, the night ends before its next step
    std::chrono::milliseconds sign_offs_within{0};  // that the gate waits for its signatures
    Hook freeze, switch_over;
    std::chrono::milliseconds settle{
        std::chrono::seconds(2)};      // between two readings of the source
    std::vector<std::string> readers;  // users of the source whose connections write nothing
    std::optional<Hook> open;
    std::vector<rules::Integration> smoke;  // probes, each with its name
    Watch watch;
    Keep keep;

    // `zone`: of the business, in which the window is written. Throws Error(Fault::usage) with
    // file:line:column, or where there is no such file.
    static RunbookFile load(const std::filesystem::path& file, const std::string& zone);
};

}  // namespace tieout::cutover
