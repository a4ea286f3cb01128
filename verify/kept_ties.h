// Ties that an interrupted verification had finished, kept in a file so that the next one need not
// look at them again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/record.h"
#include "verify/outcomes.h"
#include "verify/tie_run.h"

namespace tieout::verify {

// What a finished tie is only good for: name and value, in order ("the pack", its digest). No
// secrets: they are kept as they are.
using KeptFor = std::vector<std::pair<std::string, std::string>>;

// When a run looked, and which views it had of both sides (db::SessionFacts::view).
struct LookedAt {
    std::string started_at;                // UTC, RFC 3339
    std::string source_view, target_view;  // empty: the engine cannot tell
};

// The file is of lines: the first says what it was kept for, each other is one finished tie, with
// all rows of its findings, unmasked (mode 0600). A line that was cut short by a kill is no line.
class KeptTies {
public:
    enum class Start { anew, resume };

    // Opens or makes `file` and holds it against other runs. `resume`: what an earlier run kept is
    // taken over where it was kept for the same; `anew` drops it. Throws Error(Fault::disk), and
    // Error(Fault::usage) where another run holds it.
    KeptTies(const std::filesystem::path& file, KeptFor kept_for, LookedAt now, Start start);
    ~KeptTies();
    KeptTies(const KeptTies&) = delete;
    KeptTies& operator=(const KeptTies&) = delete;

    // Ties that can be taken over.
    std::size_t ties() const { return lines_.size(); }
    // Why nothing is taken over though something was kept; empty: nothing was, or it is.
    const std::string& why_anew() const { return why_anew_; }

    // The tie as it was looked at before, and what later ties follow from put into `outcomes`;
    // nullopt: it was not. `samples`: of a finding.
    std::optional<TieOutcome> take_over(const Tie& tie, std::size_t samples, Outcomes& outcomes);
    // Call once a tie that was looked at. Where the disk takes no more, nothing more is kept: the
    // verification itself needs none of it.
    void keep(const Tie& tie, const TieOutcome& outcome, const Outcomes& outcomes);
    // Why not all is kept; empty: it is.
    const std::string& why_not_kept() const { return why_not_kept_; }
    // All is told: the file goes.
    void done();

private:
    std::filesystem::path file_;
    LookedAt now_;
    std::map<std::string, std::string> lines_;  // by tie
    std::string why_anew_, why_not_kept_;
    int descriptor_ = -1;

    void hold();
    std::vector<std::string> read() const;
    // False, and why_not_kept() says why.
    bool write(const std::string& line);
    void begin_with(const std::vector<std::string>& lines);
};

}  // namespace tieout::verify
