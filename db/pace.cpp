#include "db/pace.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/quantity.h"
#include "db/pace_watch.h"

namespace tieout::db {
namespace {

// A person who makes a file and waits for what it does sees no delay in it.
constexpr std::chrono::milliseconds between_looks_at_files{200};
// Older than this the load is asked again before a statement begins.
constexpr std::chrono::seconds load_is_known_for{1};

bool is_there(const std::filesystem::path& file) {
    std::error_code ignored;
    return !file.empty() && std::filesystem::exists(file, ignored);
}

double seconds(Pace::Clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

}  // namespace

Pace::Side::Side(const char* side, const Url& server, const Gentle& limits)
    : name(side), url(server), rows(limits.rows_per_s), bytes(limits.bytes_per_s) {}

Pace::Pace(const Gentle& limits, const Url& source, const Url& target, Calls calls)
    : limits_(limits),
      calls_(std::move(calls)),
      sides_{Side("source", source, limits), Side("target", target, limits)} {
    refuse_unanswerable();
    if (is_there(limits_.stop_file))
        throw Error(Fault::interrupted,
                    fmt::format("the stop file {} exists: remove it, and run again",
                                limits_.stop_file.string()));
    paused_ = is_there(limits_.pause_file);
    if (!limits_.stop_file.empty() || !limits_.pause_file.empty())
        files_ = std::thread([this] { watch_files(); });
}

Pace::~Pace() {
    for (Side& side : sides_)
        side.watch.reset();
    {
        const std::lock_guard lock(mutex_);
        done_ = true;
    }
    changed_.notify_all();
    if (files_.joinable()) files_.join();
    for (const Side& side : sides_)
        if (side.slowed.told)
            calls_.tell(fmt::format("slowed: reading the {} waited {:.1f} s in all", side.name,
                                    seconds(side.slowed.waited)));
}

void Pace::refuse_unanswerable() const {
    for (const auto* const limits : {&limits_.max_load, &limits_.critical_load})
        for (const LoadLimit& limit : *limits)
            if (std::none_of(sides_.begin(), sides_.end(), [&](const Side& side) {
                    return has_load_figure(side.url.engine, limit.name);
                }))
                throw Error(Fault::usage,
                            fmt::format("neither side can be asked for the load `{}`: `active` is "
                                        "PostgreSQL's, every other name MySQL's and MariaDB's",
                                        limit.name));
    const auto is_file = [](const Side& side) { return side.url.engine == Engine::sqlite; };
    if (limits_.max_lag && std::all_of(sides_.begin(), sides_.end(), is_file))
        throw Error(Fault::usage,
                    "neither side can be asked how far its replication is behind: "
                    "both are SQLite files");
}

void Pace::join(PaceSide side, const std::string& connection_id) {
    Side& joined = at(side);
    {
        const std::lock_guard lock(mutex_);
        if (!connection_id.empty()) joined.ours.push_back(connection_id);
        if (joined.watch) joined.watch->set_ours(joined.ours);
    }
    watch_load(joined);
}

// Opened by the thread that opens the sessions, before any statement of the side.
void Pace::watch_load(Side& side) {
    if (side.watch || !LoadWatch::has_questions(limits_, side.url.engine)) return;
    auto watch = std::make_unique<LoadWatch>(
        limits_, side.url, side.name, side.ours,
        LoadWatch::Calls{[this, &side](const LoadVerdict& verdict) { see(side, verdict); },
                         [this](const Error& error) { end(error); }});
    const std::lock_guard lock(mutex_);
    side.watch = std::move(watch);
}

void Pace::leave(PaceSide side, const std::string& connection_id) noexcept {
    const std::lock_guard lock(mutex_);
    auto& ours = at(side).ours;
    const auto found = std::find(ours.begin(), ours.end(), connection_id);
    if (found != ours.end()) ours.erase(found);
    if (at(side).watch) at(side).watch->set_ours(ours);
}

void Pace::begin_statement(PaceSide side) {
    const std::lock_guard lock(mutex_);
    Side& busy = at(side);
    if (busy.statements++ != 0 || !busy.watch) return;
    busy.known = Clock::now() - busy.looked <= load_is_known_for;
    busy.watch->set_busy(true);
}

void Pace::end_statement(PaceSide side) noexcept {
    const std::lock_guard lock(mutex_);
    Side& idle = at(side);
    if (--idle.statements == 0 && idle.watch) idle.watch->set_busy(false);
}

void Pace::see(Side& side, const LoadVerdict& verdict) {
    {
        const std::lock_guard lock(mutex_);
        side.load = verdict.wait;
        side.looked = Clock::now();
        side.known = true;
    }
    changed_.notify_all();
    if (!verdict.end.empty()) end(Error(Fault::interrupted, "critical load: " + verdict.end));
}

void Pace::watch_files() {
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, between_looks_at_files, [this] { return done_; })) {
        lock.unlock();
        const bool paused = is_there(limits_.pause_file);
        if (is_there(limits_.stop_file))
            end(Error(Fault::interrupted,
                      fmt::format("the stop file {} exists", limits_.stop_file.string())));
        lock.lock();
        if (paused != paused_) changed_.notify_all();
        paused_ = paused;
    }
}

