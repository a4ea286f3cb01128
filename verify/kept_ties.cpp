// A verification of hours that dies after the fourth need not begin again. What it has finished is
// whole ties: their figures, totals and findings with every row, and what later ties follow from
// (rows that did not arrive, groups in which rows differ). Ranges of one table would be a finer
// unit, but rows wait for their partners across them, and a tie's figures are only right as a
// whole.
//
// What makes it right to take a tie over: it was kept by the same program, for the same pack,
// configuration and databases, and each side's view tells the same words then and now, so that
// nothing was committed in between. Where views differ or cannot be told, the tie is taken over all
// the same, for the operator asked for it, but it says that it speaks of an older moment, and a
// final gate does not take that.
#include "verify/kept_ties.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/error.h"

namespace tieout::verify {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json json_of(const rules::Key& key) {
    Json json = Json::array();
    for (const auto& part : key)
        json.push_back({part.column, part.value});
    return json;
}

rules::Key key_of(const Json& json) {
    rules::Key key;
    for (const Json& part : json)
        key.push_back({part.at(0).get<std::string>(), part.at(1).get<std::string>()});
    return key;
}

Json json_of(const Outcomes::OfTie& of) {
    Json gone = Json::array(), groups = Json::array();
    for (const Outcomes::Gone& row : of.gone)
        gone.push_back({json_of(row.key), row.origin == rules::Origin::source});
    for (const auto& [by, value, first] : of.groups)
        groups.push_back({by, value, json_of(first.key), first.origin == rules::Origin::source});
    return {{"gone", gone}, {"groups", groups}};
}

rules::Origin origin_of(const Json& is_source) {
    return is_source.get<bool>() ? rules::Origin::source : rules::Origin::target;
}

Outcomes::OfTie outcomes_of(const Json& json) {
    Outcomes::OfTie of;
    for (const Json& row : json.at("gone"))
        of.gone.push_back({key_of(row.at(0)), origin_of(row.at(1))});
    for (const Json& group : json.at("groups"))
        of.groups.push_back({group.at(0).get<std::string>(),
                             group.at(1).get<std::string>(),
                             {key_of(group.at(2)), origin_of(group.at(3))}});
    return of;
}

// A record of one tie, whose findings have every row for a sample.
std::string record_of(const TieOutcome& outcome) {
    rules::CycleRecord record;
    record.ties = {outcome.result};
    record.totals = outcome.totals.results;
    record.total_sets = outcome.totals.sets;
    record.findings = outcome.findings.findings();
    for (const rules::FindingMembers& members : outcome.findings.members())
        for (rules::Finding& finding : record.findings)
            if (finding.id == members.finding_id) finding.samples = members.all();
    return rules::to_json(record);
}

TieOutcome outcome_of(const std::string& json, std::size_t samples) {
    rules::CycleRecord record = rules::from_json(json);
    TieOutcome outcome;
    outcome.result = std::move(record.ties.at(0));
    outcome.totals = {std::move(record.totals), std::move(record.total_sets)};
    outcome.findings = rules::FindingLog(samples);
    for (rules::Finding& finding : record.findings) {
        const std::vector<rules::Member> members = std::move(finding.samples);
        finding.samples.clear();
        if (members.empty()) outcome.findings.add(finding);
        for (const rules::Member& member : members)
            outcome.findings.add(finding, member);
    }
    return outcome;
}

std::string header_of(const KeptFor& kept_for) {
    Json json;
    for (const auto& [name, value] : kept_for)
        json[name] = value;
    return line_of(json);
}

// "the pack": the first thing that is not what it was; empty: all is.
std::string other_than(const KeptFor& kept_for, const std::string& header) {
    const Json was = Json::parse(header, nullptr, false);
    if (was.is_discarded() || !was.is_object()) return "the file's own form";
    for (const auto& [name, value] : kept_for)
        if (!was.contains(name) || was.at(name) != value) return name;
    return {};
}

std::string why_older(const char* side, const std::string& was, const std::string& is) {
    if (was.empty() || is.empty())
        return fmt::format("whether the {} was written to since cannot be told", side);
    return was == is ? "" : fmt::format("the {} was written to since", side);
}

bool is_whole(const std::string& line) {
    const Json json = Json::parse(line, nullptr, false);
    return json.is_object() && json.contains("tie") && json.contains("record");
}

}  // namespace

