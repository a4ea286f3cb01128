// The state folder (.tieout/, mode 0700): the ledger and one folder a cycle.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tieout::cycle {

// Creates what is missing; throws Error(Fault::disk) naming the path. Holds a lock file while it
// lives, so that two processes never write the same cycle: the second throws Error(Fault::usage).
class StateFolder {
public:
    explicit StateFolder(std::filesystem::path root);
    ~StateFolder();
    StateFolder(const StateFolder&) = delete;
    StateFolder& operator=(const StateFolder&) = delete;

    const std::filesystem::path& root() const { return root_; }
    std::filesystem::path ledger() const { return root_ / "ledger.db"; }
    // "cycles/0007"; created on first use.
    std::filesystem::path cycle(int number) const;

private:
    std::filesystem::path root_;
    int lock_ = -1;
};

// Where migrations into `target` keep their notes, below a state folder; not made here. One a
// target: two of them share none. `target`: its URL without a password.
std::filesystem::path notes_folder(const std::filesystem::path& state, const std::string& target);

}  // namespace tieout::cycle
