// One side's load, asked about once a second while statements of ours run there. Internal to
// db/pace*.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/gentle.h"
#include "db/pace_load.h"

namespace tieout::db {

// What a look at the server came to. Both empty: nothing speaks against reading on.
struct LoadVerdict {
    std::string wait;  // "Threads_running on the source is 31, the limit is 25"
    std::string end;   // a critical load, in the same words
};

// Thread-safe. It holds no lock while it calls.
class LoadWatch {
public:
    struct Calls {
        std::function<void(const LoadVerdict&)> seen;  // after each look
        std::function<void(const Error&)> failed;      // no more looks: the server went away
    };

    // True where `limits` speak of anything that a server of this engine can be asked.
    static bool has_questions(const Gentle& limits, Engine engine);

    // Takes the first look at once, in the calling thread: throws what ServerLoad throws. `side` is
    // "source" or "target"; `ours` as in set_ours().
    LoadWatch(const Gentle& limits, const Url& url, std::string side, std::vector<std::string> ours,
              Calls calls);
    ~LoadWatch();
    LoadWatch(const LoadWatch&) = delete;
    LoadWatch& operator=(const LoadWatch&) = delete;

    // Looks are taken while it is busy.
    void set_busy(bool busy);
    // Connections that are not counted, by Session::connection_id.
    void set_ours(std::vector<std::string> ids);

private:
    void run();
    bool wait_until_asked();
    LoadVerdict look();
    LoadVerdict look_again();
    std::string over(const std::vector<LoadLimit>& limits, const std::vector<std::string>& ours);
    std::string behind();

    Gentle limits_;
    Url url_;
    std::string side_;
    Calls calls_;
    std::unique_ptr<ServerLoad> load_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> ours_;
    bool busy_ = false, done_ = false;
    std::thread thread_;
};

}  // namespace tieout::db
