// The problem: a MyISAM table has no snapshot. While it is read its rows change, and a row that was
// read before a change and its partner that was read after it look like a difference that nobody
// can mend. The idea: a difference is real where it stays. Rows that differ are read again by their
// keys, a little later; what is equal then differed only because we looked at two moments. Three
// readings, because a writer that is busy with a row may be met twice.
//
// Why this hides nothing. A difference that is there stays through every reading and is told as
// ever. Only a side whose tables cannot give one view is read again: the other one's rows are those
// of its snapshot and cannot have moved.
//
// The server's own count is asked once more too where it disagrees, beside one more reading: it
// speaks of another moment than ours, and in a table without snapshot that alone can make them
// differ.
//
// What it costs: the rows that differ are held until the tie has been read, and each reading is one
// statement over them (route.h says how many rows it looks at).
#include "verify/doubts.h"

#include <algorithm>
#include <thread>

#include "verify/side_reader.h"

namespace tieout::verify {
namespace {

constexpr int readings = 3;

void wait(std::chrono::milliseconds pause, const std::atomic<bool>* stop) {
    constexpr std::chrono::milliseconds step(20);  // how long Ctrl-C may take to be heard
    for (; pause.count() > 0; pause -= step) {
        stop_if_asked(stop);
        std::this_thread::sleep_for(std::min(pause, step));
    }
    stop_if_asked(stop);
}

bool all_agree(const std::vector<rules::Witness>& witnesses) {
    return std::all_of(witnesses.begin(), witnesses.end(),
                       [](const rules::Witness& witness) { return witness.agrees; });
}

std::optional<std::string> copy(std::string_view fields) {
    return std::string(fields);
}

}  // namespace

std::chrono::milliseconds pause_before(int reading) {
    return std::chrono::milliseconds(50 << (2 * (reading - 1)));  // 50, 200, 800
}

Doubts::Doubts(const Tie& tie, const RunFacts& facts, Differences& judge)
    : tie_(tie), facts_(facts), judge_(judge) {}

void Doubts::changed(std::string_view key, std::string_view source_fields,
                     std::string_view target_fields) {
    open_[std::string(key)] = {copy(source_fields), copy(target_fields)};
}

void Doubts::alone(SideName side, std::string_view key, std::string_view fields) {
    Doubt& doubt = open_[std::string(key)];
    (side == SideName::source ? doubt.source : doubt.target) = copy(fields);
}

void Doubts::duplicate(SideName side, std::string_view key, std::uint64_t rows) {
    judge_.duplicate(side, key, rows);
}

void Doubts::repeated(SideName side, std::string_view key, std::string_view fields) {
    judge_.repeated(side, key, fields);
}

void Doubts::null_key(SideName side, std::string_view key, std::string_view fields) {
    judge_.null_key(side, key, fields);
}

void Doubts::unequal(SideName side, std::string_view fields) {
    judge_.unequal(side, fields);
}

std::uint64_t Doubts::settle(MovingSide source, MovingSide target, MatchCounts& counts,
                             const std::atomic<bool>* stop) {
    for (const auto& [key, doubt] : open_)
        --figure(counts, doubt);
    std::uint64_t settled = 0;
    for (int reading = 1; reading <= readings && !open_.empty(); ++reading) {
        wait(pause_before(reading), stop);
        if (source.route.may_move()) read_again(SideName::source, source, stop);
        if (target.route.may_move()) read_again(SideName::target, target, stop);
        settled += drop_settled(counts);
    }
    for (const auto& [key, doubt] : open_) {
        ++figure(counts, doubt);
        tell(key, doubt);
    }
    return settled;
}

// Which of the figures a row that differs stands in.
std::uint64_t& Doubts::figure(MatchCounts& counts, const Doubt& doubt) {
    if (doubt.source && doubt.target) return counts.changed;
    return doubt.source ? counts.source_alone : counts.target_alone;
}

std::uint64_t Doubts::drop_settled(MatchCounts& counts) {
    std::uint64_t settled = 0;
    for (auto at = open_.begin(); at != open_.end();) {
        const Doubt& doubt = at->second;
        const bool gone = !doubt.source && !doubt.target;
        const bool equal =
            doubt.source && doubt.target && equal_fields(*doubt.source, *doubt.target);
        counts.equal += equal ? 1U : 0U;
        settled += gone || equal ? 1U : 0U;
        at = gone || equal ? open_.erase(at) : std::next(at);
    }
    return settled;
}

void Doubts::tell(std::string_view key, const Doubt& doubt) {
    if (doubt.source && doubt.target)
        judge_.changed(key, *doubt.source, *doubt.target);
    else if (doubt.source)
        judge_.alone(SideName::source, key, *doubt.source);
    else
        judge_.alone(SideName::target, key, *doubt.target);
}

void Doubts::read_again(SideName side, MovingSide& from, const std::atomic<bool>* stop) {
    std::vector<std::string_view> keys;
    for (const auto& [key, unused] : open_)
        keys.push_back(key);
    Route route(tie_, side, from.session, facts_);
    route.look_only_at(keys);
    std::map<std::string_view, std::optional<std::string>> now;
    CanonicalBatch batch;
    while (route.next(batch)) {
        stop_if_asked(stop);
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const auto asked = open_.find(batch.row(i).key());
            if (asked != open_.end()) now.emplace(asked->first, copy(batch.row(i).fields()));
        }
    }
    for (auto& [key, doubt] : open_) {
        std::optional<std::string>& known = side == SideName::source ? doubt.source : doubt.target;
        const auto found = now.find(key);
        std::optional<std::string> is =
            found == now.end() ? std::nullopt : std::move(found->second);
        if (is == known) continue;
        correct(side, from, key, known, is);
        known = std::move(is);
    }
}

void Doubts::correct(SideName side, MovingSide& from, std::string_view key,
                     const std::optional<std::string>& was, const std::optional<std::string>& is) {
    const SideName other = side == SideName::source ? SideName::target : SideName::source;
    if (was) {
        from.sums.add(*was, -1);
        judge_.unequal(other, *was);  // takes back what was said of it
        from.route.forget(std::string(key) + *was);
    }
    if (is) {
        from.sums.add(*is);
        judge_.unequal(side, *is);
        from.route.remember(std::string(key) + *is);
    }
}

std::vector<rules::Witness> witnesses_again(const Tie& tie, SideName side, db::Session& session,
                                            const RunFacts& facts, const std::atomic<bool>* stop) {
    std::vector<rules::Witness> witnesses;
    for (int reading = 1; reading <= readings; ++reading) {
        wait(pause_before(reading), stop);
        Route route(tie, side, session, facts);
        CanonicalBatch batch;
        while (route.next(batch))
            stop_if_asked(stop);
        witnesses = route.witnesses();
        if (all_agree(witnesses)) break;
    }
    return witnesses;
}

}  // namespace tieout::verify