KeptTies::KeptTies(const std::filesystem::path& file, KeptFor kept_for, LookedAt now, Start start)
    : file_(file), now_(std::move(now)) {
    hold();
    std::vector<std::string> kept = read();
    if (start == Start::anew) kept.clear();
    if (!kept.empty()) {
        const std::string other = other_than(kept_for, kept.front());
        if (!other.empty()) why_anew_ = other + " is not what it was when ties were kept";
        if (!other.empty()) kept.clear();
    }
    std::vector<std::string> lines{header_of(kept_for)};
    for (std::size_t i = 1; i < kept.size(); ++i) {
        if (!is_whole(kept[i])) continue;
        lines.push_back(kept[i]);
        lines_[Json::parse(kept[i]).at("tie").get<std::string>()] = kept[i];
    }
    begin_with(lines);
}

KeptTies::~KeptTies() {
    ::close(descriptor_);
}

void KeptTies::hold() {
    descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor_ < 0)
        throw Error(Fault::disk,
                    fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(descriptor_);
    throw Error(Fault::usage,
                fmt::format("another verification keeps its ties in {}; wait for its end, or name "
                            "another folder with --state",
                            file_.string()));
}

std::vector<std::string> KeptTies::read() const {
    std::string text;
    char piece[65536];
    for (ssize_t size = 0;
         (size = ::pread(descriptor_, piece, sizeof piece, static_cast<off_t>(text.size()))) > 0;)
        text.append(piece, static_cast<std::size_t>(size));
    text.erase(text.rfind('\n') + 1);  // a line that a kill cut short
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

bool KeptTies::write(const std::string& line) {
    std::string_view rest = line;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0) {
            why_not_kept_ =
                fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno));
            return false;
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void KeptTies::begin_with(const std::vector<std::string>& lines) {
    if (::ftruncate(descriptor_, 0) != 0)
        throw Error(Fault::disk,
                    fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    for (const std::string& line : lines)
        if (!write(line + "\n")) throw Error(Fault::disk, why_not_kept_);
}

std::optional<TieOutcome> KeptTies::take_over(const Tie& tie, std::size_t samples,
                                              Outcomes& outcomes) {
    const auto kept = lines_.find(tie.name);
    if (kept == lines_.end()) return std::nullopt;
    const Json json = Json::parse(kept->second);
    TieOutcome outcome = outcome_of(json.at("record").get<std::string>(), samples);
    outcomes.put(tie.name, outcomes_of(json.at("outcomes")));
    outcome.result.taken_over_from = json.at("started_at").get<std::string>();
    outcome.result.older_moment =
        why_older("source", json.at("source_view").get<std::string>(), now_.source_view);
    if (outcome.result.older_moment.empty())
        outcome.result.older_moment =
            why_older("target", json.at("target_view").get<std::string>(), now_.target_view);
    return outcome;
}

void KeptTies::keep(const Tie& tie, const TieOutcome& outcome, const Outcomes& outcomes) {
    if (!why_not_kept_.empty()) return;
    const Json json{{"tie", tie.name},
                    {"started_at", now_.started_at},
                    {"source_view", now_.source_view},
                    {"target_view", now_.target_view},
                    {"record", record_of(outcome)},
                    {"outcomes", json_of(outcomes.of(tie.name))}};
    write(line_of(json) + "\n");
}

void KeptTies::done() {
    std::error_code ignored;  // what is left is taken over by nobody who did not ask for it
    std::filesystem::remove(file_, ignored);
}

}  // namespace tieout::verify
