// Differences in tables that cannot give one consistent view, held back until the rows have been
// read again.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "verify/match.h"
#include "verify/route.h"
#include "verify/totals.h"

namespace tieout::verify {

// One side, as far as its rows may have moved while they were read. What is kept of it follows the
// rows: after `settle` route, sums and `unequal` speak of them as they were read last.
struct MovingSide {
    Route& route;
    TotalSums& sums;
    db::Session& session;
};

// Takes the matcher's differences in the place of `judge`. A row that changed or lacks a partner
// waits here; everything else is passed on at once.
class Doubts : public Differences {
public:
    Doubts(const Tie& tie, const RunFacts& facts, Differences& judge);

    void changed(std::string_view key, std::string_view source_fields,
                 std::string_view target_fields) override;
    void alone(SideName side, std::string_view key, std::string_view fields) override;
    void duplicate(SideName side, std::string_view key, std::uint64_t rows) override;
    void repeated(SideName side, std::string_view key, std::string_view fields) override;
    void null_key(SideName side, std::string_view key, std::string_view fields) override;
    void unequal(SideName side, std::string_view fields) override;

    // Reads the rows that wait again, on each side whose view may move, up to three times and each
    // time after a longer pause; tells the judge what still differs and corrects `counts`. Returns
    // how many no longer do: they changed while they were read. Both sessions must be free; throws
    // as Route does, and Error(Fault::interrupted) where `stop` was set.
    std::uint64_t settle(MovingSide source, MovingSide target, MatchCounts& counts,
                         const std::atomic<bool>* stop);

private:
    struct Doubt {
        std::optional<std::string> source, target;  // fields; nullopt: no such row
    };
    const Tie& tie_;
    const RunFacts& facts_;
    Differences& judge_;
    std::map<std::string, Doubt, std::less<>> open_;  // by key

    void read_again(SideName side, MovingSide& from, const std::atomic<bool>* stop);
    void correct(SideName side, MovingSide& from, std::string_view key,
                 const std::optional<std::string>& was, const std::optional<std::string>& is);
    static std::uint64_t& figure(MatchCounts& counts, const Doubt& doubt);
    std::uint64_t drop_settled(MatchCounts& counts);
    void tell(std::string_view key, const Doubt& doubt);
};

// What the server counts beside what is read, asked again at up to three later moments until both
// agree: for a side whose view may move and whose first witnesses did not.
std::vector<rules::Witness> witnesses_again(const Tie& tie, SideName side, db::Session& session,
                                            const RunFacts& facts, const std::atomic<bool>* stop);

// The pause before the n-th reading (1, 2, 3): an UPDATE that was under way is over by then.
std::chrono::milliseconds pause_before(int reading);

}  // namespace tieout::verify