void Pace::end(const Error& why) {
    {
        const std::lock_guard lock(mutex_);
        if (ended_) return;
        ended_ = why;
    }
    changed_.notify_all();
    calls_.ended(why.what());
}

std::optional<Error> Pace::ended() const {
    const std::lock_guard lock(mutex_);
    return ended_;
}

void Pace::wake() noexcept {
    const std::lock_guard lock(mutex_);  // so that nobody is between looking at `stop` and waiting
    changed_.notify_all();
}

void Pace::pay(Side& side, const Taken& taken, Clock::time_point now) {
    side.rows.take(taken.rows, now);
    side.bytes.take(taken.bytes, now);
}

void Pace::took(PaceSide side, const Taken& taken) noexcept {
    const std::lock_guard lock(mutex_);
    pay(at(side), taken, Clock::now());
}

void Pace::go_on(PaceSide asking, const Taken& taken) {
    std::unique_lock lock(mutex_);
    Side& side = at(asking);
    Clock::time_point now = Clock::now();
    pay(side, taken, now);
    const Clock::time_point rested = taken.rest ? now + taken.rest->length : now;
    while (true) {
        refuse_when_ended();
        const std::string why = hindrance(side);
        if (!why.empty()) {
            tell_waiting(side, why, now);
            changed_.wait_until(lock, side.told + calls_.tell_again);
        } else if (!side.known) {
            changed_.wait(lock);
        } else {
            tell_going_on(side, now);
            const Slowing slow = slowing(side, taken, rested);
            if (slow.until <= now) return;
            tell_slowed(side, slow.why, now);
            changed_.wait_until(lock, slow.until);
            side.slowed.waited += Clock::now() - now;
        }
        now = Clock::now();
    }
}

void Pace::refuse_when_ended() const {
    if (ended_) throw *ended_;
    if (stopped()) throw Error(Fault::interrupted, "interrupted between two batches of rows");
}

std::string Pace::hindrance(const Side& side) const {
    if (paused_) return fmt::format("the pause file {} exists", limits_.pause_file.string());
    return side.known ? side.load : "";
}

Pace::Slowing Pace::slowing(const Side& side, const Taken& taken, Clock::time_point rested) const {
    Slowing slow{rested, ""};
    if (taken.rest)
        slow.why = fmt::format("{} rows of the {} took {:.3g} s, the target is {}; resting as long",
                               taken.rest->rows, side.name, seconds(taken.rest->length),
                               text(limits_.chunk_time));
    if (side.rows.free_at() > slow.until)
        slow = {side.rows.free_at(), fmt::format("the {} is read at no more than {} rows/s",
                                                 side.name, limits_.rows_per_s)};
    if (side.bytes.free_at() > slow.until)
        slow = {side.bytes.free_at(),
                fmt::format("the {} is read at no more than {} MB/s", side.name,
                            static_cast<double>(limits_.bytes_per_s) / 1e6)};
    return slow;
}

void Pace::tell_waiting(Side& side, const std::string& why, Clock::time_point now) {
    const bool begins = side.waiting.empty();
    // A figure that goes up and down is no news before its time; another reason is.
    const auto reason = [](const std::string& text) { return text.substr(0, text.find(" is ")); };
    const bool same = reason(side.waiting) == reason(why);
    if (!begins && same && now - side.told < calls_.tell_again) return;
    if (begins) side.waits_since = now;
    // The pause file holds both sides: one line is enough.
    const bool said = std::any_of(sides_.begin(), sides_.end(), [&](const Side& other) {
        return &other != &side && other.waiting == why && now - other.told < calls_.tell_again;
    });
    side.waiting = why;
    side.told = now;
    if (!said) calls_.tell("waiting: " + why);
}

void Pace::tell_going_on(Side& side, Clock::time_point now) {
    if (side.waiting.empty()) return;
    side.waiting.clear();
    calls_.tell(fmt::format("going on with the {} after {:.1f} s", side.name,
                            seconds(now - side.waits_since)));
}

void Pace::tell_slowed(Side& side, const std::string& why, Clock::time_point now) {
    Slowed& slowed = side.slowed;
    if (slowed.told && now - *slowed.told < calls_.tell_again) return;
    const bool first = !slowed.told;
    slowed.told = now;
    calls_.tell(
        first ? "slowed: " + why
              : fmt::format("slowed: {} (waited {:.1f} s so far)", why, seconds(slowed.waited)));
}

}  // namespace tieout::db
