#include "db/pace_watch.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/quantity.h"

namespace tieout::db {
namespace {

constexpr std::chrono::seconds between_looks{1};

std::vector<LoadLimit> of_engine(const std::vector<LoadLimit>& limits, Engine engine) {
    std::vector<LoadLimit> some;
    std::copy_if(limits.begin(), limits.end(), std::back_inserter(some),
                 [&](const auto& limit) { return has_load_figure(engine, limit.name); });
    return some;
}

}  // namespace

bool LoadWatch::has_questions(const Gentle& limits, Engine engine) {
    if (engine == Engine::sqlite) return false;
    return limits.max_lag || !of_engine(limits.max_load, engine).empty() ||
           !of_engine(limits.critical_load, engine).empty();
}

LoadWatch::LoadWatch(const Gentle& limits, const Url& url, std::string side,
                     std::vector<std::string> ours, Calls calls)
    : limits_(limits),
      url_(url),
      side_(std::move(side)),
      calls_(std::move(calls)),
      load_(ServerLoad::open(url)),
      ours_(std::move(ours)) {
    limits_.max_load = of_engine(limits.max_load, url.engine);
    limits_.critical_load = of_engine(limits.critical_load, url.engine);
    calls_.seen(look());
    thread_ = std::thread([this] { run(); });
}

LoadWatch::~LoadWatch() {
    {
        const std::lock_guard lock(mutex_);
        done_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void LoadWatch::set_busy(bool busy) {
    {
        const std::lock_guard lock(mutex_);
        busy_ = busy;
    }
    changed_.notify_all();
}

void LoadWatch::set_ours(std::vector<std::string> ids) {
    const std::lock_guard lock(mutex_);
    ours_ = std::move(ids);
}

// False at the end.
bool LoadWatch::wait_until_asked() {
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, between_looks, [this] { return done_; })) return false;
    changed_.wait(lock, [this] { return busy_ || done_; });
    return !done_;
}

void LoadWatch::run() {
    try {
        while (wait_until_asked())
            calls_.seen(look_again());
    } catch (const Error& error) {
        calls_.failed(error);
    }
}

// A server ends a connection that said nothing for long: one new one is tried.
LoadVerdict LoadWatch::look_again() {
    try {
        return look();
    } catch (const Error& error) {
        if (error.fault() != Fault::connection) throw;
    }
    load_ = ServerLoad::open(url_);
    return look();
}

LoadVerdict LoadWatch::look() {
    std::vector<std::string> ours;
    {
        const std::lock_guard lock(mutex_);
        ours = ours_;
    }
    LoadVerdict verdict;
    verdict.end = over(limits_.critical_load, ours);
    verdict.wait = over(limits_.max_load, ours);
    if (verdict.wait.empty()) verdict.wait = behind();
    return verdict;
}

std::string LoadWatch::over(const std::vector<LoadLimit>& limits,
                            const std::vector<std::string>& ours) {
    for (const LoadLimit& limit : limits) {
        const std::uint64_t now = load_->figure(limit.name, ours);
        if (now > limit.most)
            return fmt::format("{} on the {} is {}, the limit is {}", limit.name, side_, now,
                               limit.most);
    }
    return "";
}

std::string LoadWatch::behind() {
    if (!limits_.max_lag) return "";
    const auto lag = load_->lag();
    if (!lag) return "";
    if (!lag->behind)
        return fmt::format("replication on the {} stands still, the limit is {} behind", side_,
                           text(*limits_.max_lag));
    if (*lag->behind <= *limits_.max_lag) return "";
    return fmt::format("replication on the {} is {} behind, the limit is {}", side_,
                       text(*lag->behind), text(*limits_.max_lag));
}

}  // namespace tieout::db
