// The problem: over a slow line the rows are the cost. Both servers can hash what lies on their own
// disks, and equal hashes are small.
//
// The idea: a row is its canonical text, made by each server in its own SQL (server_value.cpp): for
// the key and every field a type's tag, a length, and bytes, so that nothing can run together. Its
// digest is SHA-256. Rows fall into buckets by the first 32 bits of the SHA-256 of their key, so
// both sides have the same buckets whatever is in them and however keys are ordered. A bucket is
// told by its number of rows and three sums, of bytes 1-7, 8-14 and 15-21 of its rows' digests: 168
// bits, each sum an exact integer that is never reduced, the same from every engine. A sum does not
// cancel as XOR does: a row that is there twice counts twice.
//
// Buckets that differ are asked again, cut into finer ones, and those of the finer ones that still
// differ are read by the route as always, matched and judged by the same code. So the findings are
// those of streaming: push-down finds nothing itself, it only leaves out what is proved equal.
//
// Why nothing is left out that should not be. A row whose reading the server may not share (a
// doubt) has no digest; a bucket with fewer digests than rows is read. A key that is NULL or in
// doubt puts its row into bucket -1, which is read whenever it has rows; the row's partner,
// wherever the other server has it, makes that bucket differ. Where no unique index proves that
// keys come once, keys are counted too: twice the same row on both sides would be equal sums.
//
// What it costs: a scan and a hash a row on each server, a second scan with the key's hash where
// something differs, one or two for each total;
// on the wire some 80 bytes a bucket and side.
#include "verify/push_down.h"

#include <fmt/format.h>

#include <cstring>
#include <future>
#include <map>

#include "base/error.h"
#include "verify/canonical_number.h"
#include "verify/push_down_side.h"
#include "verify/side_reader.h"

namespace tieout::verify {
namespace {

constexpr std::uint64_t rows_a_bucket = 4096;  // of the first cut
constexpr std::uint64_t fewest_buckets = 64;   // small tables are cut too: one row is not all
constexpr std::uint64_t most_buckets = 1 << 14;
constexpr std::uint64_t finer = 128;  // so many buckets are made of one that differs
// Beyond this many rows a tie of which half must be read anyway is better read as a whole.
constexpr std::uint64_t few_rows = 10'000;
constexpr std::size_t longest_list = 20'000;  // buckets named in one statement

using Rows = std::vector<std::vector<std::optional<std::string>>>;
// What one server says of a bucket: rows, good rows, three sums, keys.
using Buckets = std::map<std::int64_t, std::vector<std::string>>;

std::uint64_t mask_for(std::uint64_t rows) {
    std::uint64_t buckets = fewest_buckets;
    while (buckets < most_buckets && buckets * rows_a_bucket < rows)
        buckets *= 2;
    return buckets - 1;
}

Buckets buckets_of(const Rows& rows) {
    Buckets buckets;
    for (const auto& row : rows) {
        auto& said = buckets[std::stoll(row.at(0).value_or("-1"))];
        for (std::size_t i = 1; i < row.size(); ++i)
            said.push_back(row[i].value_or("0"));
    }
    return buckets;
}

std::uint64_t rows_in(const std::vector<std::string>& bucket) {
    return std::stoull(bucket.at(0));
}

// Every row has a digest, and every key is there once.
bool is_good(const std::vector<std::string>& bucket) {
    return bucket[0] == bucket[1] && (bucket.size() < 6 || bucket[5] == bucket[0]);
}

struct Cut {
    std::vector<std::int64_t> differ;
    std::uint64_t equal_rows = 0, source_rows = 0;
    std::string equal;  // all that was said of equal buckets
};

Cut compare(const Buckets& source, const Buckets& target) {
    Cut cut;
    for (const auto& [id, left] : source) {
        cut.source_rows += rows_in(left);
        const auto right = target.find(id);
        const bool equal = id >= 0 && right != target.end() && is_good(left) &&
                           is_good(right->second) &&
                           std::equal(left.begin(), left.begin() + 5, right->second.begin());
        if (!equal) {
            cut.differ.push_back(id);
            continue;
        }
        cut.equal_rows += rows_in(left);
        cut.equal += fmt::format("{}:{};", id, fmt::join(left.begin(), left.begin() + 5, ","));
    }
    for (const auto& [id, right] : target)
        if (source.count(id) == 0) cut.differ.push_back(id);
    return cut;
}

// Asks both servers at once.
class BothSides {
public:
    BothSides(const PushDownSide& source, const PushDownSide& target, db::Session& source_session,
              db::Session& target_session, const std::atomic<bool>* stop)
        : source_(source),
          target_(target),
          source_session_(source_session),
          target_session_(target_session),
          stop_(stop) {}

    template <class Ask>
    std::pair<Rows, Rows> ask(const Ask& sql) {
        auto left = std::async(std::launch::async, [&, text = sql(source_)] {
            return source_session_.query(text).rows;
        });
        Rows right = target_session_.query(sql(target_)).rows;
        std::pair<Rows, Rows> rows{left.get(), std::move(right)};
        stop_if_asked(stop_);
        return rows;
    }
    Cut cut(std::uint64_t mask, bool counts_source_keys, bool counts_target_keys,
            const std::function<std::string(const PushDownSide&)>& condition) {
        const auto [left, right] = ask([&](const PushDownSide& side) {
            const bool counts = &side == &source_ ? counts_source_keys : counts_target_keys;
            return side.digests_sql(mask, condition(side), counts);
        });
        return compare(buckets_of(left), buckets_of(right));
    }

private:
    const PushDownSide &source_, &target_;
    db::Session &source_session_, &target_session_;
    const std::atomic<bool>* stop_;
};

void read_sums(const Rows& rows, std::size_t total, std::vector<PushedDown::Sum>& sums) {
    for (const auto& row : rows) {
        PushedDown::Sum sum{total, {}, {}};
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
            sum.group += row[i].value_or("0");
        const std::string digits = row.back().value_or("0");
        const auto figure = Decimal::parse(digits);
        if (!figure) throw Error(Fault::data, "its total of " + digits + " is too long for a sum");
        sum.figure = *figure;
        sums.push_back(std::move(sum));
    }
}

// Of equal rows the groups are equal too: where they are many, their digests are enough. 0: they
// are few, or no groups, or for some reason not equal.
std::uint64_t many_equal_groups(const Total& total, BothSides& both) {
    if (total.groups.empty()) return 0;
    const auto [left, right] =
        both.ask([&](const PushDownSide& side) { return side.group_digest_sql(total); });
    const std::uint64_t groups = std::stoull(left.at(0).at(0).value_or("0"));
    return left == right && groups > most_listed(total) ? groups : 0;
}

PushedDown ask_both(const Tie& tie, const PushDownSide& left, const PushDownSide& right,
                    BothSides& both, KeysProved proved) {
    PushedDown pushed;
    const auto [counted, unused] =
        both.ask([](const PushDownSide& side) { return side.count_sql(); });
    const std::uint64_t rows = std::stoull(counted.at(0).at(0).value_or("0"));
    std::uint64_t mask = mask_for(rows);
    Cut cut = both.cut(mask, !proved.source, !proved.target,
                       [](const PushDownSide&) { return std::string(); });
    pushed.equal_rows = cut.equal_rows;
    pushed.digest = cut.equal;
    if (!cut.differ.empty() && rows > few_rows) {
        const std::uint64_t coarse = mask;
        const auto coarse_ids = cut.differ;
        mask = (mask + 1) * finer - 1;
        cut = both.cut(mask, !proved.source, !proved.target, [&](const PushDownSide& side) {
            return side.in_buckets(coarse, coarse_ids);
        });
        pushed.equal_rows += cut.equal_rows;
        pushed.digest += cut.equal;
    }
    if (rows > few_rows && pushed.equal_rows < rows / 2)
        pushed.why_not =
            fmt::format("only {} of {} rows are proved equal by digests", pushed.equal_rows, rows);
    else if (cut.differ.size() > longest_list)
        pushed.why_not = fmt::format("{} buckets of rows differ", cut.differ.size());
    if (!pushed.why_not.empty()) return pushed;
    pushed.source_condition = left.in_buckets(mask, cut.differ);
    pushed.target_condition = right.in_buckets(mask, cut.differ);
    for (std::size_t i = 0; i < tie.totals.size(); ++i) {
        pushed.equal_groups.push_back(cut.differ.empty() ? many_equal_groups(tie.totals[i], both)
                                                         : 0);
        if (pushed.equal_groups.back() > 0) continue;
        const auto [source_rows, target_rows] = both.ask([&](const PushDownSide& side) {
            return side.total_sql(tie.totals[i], side.not_in_buckets(mask, cut.differ));
        });
        read_sums(source_rows, i, pushed.source_sums);
        read_sums(target_rows, i, pushed.target_sums);
    }
    return pushed;
}

template <class Word>
void append_word(std::string_view digits, std::string& out) {
    const auto word = static_cast<Word>(std::stoll(std::string(digits)));
    char bytes[sizeof word];
    std::memcpy(bytes, &word, sizeof word);
    out.append(bytes, sizeof word);
}

void append_number(std::string_view digits, std::string& out) {
    const auto number = Decimal::parse(digits);
    if (!number) throw Error(Fault::internal, "a server's canonical number is none");
    char frame[number_frame];
    std::string_view encoded(frame, static_cast<std::size_t>(put_number(*number, frame) - frame));
    out.append(take(encoded).bytes);
}

// The value at the front of canonical texts, its bytes put into `held`.
Canonical take_text(std::string_view& texts, std::string& held) {
    Canonical value{texts.front(), {}};
    held.clear();
    texts.remove_prefix(1);
    if (value.is_null()) return value;
    const std::size_t colon = texts.find(':');
    const auto length = static_cast<std::size_t>(std::stoull(std::string(texts.substr(0, colon))));
    const std::string_view bytes = texts.substr(colon + 1, length);
    texts.remove_prefix(colon + 1 + length);
    if (value.tag == 'n')
        append_number(bytes, held);
    else if (value.tag == 'd')
        append_word<std::int32_t>(bytes, held);
    else if (value.tag == 'i')
        append_word<std::int64_t>(bytes, held);
    else
        held.assign(bytes);
    value.bytes = held;
    return value;
}

void add(const Tie& tie, const std::vector<PushedDown::Sum>& from, TotalSums& to) {
    std::vector<std::string> held;
    std::vector<Canonical> group;
    for (const PushedDown::Sum& sum : from) {
        const std::size_t values = tie.totals[sum.total].groups.size();
        held.assign(values, {});
        group.clear();
        std::string_view texts = sum.group;
        for (std::size_t i = 0; i < values; ++i)
            group.push_back(take_text(texts, held[i]));
        to.add_figure(sum.total, group, sum.figure);
    }
}

}  // namespace

PushedDown push_down(const Tie& tie, db::Session& source, db::Session& target, KeysProved proved,
                     const RunFacts& facts, const std::atomic<bool>* stop) {
    PushedDown refused;
    try {
        const PushDownSide left(tie, SideName::source, source, target.engine(), facts);
        const PushDownSide right(tie, SideName::target, target, source.engine(), facts);
        refused.why_not = left.why_not().empty() ? right.why_not() : left.why_not();
        if (!refused.why_not.empty()) return refused;
        BothSides both(left, right, source, target, stop);
        return ask_both(tie, left, right, both, proved);
    } catch (const Error& error) {
        if (error.fault() != Fault::schema && error.fault() != Fault::data) throw;
        refused.why_not = std::string("a server refused: ") + error.what();
        return refused;
    }
}

void add_sums(const Tie& tie, const PushedDown& pushed, TotalSums& source, TotalSums& target) {
    add(tie, pushed.source_sums, source);
    add(tie, pushed.target_sums, target);
    for (std::size_t i = 0; i < pushed.equal_groups.size(); ++i) {
        source.add_equal_groups(i, pushed.equal_groups[i]);
        target.add_equal_groups(i, pushed.equal_groups[i]);
    }
}

}  // namespace tieout::verify
